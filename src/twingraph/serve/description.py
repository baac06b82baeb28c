"""What the service says of itself and of the graph: a service description, and VoID.

See https://www.w3.org/TR/sparql11-service-description/ and https://www.w3.org/TR/void/.
"""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING

import pyoxigraph as ox
from starlette.responses import Response
from starlette.routing import Route

from twingraph.core.terms import ID, PREFIXES, TG
from twingraph.serve import conditional, negotiation
from twingraph.serve.media import GRAPHS
from twingraph.store.formats import GRAPHS as FORMATS

if TYPE_CHECKING:
    from starlette.requests import Request

    from twingraph.serve.service import Service

ENDPOINT = "/sparql"
VOID = "/.well-known/void"

_PREFIXES = {
    **PREFIXES,
    "formats": "http://www.w3.org/ns/formats/",
    "sd": "http://www.w3.org/ns/sparql-service-description#",
    "void": "http://rdfs.org/ns/void#",
}

# A graph that is named but not there counts as one without triples: sd:EmptyGraphs.
_SERVICE = """
<{endpoint}> a sd:Service ;
  sd:endpoint <{endpoint}> ;
  sd:supportedLanguage sd:SPARQL11Query ;
  sd:feature sd:EmptyGraphs ;
  sd:defaultEntailmentRegime <http://www.w3.org/ns/entailment/Simple> ;
  sd:resultFormat formats:SPARQL_Results_JSON, formats:SPARQL_Results_XML,
    formats:SPARQL_Results_CSV, formats:SPARQL_Results_TSV,
    formats:Turtle, formats:N-Triples, formats:RDF_XML, formats:JSON-LD ;
  sd:defaultDataset <{endpoint}#dataset> ;
  rdfs:seeAlso <{void}> .
<{endpoint}#dataset> a sd:Dataset ;
  sd:defaultGraph <{endpoint}#graph> .
<{endpoint}#graph> a sd:Graph .
"""

_DATASET = """
PREFIX void: <http://rdfs.org/ns/void#>
CONSTRUCT {{
  ?dataset a void:Dataset ;
    dct:title ?title ;
    dct:license ?license ;
    dcat:version ?version ;
    void:sparqlEndpoint <{endpoint}> ;
    void:uriSpace "{things}" ;
    void:vocabulary <{ontology}> ;
    void:triples ?triples ;
    void:classPartition ?of_class ;
    void:propertyPartition ?of_property .
  ?of_class void:class ?class ; void:entities ?entities .
  ?of_property void:property ?property ; void:triples ?statements .
}}
WHERE {{
  {{
    ?dataset a dcat:Dataset .
    {{ SELECT (COUNT(*) AS ?triples) {{ ?s ?p ?o }} }}
    OPTIONAL {{ ?dataset dct:title ?title }}
    OPTIONAL {{ ?dataset dct:license ?license }}
    OPTIONAL {{ ?dataset dcat:version ?version }}
  }} UNION {{
    ?dataset a dcat:Dataset .
    {{ SELECT ?class (COUNT(*) AS ?entities) {{ ?s a ?class }} GROUP BY ?class }}
    BIND(IRI(CONCAT(STR(?dataset), "#class-", MD5(STR(?class)))) AS ?of_class)
  }} UNION {{
    ?dataset a dcat:Dataset .
    {{ SELECT ?property (COUNT(*) AS ?statements) {{ ?s ?property ?o }} GROUP BY ?property }}
    BIND(IRI(CONCAT(STR(?dataset), "#property-", MD5(STR(?property)))) AS ?of_property)
  }}
}}
"""


def routes(service: Service) -> list[Route]:
    """Return the route of what describes the graph."""
    return [Route(VOID, partial(_void, service), name="void")]


def of_service(request: Request) -> Response:
    """Return the description of the service: what its endpoint answers where nothing is asked."""
    media_type = negotiation.agreed(request.headers.get("Accept"), list(GRAPHS))
    prefixes = "".join(f"PREFIX {name}: <{iri}>\n" for name, iri in _PREFIXES.items())
    turtle = prefixes + _SERVICE.format(
        endpoint=_address(request, ENDPOINT), void=_address(request, VOID)
    )
    triples = ox.parse(turtle, format=ox.RdfFormat.TURTLE)
    data = ox.serialize(triples, format=FORMATS[GRAPHS[media_type]], prefixes=_PREFIXES)
    return Response(data, headers={"Vary": "Accept"}, media_type=media_type)


async def _void(service: Service, request: Request) -> Response:
    media_type = negotiation.agreed(request.headers.get("Accept"), list(GRAPHS))
    endpoint = _address(request, ENDPOINT)
    sparql = _DATASET.format(endpoint=endpoint, things=ID, ontology=TG)
    tag = conditional.tag(service, sparql, media_type)
    if fresh := conditional.not_modified(request, tag, "Accept"):
        return fresh
    answer = await service.written(sparql, [GRAPHS[media_type]])
    headers = {"Vary": "Accept", **conditional.headers(tag)}
    return Response(answer.data, headers=headers, media_type=media_type)


def _address(request: Request, path: str) -> str:
    return str(request.url.replace(path=path, query="", fragment=""))
