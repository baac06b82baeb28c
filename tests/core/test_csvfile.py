"""Other people's CSV, as spreadsheets write it."""

from __future__ import annotations

import codecs

import pytest
from hypothesis import given
from hypothesis import strategies as st

from twingraph.core import csvfile
from twingraph.core.csvfile import Dialect
from twingraph.core.errors import InputError

ROWS = [["city", "partner", "since"], ["Köln", "Kraków", "1973"], ["Lyon", "Łódź", "1991"]]


def read(data: bytes, *titles: str) -> list[list[str]]:
    sheet = csvfile.parse(data, "list.csv", titles=titles)
    rows = [cells for _, cells in sheet.rows()]
    assert sheet.findings == []
    return [sheet.header, *rows]


def numbered(data: bytes) -> list[int]:
    return [number for number, cells in csvfile.parse(data, "list.csv").rows() if cells]


def told(data: bytes, form: Dialect = csvfile.UNKNOWN) -> list[tuple[str, int, str]]:
    sheet = csvfile.parse(data, "list.csv", form)
    list(sheet.rows())
    return [(finding.rule, finding.row, finding.column) for finding in sheet.findings]


@pytest.mark.parametrize("delimiter", [",", ";", "\t", "|"])
@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16-le", "utf-16-be"])
@pytest.mark.parametrize("end", ["\n", "\r\n", "\r"])
def test_what_spreadsheets_write_is_read(delimiter: str, encoding: str, end: str) -> None:
    text = end.join(delimiter.join(row) for row in ROWS) + end
    mark = "\ufeff" if encoding.startswith("utf-16") else ""

    assert read((mark + text).encode(encoding)) == ROWS


@pytest.mark.parametrize("line", ["sep=;", "SEP=;", '"sep=;"', "sep=;;;"])
def test_a_line_that_names_the_delimiter_is_no_row(line: str) -> None:
    data = f"{line}\r\ncity;founded, about\r\nKöln;50, 38\r\n".encode()

    assert read(data) == [["city", "founded, about"], ["Köln", "50, 38"]]
    assert numbered(data) == [2]


def test_blank_columns_and_rows_at_the_end_are_left_out() -> None:
    data = b"city;since;;\r\nLyon;1981;;\r\n;;;\r\n \r\n;;\r\n;;;;;;\r\n"

    assert [row for row in read(data) if row] == [["city", "since"], ["Lyon", "1981"]]


def test_a_column_without_a_title_stays_if_others_follow_it() -> None:
    assert read(b",city\n0,Lyon\n") == [["", "city"], ["0", "Lyon"]]


def test_rows_have_the_numbers_that_a_spreadsheet_shows() -> None:
    data = b'\n\ncity,note\n\nLyon,"two\nlines"\n,\nKyiv,\n'

    assert numbered(data) == [5, 7]


def test_a_cell_beyond_the_titles_is_too_many() -> None:
    sheet = csvfile.parse(b"city,since,\nLyon,1981,x\nKyiv\nLviv,,1990,\n", "list.csv")
    found = [sheet.miscounted(number, cells) for number, cells in sheet.rows()]

    assert [(one.row, one.message.partition(" (")[0]) for one in found if one] == [
        (2, "too many cells"),
        (3, "too few cells"),
        (4, "too many cells"),
    ]


@pytest.mark.parametrize(
    ("data", "titles", "header"),
    [
        (b"a;b,c\n", (), ["a;b", "c"]),
        (b"a;b,c\n", ("a",), ["a", "b,c"]),
        (b"name;lat;lon\nA;51,3;12,4\nB;50,1;19,9\n", (), ["name", "lat", "lon"]),
        (b"name;country, region\nLyon;France\n", (), ["name", "country, region"]),
        (b'"a;b",c\n"1;2",3\n', (), ["a;b", "c"]),
        (b"name\nFrankfurt, Germany\n", (), ["name"]),
        (b"name\n", (), ["name"]),
        (b"a;b;c\n1;2;3\n1;2\n1;2;3\n", (), ["a", "b", "c"]),
        (b"members,kind\nalpha; beta,x\n", (), ["members", "kind"]),
    ],
)
def test_the_header_tells_what_separates_the_columns(
    data: bytes, titles: tuple[str, ...], header: list[str]
) -> None:
    assert csvfile.parse(data, "list.csv", titles=titles).header == header


@pytest.mark.parametrize(
    ("data", "mistake"),
    [
        (b"", ("empty-file", 0, "")),
        (codecs.BOM_UTF8, ("empty-file", 0, "")),
        (b"\n;;\n \n", ("empty-file", 0, "")),
        (b"sep=;\n", ("empty-file", 0, "")),
        (b"city\nK\xf3ln\n", ("encoding", 2, "")),
        (codecs.BOM_UTF16_LE + b"a\0\n", ("encoding", 1, "")),
        (b"city\na\0b\n", ("nul-byte", 2, "")),
        (b'city,note\nLyon,x\n"Kyiv,x\nLviv,x\n', ("not-csv", 3, "")),
        (b"city,note\nLyon," + b"x" * 1_000_000 + b"\n", ("long-cell", 2, "note")),
        (b"city\nLyon," + b"x" * 1_000_000 + b"\n", ("long-cell", 2, "city")),
        (b"\ncity," + b"x" * 1_000_000 + b"\n", ("long-cell", 2, "")),
    ],
)
def test_what_cannot_be_read_is_told_with_its_place(
    data: bytes, mistake: tuple[str, int, str]
) -> None:
    assert told(data) == [mistake]


def test_a_table_with_mistakes_is_refused_with_all_of_them() -> None:
    sheet = csvfile.parse(b"a,b\n" + b"x" * 40_000 + b"," + b"y" * 40_000 + b"\n", "list.csv")
    list(sheet.rows())

    with pytest.raises(InputError) as refused:
        sheet.refuse_mistakes()

    assert [finding.column for finding in refused.value.findings] == ["a", "b"]
    assert all(len(finding.message) < 200 for finding in refused.value.findings)


def test_what_is_known_of_a_file_is_not_guessed() -> None:
    form = Dialect("cp1250", ";", None)
    sheet = csvfile.parse('a,"b;c\nŁódź;x\n'.encode("cp1250"), "list.csv", form)

    assert [sheet.header, *(cells for _, cells in sheet.rows())] == [['a,"b', "c"], ["Łódź", "x"]]


_CELLS = st.text(alphabet=st.characters(exclude_categories=["Cs"], exclude_characters="\0\ufeff"))


@given(
    st.lists(st.lists(_CELLS, min_size=3, max_size=3), max_size=4),
    st.sampled_from(["utf-8", "utf-8-sig", "utf-16-le", "utf-16-be"]),
    st.sampled_from(",;\t|"),
    st.booleans(),
)
def test_what_is_written_is_read_back_equal(
    rows: list[list[str]], encoding: str, delimiter: str, announced: bool
) -> None:
    form = Dialect(encoding, delimiter, announced=announced)
    table = [["name", "country", "since"], *rows]

    data = csvfile.write(table, form)
    sheet = csvfile.parse(data, "list.csv", titles=["name", "since"])
    again = [sheet.header, *(cells for _, cells in sheet.rows())]

    assert sheet.form == form
    assert [row for row in again if row] == [row for row in table if any(map(str.strip, row))]


@given(st.binary(max_size=300))
def test_any_bytes_are_a_table_or_told(data: bytes) -> None:
    sheet = csvfile.parse(data, "list.csv")
    rows = list(sheet.rows())

    assert sheet.header or sheet.findings
    assert all(number > sheet.number for number, _ in rows)
