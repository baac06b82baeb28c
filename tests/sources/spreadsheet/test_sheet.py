"""Tables that cannot be read, and other forms of tables."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from support.listing import (
    HEADER,
    PLAIN,
    SOURCE,
    mapped,
    members,
    row,
    write_csv,
)
from twingraph.core.errors import CannotError, InputError
from twingraph.sources.spreadsheet.tables import write_tables

if TYPE_CHECKING:
    from pathlib import Path

    from twingraph.places.gazetteer import Gazetteer


def refused(tmp_path: Path, gazetteer: Gazetteer, data: bytes, more: str = "") -> str:
    """Give the one finding about a table that is refused."""
    (tmp_path / "list.csv").write_bytes(data)
    with pytest.raises(InputError, match="the table cannot be read; nothing was written") as caught:
        write_tables(
            [tmp_path / "list.csv"], mapped(tmp_path, PLAIN + more), tmp_path / "out", gazetteer
        )
    assert not (tmp_path / "out").exists()
    return str(caught.value.findings[0]).removeprefix(str(tmp_path))


HEAD = ",".join(HEADER).encode()


@pytest.mark.parametrize(
    ("data", "message"),
    [
        (b"", "/list.csv: the file is empty; it needs at least a header"),
        (b"\xef\xbb\xbf\n \n", "/list.csv: the file is empty; it needs at least a header"),
        (HEAD + b"\nK\xf3nigsberg", "/list.csv:2: byte 0xf3 is not UTF-8; save the table"),
        (HEAD + b'\n"Anna', "/list.csv:2: unexpected end of data; check the quotation marks"),
        (
            HEAD.replace(b"since", b"Since"),
            "/list.csv:1 [since]: partnership.start does not name",
        ),
        (
            HEAD.replace(b"since", b"a"),
            "/list.csv:1 [a]: 2 columns have this name; a.name needs exactly one",
        ),
    ],
)
def test_a_table_that_cannot_be_read(
    data: bytes, message: str, tmp_path: Path, gazetteer: Gazetteer
) -> None:
    assert refused(tmp_path, gazetteer, data).startswith(message)


def test_a_missing_column_is_named_with_the_nearest(tmp_path: Path, gazetteer: Gazetteer) -> None:
    said = refused(tmp_path, gazetteer, HEAD.replace(b"since", b"Since"))
    assert "the columns are: a, a_country" in said
    assert "did you mean: Since" in said


def test_no_table(tmp_path: Path, gazetteer: Gazetteer) -> None:
    with pytest.raises(CannotError, match="No such file"):
        write_tables([tmp_path / "no.csv"], mapped(tmp_path, PLAIN), tmp_path / "out", gazetteer)


def test_rows_of_other_lengths(tmp_path: Path, gazetteer: Gazetteer) -> None:
    file = write_csv(tmp_path / "list.csv", [row()])
    file.write_text(file.read_text("utf-8") + "Anna\n\n" + "x," * 20 + "\n", "utf-8")
    manifest = write_tables([file], mapped(tmp_path, PLAIN), tmp_path / "out", gazetteer)
    assert manifest["skipped"] == {"too many or too few cells": 2}
    assert manifest["statements_read"] == 3


def test_another_encoding_delimiter_and_no_quotes(tmp_path: Path, gazetteer: Gazetteer) -> None:
    (tmp_path / "list.csv").write_bytes('a|b\nKöln "am Rhein|Nîmes\n'.encode("cp1252"))
    form = '[file]\nencoding = "cp1252"\ndelimiter = "|"\nquote = ""\n'
    mapping = mapped(tmp_path, f'{SOURCE}{form}[a]\nname = "a"\n[b]\nname = "b"\n')
    write_tables([tmp_path / "list.csv"], mapping, tmp_path / "out", gazetteer)
    assert members(tmp_path) == ["koln-am-rhein-zz--nimes-zz"]


@pytest.mark.parametrize(
    "data",
    [
        "sep=;\r\nPartner\u00a0a;b;;\r\nKöln;Nîmes;;\r\n;;;\r\n".encode(),
        "\ufeffPartner a\tb\r\nKo\u0308ln\tNîmes\u200b\r\n".encode("utf-16-le"),
    ],
    ids=["with semicolons, announced", "Unicode Text of Excel"],
)
def test_what_excel_writes_is_read(data: bytes, tmp_path: Path, gazetteer: Gazetteer) -> None:
    (tmp_path / "list.csv").write_bytes(data)
    mapping = mapped(tmp_path, f'{SOURCE}[a]\nname = "Partner\u00a0a"\n[b]\nname = "b"\n')

    write_tables([tmp_path / "list.csv"], mapping, tmp_path / "out", gazetteer)

    assert members(tmp_path) == ["koln-zz--nimes-zz"]
