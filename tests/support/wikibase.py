"""Entities as Wikidata serves them: made up, as JSON, and as the RDF of its query service.

The RDF follows https://www.mediawiki.org/wiki/Wikibase/Indexing/RDF_Dump_Format, as far as we
ask for it.
"""

from __future__ import annotations

import hashlib
import json
import re
from typing import TYPE_CHECKING, Any

import pyoxigraph as ox

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator
    from pathlib import Path

Json = dict[str, Any]

# --- made-up entities ---------------------------------------------------------------------------

SOMEVALUE: Json = {"snaktype": "somevalue"}
NOVALUE: Json = {"snaktype": "novalue"}

GREGORIAN, JULIAN = "Q1985727", "Q1985786"


def _value(kind: str, value: object) -> Json:
    return {"snaktype": "value", "datavalue": {"type": kind, "value": value}}


def item(name: str) -> Json:
    number = {"entity-type": "item", "numeric-id": int(name[1:]), "id": name}
    return _value("wikibase-entityid", number)


def old_item(name: str) -> Json:
    """Return the value of an item as old dumps have it: a number without an id."""
    return _value("wikibase-entityid", {"entity-type": "item", "numeric-id": int(name[1:])})


def time(text: str, precision: int = 11, calendar: str = GREGORIAN) -> Json:
    model = f"http://www.wikidata.org/entity/{calendar}"
    return _value("time", {"time": text, "precision": precision, "calendarmodel": model})


def year(number: int) -> Json:
    return time(f"+{number:04}-00-00T00:00:00Z", 9)


def quantity(amount: str) -> Json:
    return _value("quantity", {"amount": amount, "unit": "1"})


def place(latitude: float, longitude: float, globe: str = "Q2") -> Json:
    where = {"latitude": latitude, "longitude": longitude}
    return _value("globecoordinate", where | {"globe": f"http://www.wikidata.org/entity/{globe}"})


def text(value: str) -> Json:
    return _value("string", value)


def claim(
    property_: str,
    value: Json,
    rank: str = "normal",
    references: Iterable[str] = (),
    **qualifiers: Json | list[Json],
) -> Json:
    """Return a statement; qualifiers by their property, references by web address."""
    stands = {
        name: [q | {"property": name} for q in (given if isinstance(given, list) else [given])]
        for name, given in qualifiers.items()
    }
    sources = [{"snaks": {"P854": [text(url) | {"property": "P854"}]}} for url in references]
    main = value | {"property": property_}
    return {"mainsnak": main, "rank": rank, "qualifiers": stands, "references": sources}


def entity(name: str, labels: dict[str, str] | str, *claims: Json) -> Json:
    """Return an item with statements; a single label is an English one."""
    named = {"en": labels} if isinstance(labels, str) else labels
    said: dict[str, list[Json]] = {}
    for order, statement in enumerate(claims):
        numbered = statement | {"id": f"{name}$00000000-0000-0000-0000-{order:012}"}
        said.setdefault(statement["mainsnak"]["property"], []).append(numbered)
    return {
        "type": "item",
        "id": name,
        "labels": {lang: {"language": lang, "value": label} for lang, label in named.items()},
        "claims": said,
    }


def load(file: Path) -> Json:
    """Return the entity of a file, bare or wrapped."""
    content = json.loads(file.read_bytes())
    if "entities" in content:
        (content,) = content["entities"].values()
    return dict(content)


# --- as RDF -------------------------------------------------------------------------------------

WD = "http://www.wikidata.org/"
WIKIBASE = "http://wikiba.se/ontology#"
XSD = "http://www.w3.org/2001/XMLSchema#"

_TIME = re.compile(r"([+-])(\d+)-(\d\d)-(\d\d)T00:00:00Z")


def _node(iri: str) -> ox.NamedNode:
    return ox.NamedNode(iri)


def _typed(value: object, datatype: str) -> ox.Literal:
    return ox.Literal(str(value), datatype=_node(XSD + datatype))


def triples(described: Json, *, skolem: bool = True) -> Iterator[ox.Triple]:
    """Yield the RDF of an entity, with addresses or blank nodes for unknown values."""
    subject = _node(f"{WD}entity/{described['id']}")
    for label in described["labels"].values():
        if max(map(len, label["language"].split("-"))) > 8:
            continue  # a code that is no language tag, such as zh-classical
        name = ox.Literal(label["value"], language=label["language"])
        yield ox.Triple(subject, _node("http://www.w3.org/2000/01/rdf-schema#label"), name)
    for name, said in described["claims"].items():
        best = _best_rank(said)
        for statement in said:
            yield from _statement(subject, name, statement, best, skolem=skolem)


def _address(text: str) -> ox.NamedNode | ox.Literal:
    """Return an address; a text where RDF accepts no such address."""
    try:
        return _node(text)
    except ValueError:
        return ox.Literal(text)


def _best_rank(said: list[Json]) -> str:
    ranks = {statement["rank"] for statement in said}
    return next((rank for rank in ("preferred", "normal") if rank in ranks), "")


def _statement(
    subject: ox.NamedNode, name: str, statement: Json, best: str, *, skolem: bool
) -> Iterator[ox.Triple]:
    node = _node(f"{WD}entity/statement/{statement['id'].replace('$', '-')}")
    rank = _node(f"{WIKIBASE}{statement['rank'].capitalize()}Rank")
    yield ox.Triple(subject, _node(f"{WD}prop/{name}"), node)
    yield ox.Triple(node, _node(f"{WIKIBASE}rank"), rank)
    main = list(_snak(node, name, "statement", statement["mainsnak"], skolem=skolem))
    yield from main
    if statement["rank"] == best and main and main[0].predicate.value.endswith(f"/{name}"):
        yield ox.Triple(subject, _node(f"{WD}prop/direct/{name}"), main[0].object)
    for qualifier, snaks in statement.get("qualifiers", {}).items():
        for snak in snaks:
            yield from _snak(node, qualifier, "qualifier", snak, skolem=skolem)
    for reference in statement.get("references", ()):
        digest = hashlib.sha1(json.dumps(reference, sort_keys=True).encode()).hexdigest()  # noqa: S324 - as Wikibase does
        source = _node(f"{WD}reference/{digest}")
        yield ox.Triple(node, _node("http://www.w3.org/ns/prov#wasDerivedFrom"), source)
        for pointer in reference["snaks"].get("P854", ()):
            if pointer["snaktype"] == "value":
                url = _address(pointer["datavalue"]["value"])
                yield ox.Triple(source, _node(f"{WD}prop/reference/P854"), url)


def _snak(
    node: ox.NamedNode, name: str, role: str, snak: Json, *, skolem: bool
) -> Iterator[ox.Triple]:
    if snak["snaktype"] == "novalue":
        kind = _node("http://www.w3.org/1999/02/22-rdf-syntax-ns#type")
        yield ox.Triple(node, kind, _node(f"{WD}prop/novalue/{name}"))
        return
    predicate = _node(f"{WD}prop/{role}/{name}")
    if snak["snaktype"] == "somevalue":
        digest = hashlib.sha1(f"{node}{name}{role}".encode()).hexdigest()  # noqa: S324 - as Wikibase does
        unknown = f"{WD}.well-known/genid/{digest}"
        yield ox.Triple(node, predicate, _node(unknown) if skolem else ox.BlankNode(digest))
        return
    given = snak["datavalue"]
    simple, full = _data(given["type"], given["value"])
    yield ox.Triple(node, predicate, simple)
    if full:
        digest = hashlib.sha1(json.dumps(given, sort_keys=True).encode()).hexdigest()  # noqa: S324 - as Wikibase does
        value = _node(f"{WD}value/{digest}")
        yield ox.Triple(node, _node(f"{WD}prop/{role}/value/{name}"), value)
        for word, term in full.items():
            yield ox.Triple(value, _node(WIKIBASE + word), term)


def _data(
    kind: str, value: Any
) -> tuple[ox.NamedNode | ox.Literal, dict[str, ox.NamedNode | ox.Literal]]:
    """Return the simple value, and the properties of the full one."""
    match kind:
        case "wikibase-entityid":
            return _node(f"{WD}entity/{value.get('id') or 'Q' + str(value['numeric-id'])}"), {}
        case "time":
            day = _day(value)
            return day, {
                "timeValue": day,
                "timePrecision": _typed(value["precision"], "integer"),
                "timeCalendarModel": _node(value["calendarmodel"]),
            }
        case "quantity":
            amount = _typed(value["amount"], "decimal")
            return amount, {"quantityAmount": amount}
        case "globecoordinate":
            point = f"Point({value['longitude']} {value['latitude']})"
            return ox.Literal(point), {
                "geoLatitude": _typed(value["latitude"], "double"),
                "geoLongitude": _typed(value["longitude"], "double"),
                "geoGlobe": _node(value["globe"]),
            }
        case "monolingualtext":
            return ox.Literal(value["text"], language=value["language"]), {}
        case _:
            return ox.Literal(str(value)), {}


def _day(value: Json) -> ox.Literal:
    """Return a time as Wikibase writes it: Gregorian, ones for zeros, years by XSD 1.1."""
    parts = _TIME.fullmatch(value["time"])
    if not parts or not int(parts[2]) or int(parts[3]) > 12:
        return ox.Literal(value["time"])
    number, month, day = int(parts[2]), int(parts[3]) or 1, int(parts[4]) or 1
    number = 1 - number if parts[1] == "-" else number
    if value["precision"] <= 9:
        month, day = 1, 1
    elif value["precision"] >= 11 and value["calendarmodel"].endswith(JULIAN):
        number, month, day = _gregorian(number, month, day)
    sign = "-" if number < 0 else ""
    return _typed(f"{sign}{abs(number):04}-{month:02}-{day:02}T00:00:00Z", "dateTime")


def _gregorian(number: int, month: int, day: int) -> tuple[int, int, int]:
    """Convert a date of the Julian calendar, by the number of the day, after Richards (2013)."""
    shift = (14 - month) // 12
    years, months = number + 4800 - shift, month + 12 * shift - 3
    counted = day + (153 * months + 2) // 5 + 365 * years + years // 4 - 32083
    f = counted + 1401 + (((4 * counted + 274277) // 146097) * 3) // 4 - 38
    e = 4 * f + 3
    h = 5 * (e % 1461 // 4) + 2
    month = (h // 153 + 2) % 12 + 1
    return e // 1461 - 4716 + (14 - month) // 12, month, h % 153 // 5 + 1


# --- served -------------------------------------------------------------------------------------


def write(entities: Iterable[Json], file: Path, *, skolem: bool = True) -> Path:
    """Write the RDF of entities as N-Triples."""
    lines = {f"{triple} .\n" for one in entities for triple in triples(one, skolem=skolem)}
    file.write_text("".join(sorted(lines)), encoding="utf-8")
    return file


class LocalService:
    """A query service in this process, with the RDF of entities."""

    url = "https://query.example.org/"

    def __init__(self, entities: Iterable[Json]) -> None:
        self._store = ox.Store()
        quads = (ox.Quad(*triple) for one in entities for triple in triples(one))
        self._store.extend(set(quads))

    def ask(self, sparql: str) -> bytes:
        found = self._store.query(sparql)
        assert isinstance(found, ox.QuerySolutions)
        return bytes(found.serialize(format=ox.QueryResultsFormat.JSON) or b"")

    def patiently(self, ask: Callable[[int], Any], size: int) -> tuple[int, Any]:
        return size, ask(size)

    def tell(self, message: str) -> None:
        raise AssertionError(message)
