"""Reading and writing tables as spreadsheets make them."""

from __future__ import annotations

import tempfile
from pathlib import Path

from hypothesis import given
from hypothesis import strategies as st

from support import small
from twingraph.tables import layout
from twingraph.tables.rows import Row, read_table, write_table

NAMES = layout.load().tables["names.csv"]
# What a cell may hold: anything but control characters, and white space only within.
CELL = st.text(st.characters(exclude_categories=["Cs", "Cc"]) | st.sampled_from('\n",;')).map(
    str.strip
)


def read(folder: Path, data: bytes) -> list[dict[str, str]]:
    file = folder / "names.csv"
    file.write_bytes(data)
    rows, findings = read_table(file, NAMES)
    assert findings == []
    return [row.cells for row in rows]


def written(*names: str) -> bytes:
    with tempfile.TemporaryDirectory() as folder:
        small.write(Path(folder), {"names.csv": [small.name("alpha", name) for name in names]})
        return (Path(folder) / "names.csv").read_bytes()


def test_a_spreadsheets_file_reads_the_same(tmp_path: Path) -> None:
    plain = written("Alpha", 'A "quoted", cell', "two\nlines")
    expected = read(tmp_path, plain)
    assert [cells["name"] for cells in expected] == ["Alpha", 'A "quoted", cell', "two\nlines"]
    assert read(tmp_path, b"\xef\xbb\xbf" + plain) == expected
    crlf = plain.replace(b"two\nlines", b"two#lines").replace(b"\n", b"\r\n")
    assert read(tmp_path, crlf.replace(b"#", b"\n")) == expected


def test_columns_may_stand_in_any_order(tmp_path: Path) -> None:
    header = list(reversed(NAMES.header))
    cells = ["" if name != "city" else "alpha" for name in header]
    text = ",".join(header) + "\n" + ",".join(cells) + "\n"
    assert read(tmp_path, text.encode())[0]["city"] == "alpha"


def test_rows_count_as_a_spreadsheet_counts(tmp_path: Path) -> None:
    file = tmp_path / "names.csv"
    file.write_bytes(written("two\nlines", "Beta") + b"\n,,,,,,,,,,\n" + written("Gamma")[-30:])
    rows, _ = read_table(file, NAMES)
    assert [row.number for row in rows][:2] == [2, 3]


@given(st.lists(st.fixed_dictionaries(dict.fromkeys(NAMES.header, CELL)), max_size=4))
def test_what_was_written_is_read_and_written_the_same(content: list[dict[str, str]]) -> None:
    rows = [Row("", "", "names.csv", 0, cells) for cells in content if any(cells.values())]
    data = write_table(rows, NAMES)
    with tempfile.TemporaryDirectory() as folder:
        file = Path(folder) / "names.csv"
        file.write_bytes(data)
        again, findings = read_table(file, NAMES)
    assert findings == []
    assert [row.cells for row in again] == [row.cells for row in rows]
    assert write_table(again, NAMES) == data


@given(st.binary(max_size=300))
def test_any_bytes_are_read_or_refused(data: bytes) -> None:
    with tempfile.TemporaryDirectory() as folder:
        file = Path(folder) / "names.csv"
        file.write_bytes(data)
        rows, findings = read_table(file, NAMES)
    assert findings or not rows
