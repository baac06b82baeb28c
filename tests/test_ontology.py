"""The ontology: its examples under the shapes, its labels, and that every term used exists."""

from __future__ import annotations

import json
import os
import re
from functools import cache
from itertools import combinations
from typing import TYPE_CHECKING, Any

import pytest
from pyshacl import validate
from rdflib import (
    CSVW,
    DC,
    DCAT,
    DCTERMS,
    FOAF,
    ORG,
    OWL,
    PROV,
    RDF,
    RDFS,
    SDO,
    SH,
    SKOS,
    TIME,
    VOID,
    XSD,
    BNode,
    Graph,
    Literal,
    Namespace,
    URIRef,
)
from rdflib.namespace import GEO, VANN

from support.paths import ROOT

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator
    from pathlib import Path

ONTOLOGY = ROOT / "ontology"
EXAMPLES = ONTOLOGY / "examples"
SHAPES = sorted((ONTOLOGY / "shapes").glob("*.ttl"))
TURTLE = sorted(ONTOLOGY.rglob("*.ttl"))
QUERIES = sorted((ROOT / "queries").rglob("*.rq"))
CODE = sorted((ROOT / "src").rglob("*.py"))
WORD_LISTS = sorted((ROOT / "tests" / "vocabularies").glob("*.txt"))

TG = Namespace("https://w3id.org/twingraph/ontology#")
CONCEPT = Namespace("https://w3id.org/twingraph/concept/")
TGSH = "https://w3id.org/twingraph/shapes#"
ID = "https://w3id.org/twingraph/id/"

# Vocabularies whose terms rdflib knows; what it lacks is in tests/vocabularies/.
KNOWN_TO_RDFLIB = [
    *(CSVW, DC, DCAT, DCTERMS, FOAF, GEO, ORG, OWL, PROV),
    *(RDF, RDFS, SDO, SH, SKOS, TIME, VANN, VOID, XSD),
]
# Identifiers, not terms: nobody can misspell wdt:P190 into a word.
DATA_NAMESPACES = ("http://www.wikidata.org/",)


def relative(path: Path) -> str:
    return path.relative_to(ROOT).as_posix()


@cache
def graph(*paths: Path) -> Graph:
    merged = Graph()
    for path in paths:
        merged.parse(path)
    return merged


def ontology() -> Graph:
    return graph(ONTOLOGY / "twingraph.ttl")


def own_terms() -> list[str]:
    subjects = sorted({str(subject) for subject in ontology().subjects()})
    return [iri for iri in subjects if iri.startswith((str(TG), str(CONCEPT)))]


@cache
def prefixes() -> dict[str, str]:
    """Prefixes as the JSON-LD context declares them."""
    context = json.loads((ONTOLOGY / "context.jsonld").read_text("utf-8"))["@context"]
    return {name: iri for name, iri in context.items() if str(iri).endswith(("#", "/"))}


# --- 1. Examples give exactly what was approved ---------------------------------------------------


def shorten(iri: str) -> str:
    return iri.removeprefix(ID).replace(TGSH, "tgsh:")


def report_lines(report: Graph) -> Iterator[str]:
    """One line a result: severity, shape, focus, message."""
    for result in report.objects(None, SH.result):
        parts = [
            str(report.value(result, SH.resultSeverity)).removeprefix(str(SH)),
            shorten(str(report.value(result, SH.sourceShape))),
            shorten(str(report.value(result, SH.focusNode))),
        ]
        messages = report.objects(result, SH.resultMessage)
        parts += [str(m) for m in messages if isinstance(m, Literal) and m.language == "en"]
        yield " | ".join(parts)


def report_on(example: Path) -> str:
    data = ontology() + graph(EXAMPLES / "setting.ttl") + graph(example)
    _, report, _ = validate(data, shacl_graph=graph(*SHAPES))
    return "".join(f"{line}\n" for line in sorted(set(report_lines(report))))


@pytest.mark.parametrize("example", sorted(EXAMPLES.glob("valid.*.ttl")), ids=relative)
def test_a_valid_example_has_no_finding(example: Path) -> None:
    assert report_on(example) == ""


@pytest.mark.parametrize("example", sorted(EXAMPLES.glob("invalid.*.ttl")), ids=relative)
def test_an_invalid_example_gives_its_approved_report(example: Path) -> None:
    approved, report = example.with_suffix(".txt"), report_on(example)
    if os.environ.get("TWINGRAPH_APPROVE"):
        approved.write_text(report, "utf-8")
    assert report, "no shape objects to it"
    assert report == approved.read_text("utf-8"), (
        f"read {approved.name}; to approve: TWINGRAPH_APPROVE=1 pytest tests/test_ontology.py"
    )


def test_no_approved_report_is_left_over() -> None:
    reports = [path for path in EXAMPLES.glob("*.txt") if not path.with_suffix(".ttl").exists()]
    assert reports == []


def shapes_with_results() -> list[URIRef]:
    """Shapes with a message, which are those that a finding can name."""
    return sorted({s for s in graph(*SHAPES).subjects(SH.message) if isinstance(s, URIRef)})


def test_shapes_have_messages_in_both_languages() -> None:
    shapes = graph(*SHAPES)
    for shape in shapes_with_results():
        assert languages(shapes, shape, SH.message) == ["de", "en"], shape


def test_shapes_are_named_by_iris() -> None:
    shapes = graph(*SHAPES)
    named = {
        s for kind in (SH.NodeShape, SH.PropertyShape) for s in shapes.subjects(RDF.type, kind)
    }
    assert named
    assert all(str(shape).startswith(TGSH) for shape in named)
    assert set(shapes.objects(None, SH.property)) <= named


def test_should_only_warns_and_must_never_does() -> None:
    must, should = (graph(ONTOLOGY / "shapes" / f"{name}.ttl") for name in ("must", "should"))
    assert set(must.objects(None, SH.severity)) <= {SH.Violation}
    for shape in should.subjects(SH.message):
        assert list(should.objects(shape, SH.severity)) == [SH.Warning], shape


# --- 2. Labels, definitions, no blank nodes -------------------------------------------------------


def languages(source: Graph, subject: URIRef, predicate: URIRef) -> list[str]:
    texts = source.objects(subject, predicate)
    return sorted(text.language or "" for text in texts if isinstance(text, Literal))


SPOKEN = ["de", "en", "pl", "uk"]


@pytest.mark.parametrize("term", own_terms())
def test_a_term_has_a_label_and_a_definition_in_every_language(term: str) -> None:
    subject = URIRef(term)
    is_concept = (subject, RDF.type, SKOS.Concept) in ontology()
    assert languages(ontology(), subject, SKOS.prefLabel if is_concept else RDFS.label) == SPOKEN
    assert languages(ontology(), subject, SKOS.definition) == SPOKEN


@pytest.mark.parametrize("term", own_terms())
def test_a_definition_is_a_sentence_of_its_own_language(term: str) -> None:
    texts = {
        str(text.language): str(text)
        for text in ontology().objects(URIRef(term), SKOS.definition)
        if isinstance(text, Literal)
    }
    assert all(text.endswith(".") and text[0].isupper() for text in texts.values())
    assert len(set(texts.values())) == len(texts)
    cyrillic = {tag for tag, text in texts.items() if re.search(r"[\u0430-\u044f]{3}", text)}
    assert cyrillic == {"uk"}


def test_terms_of_others_are_shown_in_every_language_and_given_no_label() -> None:
    own = set(own_terms())
    for predicate in (RDFS.label, SKOS.prefLabel, SKOS.altLabel, SKOS.definition):
        assert {str(term) for term in ontology().subjects(predicate)} <= own
    for term in ontology().subjects(TG.shownAs):
        assert languages(ontology(), URIRef(str(term)), TG.shownAs) == SPOKEN, term


@pytest.mark.parametrize("name", ["twingraph.ttl", "alignments.ttl"])
def test_there_are_no_blank_nodes(name: str) -> None:
    assert [node for node in graph(ONTOLOGY / name).all_nodes() if isinstance(node, BNode)] == []


def test_a_concept_carries_the_name_of_its_scheme() -> None:
    for concept in ontology().subjects(RDF.type, SKOS.Concept):
        (scheme,) = ontology().objects(concept, SKOS.inScheme)
        assert (scheme, RDF.type, SKOS.ConceptScheme) in ontology()
        assert str(concept).startswith(f"{scheme}-")


def test_a_scheme_names_its_top_concepts() -> None:
    for scheme in ontology().subjects(RDF.type, SKOS.ConceptScheme):
        concepts = set(ontology().subjects(SKOS.inScheme, scheme))
        top = {c for c in concepts if (c, SKOS.broader, None) not in ontology()}
        assert set(ontology().objects(scheme, SKOS.hasTopConcept)) == top, scheme


def test_every_term_says_where_it_is_defined() -> None:
    (here,) = ontology().subjects(RDF.type, OWL.Ontology)
    for term in own_terms():
        is_concept = (URIRef(term), RDF.type, SKOS.Concept) in ontology()
        defined = list(ontology().objects(URIRef(term), RDFS.isDefinedBy))
        assert defined == ([] if is_concept else [here]), term  # a concept names its scheme


def test_nothing_is_of_two_classes() -> None:
    classes = {c for c in ontology().subjects(RDF.type, OWL.Class) if str(c).startswith(str(TG))}
    for one, other in combinations(sorted(classes, key=str), 2):
        pair = {(one, OWL.disjointWith, other), (other, OWL.disjointWith, one)}
        below = {(one, RDFS.subClassOf, other), (other, RDFS.subClassOf, one)}
        assert any(triple in ontology() for triple in pair | below), (one, other)


def test_an_inverse_swaps_domain_and_range() -> None:
    inverses = list(ontology().subject_objects(OWL.inverseOf))
    assert inverses
    for inverse, forward in inverses:
        for one, other in ((RDFS.domain, RDFS.range), (RDFS.range, RDFS.domain)):
            assert ontology().value(inverse, one) == ontology().value(forward, other), inverse


def test_a_property_is_of_one_kind() -> None:
    kinds = (OWL.ObjectProperty, OWL.DatatypeProperty, OWL.AnnotationProperty)
    for term in own_terms():
        types = set(ontology().objects(URIRef(term), RDF.type))
        if term.startswith(str(TG)) and not types & {OWL.Class, RDFS.Datatype}:
            assert len(types & set(kinds)) == 1, term


def test_texts_with_a_language_are_not_functional() -> None:
    # In OWL, a functional property with a German and an English text is a contradiction.
    for term in ontology().subjects(RDF.type, OWL.FunctionalProperty):
        ranges = {
            *ontology().objects(term, RDFS.range),
            *ontology().objects(term, SDO.rangeIncludes),
        }
        assert RDF.langString not in ranges, term


# --- 3. and 4. Every term used exists -------------------------------------------------------------


@cache
def vocabularies() -> dict[str, list[Callable[[str], bool]]]:
    """Tests by namespace, each of which says whether its list of terms has a name."""
    known: dict[str, list[Callable[[str], bool]]] = {
        str(namespace): [namespace.__contains__] for namespace in KNOWN_TO_RDFLIB
    }
    for path in WORD_LISTS:
        namespace, words = word_list(path)
        known.setdefault(namespace, []).append(words.__contains__)
    for namespace in (str(TG), str(CONCEPT)):
        own = {term.removeprefix(namespace) for term in own_terms()}
        starts = {start for name in own for start in beginnings(name)}
        known[namespace] = [(own | starts).__contains__]
    return known


def beginnings(name: str) -> list[str]:
    """Name up to each hyphen: code and tables make tgc:rank-{rank} from its beginning."""
    return [name[: hyphen.end()] for hyphen in re.finditer("-", name)]


def word_list(path: Path) -> tuple[str, set[str]]:
    lines = path.read_text("utf-8").splitlines()
    namespace = lines[0].removeprefix("# Namespace: ")
    assert lines[1].startswith("# Specification: https://"), f"{path} names no specification"
    return namespace, {line for line in lines if line and not line.startswith("#")}


def unknown(iris: Iterable[str]) -> list[str]:
    """IRIs that lie in the namespace of a vocabulary but are no term of it."""
    return sorted({iri for iri in iris if is_misspelt(iri)})


def is_misspelt(iri: str) -> bool:
    namespace = max((n for n in vocabularies() if iri.startswith(n)), key=len, default="")
    name = iri.removeprefix(namespace)
    return bool(namespace and name) and not any(has(name) for has in vocabularies()[namespace])


def iris(source: Graph) -> set[str]:
    nodes = {node for triple in source for node in triple}
    datatypes = {node.datatype for node in nodes if isinstance(node, Literal) and node.datatype}
    return {str(node) for node in nodes | datatypes if isinstance(node, URIRef)}


_WEB = re.compile(r"https?://[^\s<>\"'`{}|\\^)\],;]+")
_PREFIXED = re.compile(r"(?<![\w:/.#-])([a-z]\w*|):([A-Za-z][\w-]*)")
_JOINED = re.compile(r"\b(TG|CONCEPT)(?:\}|\s*\+\s*f?\")([A-Za-z][\w-]*)")
_PREFIX = re.compile(r"PREFIX\s+(\w*):\s*<([^>]+)>", re.IGNORECASE)
_COMMENT = re.compile(r"(^|\s)#.*")


def iris_in_text(text: str, known: dict[str, str]) -> set[str]:
    """Full IRIs and prefixed names in code or a query."""
    found = {match.rstrip(".:") for match in _WEB.findall(text)}
    found |= {known[prefix] + name for prefix, name in _PREFIXED.findall(text) if prefix in known}
    own = {"TG": str(TG), "CONCEPT": str(CONCEPT)}
    return found | {own[variable] + name for variable, name in _JOINED.findall(text)}


def iris_in_query(text: str) -> set[str]:
    code = "\n".join(_COMMENT.sub("", line) for line in text.splitlines())
    return iris_in_text(code, prefixes() | dict(_PREFIX.findall(text)))


@pytest.mark.parametrize("path", TURTLE, ids=relative)
def test_turtle_uses_only_terms_that_exist(path: Path) -> None:
    allowed: set[str] = set()
    if path.name.startswith("invalid.status-that-nobody-knows"):
        allowed = {str(CONCEPT["status-frozen"])}
    assert set(unknown(iris(graph(path)))) == allowed


@pytest.mark.parametrize("path", TURTLE, ids=relative)
def test_turtle_takes_predicates_and_classes_from_known_vocabularies(path: Path) -> None:
    source = graph(path)
    terms = {*source.predicates(), *source.objects(None, RDF.type), *source.objects(None, SH.path)}
    terms |= {*source.objects(None, RDFS.subClassOf), *source.objects(None, RDFS.subPropertyOf)}
    named = {str(term) for term in terms if isinstance(term, URIRef)}
    known = (*vocabularies(), *DATA_NAMESPACES)
    assert {term for term in named if not term.startswith(known)} == set()


@pytest.mark.parametrize("path", QUERIES, ids=relative)
def test_a_query_uses_only_terms_that_exist(path: Path) -> None:
    assert unknown(iris_in_query(path.read_text("utf-8"))) == []


@pytest.mark.parametrize("path", CODE, ids=relative)
def test_code_uses_only_terms_that_exist(path: Path) -> None:
    assert unknown(iris_in_text(path.read_text("utf-8"), prefixes())) == []


def test_a_misspelt_standard_term_is_found() -> None:
    shapes = Graph().parse(
        data="""
        @prefix sh: <http://www.w3.org/ns/shacl#> .
        @prefix xsd: <http://www.w3.org/2001/XMLSchema#> .
        <urn:shape> sh:path <urn:path> ; sh:datatpye xsd:date ; sh:minCount "1"^^xsd:integr .
        """,
        format="turtle",
    )
    assert unknown(iris(shapes)) == [str(XSD) + "integr", str(SH) + "datatpye"]


@pytest.mark.parametrize(
    ("text", "wrong"),
    [
        ('_term("tg:strat")', "https://w3id.org/twingraph/ontology#strat"),
        ('CONCEPT + "kind-twin-twon"', "https://w3id.org/twingraph/concept/kind-twin-twon"),
        ('f"{CONCEPT}rnak-{rank}"', "https://w3id.org/twingraph/concept/rnak-"),
        ("SELECT * { ?s oa:exakt ?o }", "http://www.w3.org/ns/oa#exakt"),
        ("<http://www.w3.org/2003/01/geo/wgs84_pos#latt>", str(prefixes()["geo"]) + "latt"),
        ("dcat:versoin", str(DCAT) + "versoin"),
    ],
)
def test_a_misspelt_term_in_code_or_a_query_is_found(text: str, wrong: str) -> None:
    assert unknown(iris_in_text(text, prefixes())) == [wrong]


@pytest.mark.parametrize("text", ['f"tgc:rank-{rank}"', "tg:start", "dcat:version", "x = y[a:b]"])
def test_a_term_that_exists_is_not_found(text: str) -> None:
    assert unknown(iris_in_text(text, prefixes())) == []


def test_a_query_is_read_with_its_own_prefixes_and_without_its_comments() -> None:
    query = """
    # tg:commentary
    PREFIX : <https://w3id.org/twingraph/ontology#>
    PREFIX notes: <http://www.w3.org/ns/oa#>
    SELECT * { ?claim :evidense ?words . ?words notes:exact ?text }  # oa:commentary
    """
    assert unknown(iris_in_query(query)) == [str(TG) + "evidense"]


# --- 3. and 4. again: the metadata of the tables --------------------------------------------------

# CSVW fixes these two prefixes; its "dc" is DCMI Terms.
CSVW_PREFIXES = {"dc": str(DCTERMS), "schema": str(SDO)}


def metadata() -> Any:
    return json.loads((ROOT / "data" / "metadata.json").read_text("utf-8"))


def walk(node: Any) -> Iterator[tuple[str, Any]]:
    """Every key of a JSON document with its value."""
    for child in node if isinstance(node, list) else []:
        yield from walk(child)
    for key, value in node.items() if isinstance(node, dict) else []:
        yield key, value
        yield from walk(value)


def test_table_metadata_uses_only_terms_that_exist() -> None:
    texts = {text for pair in walk(metadata()) for text in pair if isinstance(text, str)}
    keys = {key for key, _ in walk(metadata())}
    found = {iri for text in texts for iri in _WEB.findall(text)}
    found |= {iri for key in keys for iri in iris_in_text(key, CSVW_PREFIXES)}
    assert unknown(found) == []


def test_table_metadata_uses_only_keys_of_csvw() -> None:
    # The vocabulary names a list in the singular, the JSON in the plural: tables, columns. For
    # minInclusive and maxInclusive the JSON has the shorter names minimum and maximum.
    plain = {key for key, _ in walk(metadata()) if re.fullmatch(r"[a-zA-Z]+", key)}
    assert {key for key in plain if key not in CSVW and key.removesuffix("s") not in CSVW} <= {
        "minimum",
        "maximum",
    }


def test_table_metadata_calls_every_property_by_the_right_name() -> None:
    properties = {value for key, value in walk(metadata()) if key == "propertyUrl"}
    types = (OWL.ObjectProperty, OWL.DatatypeProperty, OWL.AnnotationProperty)
    declared = {str(s) for kind in types for s in ontology().subjects(RDF.type, kind)}
    assert {iri for iri in properties if iri.startswith(str(TG))} <= declared


# --- 5. JSON-LD -----------------------------------------------------------------------------------

# rdflib's own JSON-LD parser still uses the class that rdflib deprecates.
json_ld = pytest.mark.filterwarnings("ignore:ConjunctiveGraph is deprecated:DeprecationWarning")


def context() -> dict[str, Any]:
    loaded: dict[str, Any] = json.loads((ONTOLOGY / "context.jsonld").read_text("utf-8"))
    return loaded


@json_ld
@pytest.mark.parametrize("example", sorted(EXAMPLES.glob("*.jsonld")), ids=relative)
def test_json_ld_says_the_same_as_turtle(example: Path) -> None:
    turtle = graph(example.with_suffix(".ttl"))
    assert set(Graph().parse(example, format="json-ld")) == set(turtle)


@json_ld
@pytest.mark.parametrize(
    "example", [EXAMPLES / "setting.ttl", *sorted(EXAMPLES.glob("valid.*.ttl"))], ids=relative
)
def test_turtle_survives_a_journey_through_json_ld(example: Path) -> None:
    text = graph(example).serialize(format="json-ld", context=context()["@context"])
    assert set(Graph().parse(data=text, format="json-ld")) == set(graph(example))


def expand(name: str) -> str:
    prefix, _, local = name.partition(":")
    return prefixes().get(prefix, prefix + ":") + local


def context_terms() -> dict[str, str]:
    """IRI of each short name of the context."""
    entries = {name: value for name, value in context()["@context"].items() if name != "@version"}
    iris = {name: v["@id"] if isinstance(v, dict) else v for name, v in entries.items()}
    return {name: expand(v) for name, v in iris.items() if not v.startswith(("@", "http"))}


def test_the_context_names_every_class_and_property() -> None:
    named = set(context_terms().values())
    assert {term for term in own_terms() if term.startswith(str(TG))} <= named


def test_the_context_uses_only_terms_that_exist() -> None:
    types = {v.get("@type", "") for v in context()["@context"].values() if isinstance(v, dict)}
    typed = {expand(name) for name in types if ":" in name}
    assert unknown({*context_terms().values(), *typed}) == []


def test_the_context_knows_which_properties_lead_to_things() -> None:
    for name, iri in context_terms().items():
        if (URIRef(iri), RDF.type, OWL.ObjectProperty) in ontology():
            assert context()["@context"][name]["@type"] == "@id", name


def test_the_context_includes_nothing_from_elsewhere() -> None:
    assert isinstance(context()["@context"], dict)
    assert "@import" not in context()["@context"]
