"""The ontology and the exports in tools for OWL: Owlready2, and HermiT, as Protégé runs it.

HermiT and the OWL API, through which it reads, come with Owlready2.
"""

from __future__ import annotations

import shutil
import subprocess
from pathlib import Path
from typing import TYPE_CHECKING

import owlready2
import pyoxigraph as ox
import pytest

from support.command import twingraph
from support.paths import ROOT
from twingraph.core.terms import PREFIXES, expand

if TYPE_CHECKING:
    from collections.abc import Iterable

ONTOLOGY = ROOT / "ontology" / "twingraph.ttl"
HERMIT = Path(owlready2.__file__).parent / "hermit" / "HermiT.jar"
WITHOUT_XSD_DATE = "--ignoreUnsupportedDatatypes"


@pytest.fixture(scope="module")
def files(built: Path, tmp_path_factory: pytest.TempPathFactory) -> dict[str, Path]:
    """The ontology, the statements and a whole export as N-Triples, which all tools read."""
    folder = tmp_path_factory.mktemp("owl")
    paths = {name: folder / f"{name}.nt" for name in ("ontology", "statements", "whole")}
    parsed = ox.parse(path=str(ONTOLOGY), format=ox.RdfFormat.TURTLE)
    write(paths["ontology"], (quad.triple for quad in parsed))
    for name, options in (("statements", ["--only", "statements"]), ("whole", [])):
        done = twingraph("export", "-b", built, "--format", "ntriples", *options, "-o", paths[name])
        assert done.returncode == 0, done.stderr
    return paths


def write(path: Path, triples: Iterable[ox.Triple]) -> None:
    ox.serialize(triples, str(path), format=ox.RdfFormat.N_TRIPLES)


@pytest.mark.parametrize("name", ["ontology", "statements", "whole"])
def test_owlready_loads(name: str, files: dict[str, Path]) -> None:
    """Its metaclasses bear no property that is of two kinds at once."""
    world = owlready2.World()

    loaded = world.get_ontology(files[name].as_uri()).load()

    assert "City" in {cls.name for cls in loaded.classes()}
    cities = list(world.sparql(f"SELECT ?city {{ ?city a <{expand('tg:City')}> }}"))
    assert bool(cities) == (name != "ontology")


def hermit(file: Path, *options: str) -> subprocess.CompletedProcess[str]:
    """Let HermiT classify a file, for which it must be free of contradictions."""
    if not shutil.which("java"):
        pytest.fail("java is missing; run scripts/install-system-packages")
    main = "org.semanticweb.HermiT.cli.CommandLine"
    command = ["java", "-cp", str(HERMIT), main, *options, "--classify", file.as_uri()]
    return subprocess.run(command, capture_output=True, text=True, check=False, timeout=300)


@pytest.mark.parametrize(
    ("name", "options"),
    [("ontology", ()), ("statements", (WITHOUT_XSD_DATE,)), ("whole", (WITHOUT_XSD_DATE,))],
)
def test_hermit_finds_no_contradiction(
    name: str, options: tuple[str, ...], files: dict[str, Path]
) -> None:
    done = hermit(files[name], *options)
    assert (done.returncode, done.stderr) == (0, "")
    city = f"<{expand('tg:City')}> <{expand('org:Organization')}>"
    assert f"SubClassOf( {city} )" in done.stdout
    assert expand("owl:Nothing") not in done.stdout, "a class that nothing can be of"


def test_hermit_finds_a_city_that_is_a_state(files: dict[str, Path], tmp_path: Path) -> None:
    """A capital that stands where a state should: the classes are known to be disjoint."""
    wrong = tmp_path / "wrong.nt"
    said = [f"<urn:a> <{expand(name)}> <urn:x> .\n" for name in ("tg:inState", "tg:place")]
    wrong.write_text("".join([files["ontology"].read_text("utf-8"), *said]), "utf-8")
    assert "Inconsistent" in hermit(wrong).stderr


def test_hermit_must_be_told_to_leave_out_days(files: dict[str, Path]) -> None:
    """docs/data-model.md says so: OWL 2 has no xsd:date."""
    assert expand("xsd:date") in hermit(files["statements"]).stderr


# --- what a tool must be told -------------------------------------------------------------------

RDF_OWN = (PREFIXES["rdf"], PREFIXES["rdfs"], PREFIXES["owl"])
CLASS, OBJECT, DATA, NOTE = (
    ox.NamedNode(expand(f"owl:{kind}"))
    for kind in ("Class", "ObjectProperty", "DatatypeProperty", "AnnotationProperty")
)


def test_the_kind_of_every_term_is_declared(files: dict[str, Path]) -> None:
    """Without it a tool guesses, and takes skos:broader for a note."""
    store = ox.Store()
    store.load(path=str(files["whole"]), format=ox.RdfFormat.N_TRIPLES)
    kinds = {
        quad.subject.value: quad.object
        for quad in store.quads_for_pattern(None, ox.NamedNode(expand("rdf:type")), None)
        if isinstance(quad.subject, ox.NamedNode) and quad.object in (CLASS, OBJECT, DATA, NOTE)
    }
    for quad in store:
        predicate, literal = quad.predicate.value, isinstance(quad.object, ox.Literal)
        if predicate == expand("rdf:type"):
            kind = str(quad.object).strip("<>")
            assert kind.startswith(RDF_OWN) or kinds.get(kind) == CLASS, kind
        elif not predicate.startswith(RDF_OWN):
            assert kinds.get(predicate) in ((DATA, NOTE) if literal else (OBJECT, NOTE)), quad
