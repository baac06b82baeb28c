"""Scenes to look at and to test with; all of them are made up but the first, which is abridged."""

from __future__ import annotations

from dataclasses import replace
from random import Random
from typing import TYPE_CHECKING

from hypothesis import strategies as st

from twingraph.pages.standings import STANDINGS
from twingraph.pages.view import Node, Relation, Scene, SourcedValue

if TYPE_CHECKING:
    from collections.abc import Iterable

    from twingraph.core.languages import Language
    from twingraph.pages.kinds import Kind

BASE = "https://example.org/id/"
HOSTILE = '</script><img src=x onerror="window.hacked=1;alert(1)"><!--\' "&amp;\u2028'

EMPTY = Scene("", "", "en", None, (), ())

NAMES: dict[Language, dict[str, str]] = {
    "de": {"leipzig": "Leipzig", "krakow": "Krakau", "kyiv": "Kyjiw"},
    "en": {"leipzig": "Leipzig", "krakow": "Kraków", "kyiv": "Kyiv"},
    "pl": {"leipzig": "Lipsk", "krakow": "Kraków", "kyiv": "Kijów"},
    "uk": {"leipzig": "Лейпциг", "krakow": "Краків", "kyiv": "Київ"},
}

WORDS: dict[Language, dict[str, str]] = {
    "de": {
        "twin": "Städtepartnerschaft",
        "cooperation": "Zusammenarbeit",
        "member": "Mitglied",
        "from": "von",
        "via": "über",
        "to": "nach",
        "signed": "Unterzeichnet am",
        "renewed": "Erneuert",
        "signatory": "Unterzeichner",
        "country": "Staat",
        "mayor": "Stadtoberhaupt",
        "active": "besteht",
        "hub": "Trilaterale Zusammenarbeit",
        "aid": "Hilfslieferungen nach Kyjiw",
        "exchange": "Jugendaustausch 2024",
    },
    "en": {
        "twin": "Twin town",
        "cooperation": "Cooperation",
        "member": "Member",
        "from": "from",
        "via": "via",
        "to": "to",
        "signed": "Signed on",
        "renewed": "Renewed",
        "signatory": "Signatory",
        "country": "Country",
        "mayor": "Mayor",
        "active": "active",
        "hub": "Trilateral cooperation",
        "aid": "Aid deliveries to Kyiv",
        "exchange": "Youth exchange 2024",
    },
    "pl": {
        "twin": "Miasto partnerskie",
        "cooperation": "Współpraca",
        "member": "Członek",
        "from": "z",
        "via": "przez",
        "to": "do",
        "signed": "Podpisano",
        "renewed": "Odnowiono",
        "signatory": "Sygnatariusz",
        "country": "Państwo",
        "mayor": "Prezydent miasta",
        "active": "trwa",
        "hub": "Współpraca trójstronna",
        "aid": "Transporty pomocy do Kijowa",
        "exchange": "Wymiana młodzieży 2024",
    },
    "uk": {
        "twin": "Місто-партнер",
        "cooperation": "Співпраця",
        "member": "Учасник",
        "from": "з",
        "via": "через",
        "to": "до",
        "signed": "Підписано",
        "renewed": "Поновлено",
        "signatory": "Підписант",
        "country": "Держава",
        "mayor": "Міський голова",
        "active": "чинне",
        "hub": "Тристороння співпраця",
        "aid": "Допомога для Києва",
        "exchange": "Молодіжний обмін 2024",
    },
}

RELEASE = (
    "Leipzig und Krakau: Neue Wege der Zusammenarbeit im Jugendbereich!",
    "https://example.org/press/2024",
)
HANDBOOK = ("City of Leipzig: Partner cities", "https://example.org/leipzig/partners")

PARTNERS: tuple[tuple[str, float, float, str], ...] = (
    ("Birmingham", 52.48, -1.89, "1992"),
    ("Bologna", 44.49, 11.34, "1962"),
    ("Brno", 49.19, 16.61, "1973"),
    ("Frankfurt am Main", 50.11, 8.68, "1990"),
    ("Hannover", 52.37, 9.73, "1987"),
    ("Herzliya", 32.16, 34.84, "2010"),
    ("Houston", 29.76, -95.37, "1993"),
    ("Lyon", 45.76, 4.84, "1981"),
    ("Nanjing", 32.06, 118.79, "1988"),
    ("Thessaloniki", 40.64, 22.94, "1984"),
    ("Travnik", 44.23, 17.66, "2003"),
    ("Addis Abeba", 9.03, 38.74, "2004"),
)


def leipzig(language: Language = "de", *, centre: bool = True) -> Scene:
    """Return Leipzig, Kraków and Kyiv with their trilateral cooperation, and a dozen partners."""
    names, words = NAMES[language], WORDS[language]
    cities = [
        _city("leipzig", names["leipzig"], 51.34, 12.37, words["country"], "DE"),
        _city("krakow", names["krakow"], 50.06, 19.94, words["country"], "PL"),
        _city("kyiv", names["kyiv"], 50.45, 30.52, words["country"], "UA"),
        *(_city(name, name, lat, lon, words["country"], "…") for name, lat, lon, _ in PARTNERS),
    ]
    others = [
        Node(
            BASE + "hub", words["hub"], "partnership", None, None, (_said(words["active"], "2024"),)
        ),
        Node(BASE + "aid", words["aid"], "initiative"),
        Node(
            BASE + "exchange",
            words["exchange"],
            "event",
            None,
            None,
            (_said("EDTF", "2024-06/2024-09"),),
        ),
    ]
    pair = f"{names['leipzig']} – {names['krakow']}"
    relations = [
        _relation(
            "leipzig", "krakow", "twin-town", words["twin"], pair, "1973-09", _founding(words)
        ),
        _relation("krakow", "leipzig", "cooperation", words["cooperation"], pair, "2024", ()),
        _relation(
            "leipzig",
            "kyiv",
            "twin-town",
            words["twin"],
            f"{names['leipzig']} – {names['kyiv']}",
            "1961",
            (),
        ),
        _relation(
            "krakow",
            "kyiv",
            "twin-town",
            words["twin"],
            f"{names['krakow']} – {names['kyiv']}",
            "1993",
            (),
        ),
        *(
            _relation(
                "leipzig",
                name,
                "twin-town",
                words["twin"],
                f"{names['leipzig']} – {name}",
                start,
                (_said(words["signed"], start),),
            )
            for name, _, _, start in PARTNERS
        ),
        *(
            _relation(
                city,
                "hub",
                "member",
                words["member"],
                f"{names[city]} – {words['hub']}",
                "2024",
                (),
            )
            for city in names
        ),
        *(
            _relation(
                "aid",
                city,
                kind,
                words[kind],
                f"{words['aid']}: {words[kind]} {names[city]}",
                "2022",
                (),
            )
            for kind, city in zip(("from", "via", "to"), names, strict=True)
        ),
        *(
            _relation(
                "exchange",
                city,
                "member",
                words["member"],
                f"{words['exchange']} – {names[city]}",
                "2024",
                (),
            )
            for city in names
        ),
    ]
    return Scene(
        title=f"{names['leipzig']} · {names['krakow']} · {names['kyiv']}",
        subtitle=f"{words['hub']} · {words['twin']} · 1973–2024",
        language=language,
        centre=BASE + "leipzig" if centre else None,
        nodes=_findable((*cities, *others)),
        relations=tuple(relations),
        footer="twingraph 2024.1 · CC BY 4.0",
    )


def statements(scene: Scene) -> list[SourcedValue]:
    """Return all statements of a scene."""
    said = [statement for thing in scene.nodes for statement in thing.statements]
    return said + [statement for line in scene.relations for statement in line.statements]


def hostile() -> Scene:
    """Return a scene with markup and script in every text that it has."""
    bad = SourcedValue(
        HOSTILE,
        HOSTILE,
        HOSTILE,
        "javascript:window.hacked=1",
        HOSTILE,
        "preferred",
        HOSTILE,
        HOSTILE,
    )
    worse = SourcedValue(
        HOSTILE, "rival" + HOSTILE, HOSTILE, "https://example.org/" + HOSTILE, HOSTILE
    )
    kinds: tuple[Kind, ...] = (
        "city",
        "partnership",
        "initiative",
        "event",
        "charter",
        "official",
        "network",
    )
    things = tuple(
        Node(f"{n}{HOSTILE}", f"{kind} {HOSTILE}", kind, None, None, (bad, worse))
        for n, kind in enumerate(kinds)
    )
    relations = tuple(
        Relation(
            f"r{n}{HOSTILE}",
            things[0].id,
            thing.id,
            HOSTILE,
            HOSTILE,
            HOSTILE,
            HOSTILE,
            HOSTILE,
            (bad, worse),
        )
        for n, thing in enumerate(things)
    )
    return Scene(HOSTILE, HOSTILE, "en", things[0].id, _findable(things), relations, HOSTILE)


def ego(partners: int, language: Language = "en") -> Scene:
    """Return a city with so many partners."""
    random = Random(partners)  # noqa: S311 - no secret hangs on it
    middle = Node(BASE + "middle", "Middlebridge", "city", 50.0, 10.0)
    around = [_made_up(random, n) for n in range(partners)]
    relations = [
        _relation(
            "middle",
            f"city/{n}",
            "twin-town",
            "Twin town",
            f"Middlebridge – {city.label}",
            str(1950 + n % 70),
            (),
        )
        for n, city in enumerate(around)
    ]
    things = _findable((middle, *around))
    title = f"Middlebridge and its {partners} partners"
    return Scene(title, "", language, middle.id, things, tuple(relations), "made up")


def europe(cities: int = 1000, relations: int = 3600, language: Language = "en") -> Scene:
    """Return many made-up cities all over Europe; a few have very many partners."""
    random = Random(cities)  # noqa: S311 - no secret hangs on it
    things = [_made_up(random, n) for n in range(cities)]
    kinds = (
        ("twin-town", "Twin town"),
        ("partnership", "Partner city"),
        ("cooperation", "Cooperation"),
    )
    lines = []
    for number in range(relations):
        one, other = (int(cities * random.random() ** exponent) for exponent in (1.0, 1.8))
        one = one if one != other else (one + 1) % cities
        kind, kind_label = random.choice(kinds)
        lines.append(
            Relation(
                f"{BASE}relation/{number}",
                things[one].id,
                things[other].id,
                kind,
                kind_label,
                f"{things[one].label} – {things[other].label}",
                str(random.randint(1950, 2024)),
                standing := random.choice(("active", "dormant", "ended")),
                tuple(_made_up_statement(random, n) for n in range(6)),
                standing,
            )
        )
    subtitle = f"{cities} cities, {relations} relations"
    return Scene(
        "Made-up Europe", subtitle, language, None, _findable(things), tuple(lines), "made up"
    )


def pair_of_cities(*kinds: str) -> Scene:
    """Return two cities on one parallel, with one relation of each kind."""
    west = Node("w", "West", "city", 50.0, 5.0)
    east = Node("e", "East", "city", 50.0, 15.0)
    relations = tuple(
        Relation(f"r{n}", *(("w", "e") if n % 2 else ("e", "w")), kind, kind, f"{kind} {n}")
        for n, kind in enumerate(kinds)
    )
    return Scene("Two", "", "en", None, (west, east), relations)


@st.composite
def networks(draw: st.DrawFn) -> Scene:
    """Draw a small network of all shapes, with and without coordinates and a centre."""
    count = draw(st.integers(1, 12))
    degrees = st.none() | st.floats(allow_nan=True, allow_infinity=True) | st.integers(40, 60)
    things = tuple(
        Node(str(n), draw(st.text(max_size=40)), "city", draw(degrees), draw(degrees))
        for n in range(count)
    )
    ends = st.integers(0, count - 1).map(str)
    standing = st.sampled_from(["", *(each.id for each in STANDINGS)])
    pairs = draw(st.lists(st.tuples(ends, ends), max_size=20))
    relations = tuple(
        Relation(f"r{n}", source, target, "twin-town", "Twin town", "", standing=draw(standing))
        for n, (source, target) in enumerate(pairs)
    )
    return Scene("", "", "en", draw(st.none() | ends), things, relations)


def _findable(nodes: Iterable[Node]) -> tuple[Node, ...]:
    """Let nodes be found by their labels, and three cities by their names in every language."""
    return tuple(replace(node, names=tuple(sorted(set(_names_of(node))))) for node in nodes)


def _names_of(node: Node) -> list[str]:
    slug = node.id.removeprefix(BASE)
    return [node.label, *(names[slug] for names in NAMES.values() if slug in names)]


def _founding(words: dict[str, str]) -> tuple[SourcedValue, ...]:
    quote = "Die Partnerschaftsurkunde wurde erstmals im September 1973 unterzeichnet"
    return (
        SourcedValue(
            words["signed"],
            "1973-09",
            *RELEASE,
            quote,
            "preferred",
            "The city itself says so, with the month.",
            "2024-05",
        ),
        SourcedValue(words["signed"], "1973-09", *HANDBOOK, "", "preferred", "", "2023"),
        SourcedValue(
            words["signed"],
            "1974",
            "A list of 1990",
            "https://example.org/list",
            "",
            "normal",
            "",
            "1990",
            contradicts=True,
        ),
        SourcedValue(words["signed"], "1873", "A misprint", "", "", "deprecated", "", "1991"),
        SourcedValue(
            words["renewed"], "1995", *RELEASE, "und 1995 erneuert", "normal", "", "2024-05"
        ),
        SourcedValue(words["signatory"], "Burkhard Jung", *RELEASE),
        SourcedValue(words["signatory"], "Aleksander Miszalski", *RELEASE),
    )


def _said(what: str, value: str) -> SourcedValue:
    return SourcedValue(what, value, *HANDBOOK, "", "normal", "", "2024")


def _city(name: str, label: str, lat: float, lon: float, country: str, code: str) -> Node:
    return Node(BASE + name, label, "city", lat, lon, (_said(country, code),))


def _relation(
    source: str,
    target: str,
    kind: str,
    kind_label: str,
    label: str,
    start: str,
    statements: tuple[SourcedValue, ...],
) -> Relation:
    name = f"{BASE}{kind}/{source}/{target}"
    standing = "active" if kind in {"twin-town", "cooperation"} else ""
    return Relation(
        name, BASE + source, BASE + target, kind, kind_label, label, start, "", statements, standing
    )


def _made_up(random: Random, number: int) -> Node:
    starts = (
        "Alt",
        "Brun",
        "Cam",
        "Dor",
        "Ester",
        "Falk",
        "Grün",
        "Hoch",
        "Krak",
        "Łom",
        "Mont",
        "Nov",
    )
    ends = (
        "berg",
        "burg",
        "ville",
        "ów",
        "stadt",
        "grad",
        "ton",
        "mouth",
        "ica",
        "ovo",
        "heim",
        "hausen",
    )
    name = random.choice(starts) + random.choice(("", "en", "el", "a", "is")) + random.choice(ends)
    statements = tuple(_made_up_statement(random, n) for n in range(3))
    lat, lon = round(random.gauss(49, 5), 4), round(random.gauss(12, 10), 4)
    return Node(f"{BASE}city/{number}", name, "city", lat, lon, statements)


def _made_up_statement(random: Random, number: int) -> SourcedValue:
    properties = ("Signed on", "Signatory", "Status", "Renewed", "Topic", "Charter")
    source = random.randint(1, 400)
    return SourcedValue(
        properties[number % 6],
        f"Value {random.randint(1, 5000)}",
        f"City archive no. {source}: partnerships and charters",
        f"https://example.org/archive/{source}",
        f"as the council resolved in session {random.randint(1, 9000)}" if number % 2 else "",
        "preferred" if number == 1 else "normal",
        "The signed charter outranks a list." if number == 1 else "",
        str(random.randint(1990, 2024)),
    )
