"""Edge lists of other people."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from twingraph.core.errors import CannotError, InputError
from twingraph.network import edgelist

if TYPE_CHECKING:
    from pathlib import Path


def read(folder: Path, content: bytes) -> edgelist.EdgeList:
    file = folder / "edges.txt"
    file.write_bytes(content)
    return edgelist.read(file)


def test_ids_stand_between_blanks_or_tabs_and_comments_and_blank_lines_are_passed_over(
    tmp_path: Path,
) -> None:
    content = b"% sym unweighted\n# two towns\n1 2\n\n  2\t3  \n\t% more\n"
    assert read(tmp_path, content) == edgelist.EdgeList([("1", "2"), ("2", "3")], 0)


def test_what_follows_the_ids_is_not_read_but_counted(tmp_path: Path) -> None:
    found = read(tmp_path, b"1 2 1 1190000000\n2 3\n3 4 0.5\n")
    assert found == edgelist.EdgeList([("1", "2"), ("2", "3"), ("3", "4")], 2)


def test_ids_may_be_numbers_of_64_bits_and_words(tmp_path: Path) -> None:
    content = "18446744073709551615 -9223372036854775808\nKraków Leipzig\n".encode()
    assert read(tmp_path, content).pairs == [
        ("18446744073709551615", "-9223372036854775808"),
        ("Kraków", "Leipzig"),
    ]


def test_lines_of_every_system_and_a_byte_order_mark_are_read(tmp_path: Path) -> None:
    assert read(tmp_path, b"\xef\xbb\xbf1 2\r\n2 3\r4 5").pairs == [
        ("1", "2"),
        ("2", "3"),
        ("4", "5"),
    ]


@pytest.mark.parametrize("content", [b"", b"% nothing\n", b"\n\n"])
def test_a_list_without_edges_is_empty(content: bytes, tmp_path: Path) -> None:
    assert read(tmp_path, content) == edgelist.EdgeList([], 0)


@pytest.mark.parametrize(
    ("content", "line", "said"),
    [
        (b"1 2\n3\n", 2, 'has one id, "3"; write two, separated by a blank or a tab'),
        (b"a,b\n", 1, 'has one id, "a,b"'),
        (b"1 2\n\x00\x01 2\n", 2, "has a byte 0: this is not text"),
        (b"1 2\n\xff\xfe\xfd 2\n", 2, "is not in UTF-8"),
        (b"\x1b[2J 2\n", 1, "cannot be printed"),
        (b"1 " + b"2" * 1001 + b"\n", 1, "has an id of more than 1,000 characters"),
    ],
)
def test_a_line_without_two_ids_is_named(
    content: bytes, line: int, said: str, tmp_path: Path
) -> None:
    with pytest.raises(InputError) as raised:
        read(tmp_path, content)
    (finding,) = raised.value.findings
    assert finding.row == line
    assert said in finding.message


def test_all_wrong_lines_are_named_up_to_a_hundred(tmp_path: Path) -> None:
    with pytest.raises(InputError, match="100 lines without two ids, and perhaps more") as raised:
        read(tmp_path, b"one\n" * 5000)
    assert [finding.row for finding in raised.value.findings] == list(range(1, 101))


def test_utf_16_is_refused_with_what_to_do(tmp_path: Path) -> None:
    with pytest.raises(InputError, match="save it as UTF-8"):
        read(tmp_path, "1 2\n".encode("utf-16"))


def test_a_missing_file_cannot_be_read(tmp_path: Path) -> None:
    with pytest.raises(CannotError, match="No such file"):
        edgelist.read(tmp_path / "none.txt")
