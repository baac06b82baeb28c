"""Reading and writing tables as spreadsheets make them."""

from __future__ import annotations

import csv
import io
import tempfile
from pathlib import Path

from hypothesis import given
from hypothesis import strategies as st

from support import small
from twingraph.core.text import clean
from twingraph.tables import layout
from twingraph.tables.rows import Row, insert_rows, read_table, write_table

NAMES = layout.load().tables["names.csv"]
# What a cell may hold: any clean text.
CELL = st.text(st.characters() | st.sampled_from('\n\r",; ')).map(clean)


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
    assert [cells["name"] for cells in expected] == ["Alpha", 'A "quoted", cell', "two lines"]
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


def test_a_lone_carriage_return_is_quoted_where_it_is_written() -> None:
    row = Row("", "", "names.csv", 0, dict.fromkeys(NAMES.header, "") | {"name": "two\rlines"})

    assert b'"two\rlines"' in write_table([row], NAMES)


def test_a_table_that_excel_saved_in_germany_is_read(tmp_path: Path) -> None:
    plain = written("Alpha", "Krako\u0301w\u200b", "A;B").decode()
    rows = csv.reader(io.StringIO(plain, newline=""))
    text = io.StringIO(newline="")
    csv.writer(text, delimiter=";", lineterminator="\r\n").writerows([*row, "", ""] for row in rows)

    names = [cells["name"] for cells in read(tmp_path, text.getvalue().encode("utf-8-sig"))]

    assert names == ["Alpha", "Kraków", "A;B"]


def test_rows_are_put_into_a_table_in_its_own_form() -> None:
    header = ";".join(NAMES.header)
    for encoding, start in (("utf-16-le", "\ufeffsep=;\r\n"), ("utf-8", "\ufeff"), ("utf-8", "")):
        data = f"{start}{header};\r\nalpha;de;Älpha;;;page;;;;;\r\ngamma;de".encode(encoding)
        cells = dict.fromkeys(NAMES.header, "") | {"city": "beta", "name": "Bęta"}

        changed = insert_rows(data, [cells], 2, NAMES).decode(encoding)

        assert changed == (
            f"{start}{header};\r\nalpha;de;Älpha;;;page;;;;;\r\nbeta;;Bęta;;;;;;;;\r\ngamma;de"
        )


PAIRS = st.tuples(*[st.text(st.sampled_from('a;, "\n–ü'), max_size=6).map(str.strip)] * 2)
KINDS = PAIRS.filter(lambda pair: bool(pair[0]))


@given(rows=st.lists(KINDS, max_size=6), new=KINDS, after=st.integers(0, 6))
def test_inserting_a_row_changes_no_other(
    rows: list[tuple[str, str]], new: tuple[str, str], after: int
) -> None:
    table = layout.load().tables["kinds.csv"]

    def cells(row: tuple[str, str]) -> dict[str, str]:
        return dict(zip(table.header, (*row, *row), strict=True))

    old = [Row("", "", "", 0, cells(row)) for row in rows]
    place = min(after, len(rows))
    data = insert_rows(write_table(old, table), [cells(new)], place + 1, table)
    read = list(csv.DictReader(io.StringIO(data.decode(), newline="")))
    assert read == [*map(cells, rows[:place]), cells(new), *map(cells, rows[place:])]
