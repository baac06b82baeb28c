"""Exports: every reader finds the same triples, and the parts make the whole."""

from __future__ import annotations

import io
import json
import shutil
import subprocess
from typing import TYPE_CHECKING

import pyoxigraph as ox
import pytest
import rdflib

from support.command import twingraph
from twingraph.core.errors import InputError
from twingraph.core.resources import folder
from twingraph.publish import canonical, formats

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path


SUFFIX = {
    "turtle": "ttl",
    "nquads": "nq",
    "ntriples": "nt",
    "trig": "trig",
    "rdfxml": "rdf",
    "jsonld": "jsonld",
}


@pytest.fixture(scope="module")
def exported(built: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    out = tmp_path_factory.mktemp("exported")
    for name, suffix in SUFFIX.items():
        done = twingraph("export", "-b", built, "--format", name, "-o", out / f"whole.{suffix}")
        assert done.returncode == 0, done.stderr
    return out


@pytest.fixture(scope="module")
def triples(built: Path) -> set[str]:
    return {f"{triple} ." for triple in canonical.triples(built / "twingraph.nq")}


@pytest.fixture(scope="module")
def counts(built: Path) -> dict[str, int]:
    found: dict[str, int] = json.loads((built / "manifest.json").read_text())["counts"]
    return found


@pytest.mark.parametrize("name", ["turtle", "ntriples", "trig", "rdfxml"])
def test_oxigraph_reads_the_same_triples(name: str, exported: Path, triples: set[str]) -> None:
    quads = ox.parse(path=str(exported / f"whole.{SUFFIX[name]}"), format=formats.FORMATS[name])
    assert {f"{quad.triple} ." for quad in quads} == triples


@pytest.mark.parametrize(
    ("name", "parser"),
    [("turtle", "turtle"), ("ntriples", "nt"), ("rdfxml", "xml"), ("jsonld", "json-ld")],
)
def test_rdflib_reads_the_same_triples(
    name: str, parser: str, exported: Path, triples: set[str]
) -> None:
    graph = rdflib.Graph().parse(exported / f"whole.{SUFFIX[name]}", format=parser)
    lines = graph.serialize(format="nt", encoding="utf-8")
    again = {str(quad.triple) + " ." for quad in ox.parse(lines, format=ox.RdfFormat.N_TRIPLES)}
    assert again == triples


@pytest.mark.parametrize("character", ["\ufffe", "\uffff", "\r", "\x0c"])
def test_what_xml_cannot_hold_is_refused_by_name(character: str, tmp_path: Path) -> None:
    name = ox.Literal(f"Leipzig{character}")
    node = ox.NamedNode("https://example.org/x")
    quad = ox.Quad(node, node, name, node)
    ox.serialize([quad], str(tmp_path / "x.nq"), format=ox.RdfFormat.N_QUADS)

    with pytest.raises(InputError, match=rf"RDF/XML cannot contain U\+{ord(character):04X}"):
        formats.write(tmp_path / "x.nq", "rdfxml", io.BytesIO())
    formats.write(tmp_path / "x.nq", "turtle", io.BytesIO())


def test_the_store_keeps_what_the_files_say(built: Path, triples: set[str]) -> None:
    store = ox.Store.read_only(str(built / "store"))
    assert {f"{quad.triple} ." for quad in store} == triples


@pytest.mark.parametrize(
    ("format_", "suffix"), [("turtle", "ttl"), ("ntriples", "nt"), ("rdfxml", "rdf")]
)
def test_rapper_counts_the_same(
    format_: str, suffix: str, exported: Path, counts: dict[str, int]
) -> None:
    said = tool("rapper", "-c", "-i", format_, exported / f"whole.{suffix}").stderr
    assert f"returned {counts['triples']} triples" in said


@pytest.mark.parametrize(
    ("name", "count"),
    [("turtle", "triples"), ("ntriples", "triples"), ("nquads", "quads"), ("trig", "quads")],
)
def test_serdi_counts_the_same(
    name: str, count: str, exported: Path, counts: dict[str, int]
) -> None:
    lines = tool("serdi", "-i", name, "-o", "nquads", exported / f"whole.{SUFFIX[name]}").stdout
    assert lines.count("\n") == counts[count]


COUNT_JS = """
const n3 = require("n3"), fs = require("fs");
for (const file of process.argv.slice(2)) {
  console.log(new n3.Parser().parse(fs.readFileSync(file, "utf8")).length);
}
"""


def test_n3_js_counts_the_same(exported: Path, tmp_path: Path, counts: dict[str, int]) -> None:
    npm = ("npm", "install", "--no-audit", "--no-fund", "--ignore-scripts", "--prefix")
    installed = tool(*npm, tmp_path, "n3@1")
    assert installed.returncode == 0, installed.stderr
    (tmp_path / "count.js").write_text(COUNT_JS)
    files = [exported / "whole.ttl", exported / "whole.nq"]
    said = tool("node", tmp_path / "count.js", *files)
    assert said.stdout.split() == [str(counts["triples"]), str(counts["quads"])], said.stderr


def tool(name: str, *arguments: object) -> subprocess.CompletedProcess[str]:
    """Run another reader; where it is missing, say how to get it."""
    if not shutil.which(name):
        pytest.fail(f"{name} is missing; run scripts/install-system-packages")
    command = [name, *map(str, arguments)]
    return subprocess.run(command, capture_output=True, text=True, check=False, timeout=300)


def test_statements_and_claims_are_the_whole(built: Path, triples: set[str]) -> None:
    parts = [read_part(built, part) for part in ("statements", "claims")]
    assert parts[0] | parts[1] == triples
    assert not parts[0] & parts[1]
    assert all("/id/claim/" in line or "/id/source/" in line for line in parts[1])


def test_every_claim_is_about_what_the_graph_knows(built: Path) -> None:
    """Claims and statements use the same addresses."""
    statements = read_part(built, "statements")
    subjects = {line.split(" ", 1)[0] for line in statements}
    claimed = {
        line.split(" ")[2]
        for line in read_part(built, "claims")
        if "rdf-syntax-ns#subject>" in line
    }
    assert claimed <= subjects


def read_part(built: Path, part: str) -> set[str]:
    done = twingraph("export", "-b", built, "--only", part, "--format", "ntriples")
    assert done.returncode == 0, done.stderr
    return set(done.stdout.splitlines())


def test_json_ld_brings_its_context_along(exported: Path) -> None:
    document = json.loads((exported / "whole.jsonld").read_text("utf-8"))
    own = json.loads((folder("ontology") / "context.jsonld").read_text("utf-8"))
    assert document["@context"] == own["@context"]


def test_the_same_build_gives_the_same_bytes(
    built: Path, exported: Path, tmp_path: Path, run: Callable[..., object]
) -> None:
    for name, suffix in SUFFIX.items():
        again = tmp_path / f"again.{suffix}"
        run("export", "-b", built, "--format", name, "-o", again, PYTHONHASHSEED="7")
        assert again.read_bytes() == (exported / f"whole.{suffix}").read_bytes()


def test_no_blank_nodes_and_no_time_zones(triples: set[str]) -> None:
    assert not [line for line in triples if "_:" in line.split('"')[0]]
    dates = [line for line in triples if "XMLSchema#date>" in line]
    assert dates
    assert not [line for line in dates if 'Z"' in line or "+00:00" in line]


def test_the_turtle_of_a_build_is_that_of_an_export(built: Path, exported: Path) -> None:
    assert (built / "twingraph.ttl").read_bytes() == (exported / "whole.ttl").read_bytes()
