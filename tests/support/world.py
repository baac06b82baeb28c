"""A small Wikidata: five cities, their countries, and oddities of statements."""

from __future__ import annotations

from support import wikibase as wb

DE, PL, FR, GDR, CANADA = "Q183", "Q36", "Q142", "Q16957", "Q16"
LEIPZIG, KRAKOW, LYON, BIELEFELD, BERLIN_ON = "Q2079", "Q31487", "Q456", "Q2112", "Q1085"
ROCHDALE, ROMA, NOBODY = "Q488653", "Q220", "Q999"


def country(name: str, label: str, code: str) -> wb.Json:
    """Return the entity of a country."""
    return wb.entity(name, label, wb.claim("P297", wb.text(code)))


def twin(
    partner: wb.Json | str,
    *references: str,
    rank: str = "normal",
    **at: wb.Json | list[wb.Json],
) -> wb.Json:
    """Return a statement on a partner."""
    value = wb.item(partner) if isinstance(partner, str) else partner
    return wb.claim("P190", value, rank, references, **at)


WORLD = [
    country(DE, "Germany", "DE"),
    country(PL, "Poland", "PL"),
    country(FR, "France", "FR"),
    country(GDR, "East Germany", "DD"),
    country("Q29999", "Kingdom of the Netherlands", "NL"),
    country("Q55", "Netherlands", "NL"),
    country(CANADA, "Canada", "CA"),
    wb.entity(
        LEIPZIG,
        {"de": "Leipzig", "pl": "Lipsk", "zh": "莱比锡", "mul": "Leipzig"},
        wb.claim("P17", wb.item(DE), "preferred", P580=wb.time("+1990-10-03T00:00:00Z")),
        wb.claim("P17", wb.item(GDR), P580=wb.year(1949), P582=wb.time("+1990-10-02T00:00:00Z")),
        wb.claim("P17", wb.item(FR), "deprecated"),
        wb.claim("P17", wb.SOMEVALUE),
        wb.claim("P31", wb.item("Q1549591")),
        wb.claim("P31", wb.item("Q123")),
        wb.claim("P31", wb.item("Q515"), "deprecated"),
        wb.claim("P625", wb.place(51.34, 12.375)),
        wb.claim("P625", wb.place(51.333333333, 12.383333), "preferred"),
        wb.claim("P625", wb.place(1, 2, globe="Q405"), "preferred"),
        wb.claim("P1082", wb.quantity("+560472"), P585=wb.time("+2018-12-31T00:00:00Z")),
        wb.claim(
            "P1082", wb.quantity("+616093"), "preferred", ["https://b/", "https://a/"],
            P585=wb.year(2022),
        ),
        wb.claim("P1082", wb.quantity("+1")),  # nobody knows when
        wb.claim("P1082", wb.SOMEVALUE, P585=wb.year(1200)),
        twin(KRAKOW, "https://b/", "https://a/", P580=wb.time("+1973-09-00T00:00:00Z", 10)),
        twin(LYON, "ftp://a/", P580=wb.time("+1981-11-07T00:00:00Z"), P582=wb.NOVALUE),
        twin(BERLIN_ON, P582=wb.SOMEVALUE, rank="deprecated"),
        twin(wb.SOMEVALUE),
        twin(wb.NOVALUE),
    ),
    wb.entity(
        KRAKOW,
        {"en": "Kraków", "de": "Krakau"},
        wb.claim("P17", wb.item(PL)),
        wb.claim("P31", wb.item("Q515")),
        wb.claim("P625", wb.place(50.06, 19.94)),
        twin(LEIPZIG, P580=wb.year(1995), P585=wb.time("+1990-00-00T00:00:00Z", 8)),
        twin(LYON, P582=wb.year(2003), rank="preferred"),
        twin(ROMA, P580=wb.time("-0043-03-15T00:00:00Z")),
    ),
    wb.entity(
        LYON,
        "Lyon",
        wb.claim("P17", wb.item(FR)),
        wb.claim("P31", wb.item("Q515")),
        twin(wb.old_item(LEIPZIG), P580=wb.time("+1900-00-00T00:00:00Z", 7)),
        twin(KRAKOW, P580=[wb.year(2001), wb.year(1999)]),
        twin(ROCHDALE, P580=wb.time("+1752-02-29T00:00:00Z", 11, wb.JULIAN)),
    ),
    wb.entity(
        BIELEFELD,
        {"de": "Bielefeld"},
        wb.claim("P17", wb.item(DE)),
        twin(ROCHDALE, P580=wb.year(1953)),
    ),
    # Two that name one in Germany, which says nothing itself, or says it of another only.
    wb.entity(BERLIN_ON, "Kitchener", wb.claim("P17", wb.item(CANADA)), twin(BIELEFELD)),
    wb.entity(ROMA, "Roma", twin(LEIPZIG), twin(ROCHDALE)),
    wb.entity("Q1549591", "big city", wb.claim("P279", wb.item("Q515"))),
    wb.entity("Q515", "city", wb.claim("P279", wb.item("Q486972"))),
    wb.entity("Q486972", "settlement"),
]  # fmt: skip
