"""Lists without a header, with comments, and networks of nodes and links."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import pytest

from support.listing import SOURCE, mapped, members, read
from twingraph.core.errors import InputError
from twingraph.sources.spreadsheet.tables import write_tables

if TYPE_CHECKING:
    from pathlib import Path

    from twingraph.places.gazetteer import Gazetteer

PAIRS = SOURCE + '[a]\nname = "1"\n[b]\nname = "2"\n'
NETWORK = (
    SOURCE
    + """
[nodes]
id = "id"
name = "label"
country = "land"

[a]
node = "1"

[b]
node = "2"

[file]
header = false
comments = ["%", "#"]
delimiter = " "
"""
)
NODES = "id,label,land\n17,Leipzig,de\n4,Krakau,Polska\n9,Anna,de\n8,Anna,de\n7,,de\n6,Bea\n"


def network(
    tmp_path: Path, gazetteer: Gazetteer, links: str, nodes: str | None = NODES, text: str = NETWORK
) -> dict[str, Any]:
    """Fetch a network into the folder "out"."""
    (tmp_path / "links.txt").write_text(links, "utf-8")
    second = tmp_path / "nodes.csv" if nodes is not None else None
    if second:
        second.write_text(nodes or "", "utf-8")
    mapping = mapped(tmp_path, text)
    return write_tables(
        [tmp_path / "links.txt"], mapping, tmp_path / "out", gazetteer, nodes=second
    )


def left_out(tmp_path: Path) -> list[str]:
    return (tmp_path / "out" / "left-out.tsv").read_text("utf-8").splitlines()[1:]


def test_a_list_without_a_header_has_numbered_columns(tmp_path: Path, gazetteer: Gazetteer) -> None:
    text = PAIRS + "[file]\nheader = false\n"
    manifest = network(tmp_path, gazetteer, "Lipsia;Krakau\n\nAnna;\n", None, text)
    assert members(tmp_path) == ["krakow--leipzig"]
    assert manifest["statements_read"] == 2
    assert left_out(tmp_path) == ["links.txt\t3\t\tno name\t"]


def test_an_edge_list_names_its_places_in_a_second_table(
    tmp_path: Path, gazetteer: Gazetteer
) -> None:
    links = '% sym unweighted\n# "a comment\n17 4\n4 17 \n9 17\n8 4\n'
    manifest = network(tmp_path, gazetteer, links)
    assert members(tmp_path) == ["anna-de-8--krakow", "anna-de-9--leipzig", "krakow--leipzig"]
    assert [one["file"] for one in manifest["nodes"]] == ["nodes.csv"]
    notes = [row["note"] for row in read(tmp_path / "out", "partnerships.csv")]
    assert notes == ["links.txt:6", "links.txt:5", "links.txt:3, links.txt:4"]


def test_links_to_nodes_that_cannot_be_used_are_left_out_with_their_rows(
    tmp_path: Path, gazetteer: Gazetteer
) -> None:
    network(tmp_path, gazetteer, "17 4\n17 5\n17 7\n17 6\n17\n17 17\n")
    assert left_out(tmp_path) == [
        "links.txt\t2\t\tan id that is not in the table of nodes\t",
        "links.txt\t3\t\tno name\t",
        "links.txt\t4\t\tan id that is not in the table of nodes\t",
        "links.txt\t5\t\ttoo many or too few cells\t",
        "links.txt\t6\t\ta place twinned with itself\tleipzig",
        "nodes.csv\t7\t\ta node with too many or too few cells\t",
    ]


@pytest.mark.parametrize(
    ("nodes", "text", "message"),
    [
        (None, NETWORK, "the mapping has [nodes]; give their table with --nodes"),
        (NODES, PAIRS, "the mapping has no [nodes] that say what the columns of"),
        (NODES.replace("4,K", "17,K"), NETWORK, "nodes.csv:3 [id]: row 2 has the id"),
        (NODES.replace("land", "country"), NETWORK, "nodes.csv:1 [land]: nodes.country does not"),
    ],
)
def test_nodes_that_cannot_be_read(
    nodes: str | None, text: str, message: str, tmp_path: Path, gazetteer: Gazetteer
) -> None:
    with pytest.raises(InputError) as caught:
        network(tmp_path, gazetteer, "17 4\n", nodes, text)
    said = [str(caught.value), *map(str, caught.value.findings)]
    assert any(message in one for one in said), said
    assert not (tmp_path / "out").exists()
