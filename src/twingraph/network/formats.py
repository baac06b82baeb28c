"""A network in the formats of other tools.

Each says how the network was made: in attributes of the graph, in a description, in comments, or,
where a format has no place for it, in the column ``expansion`` of each edge.
"""

from __future__ import annotations

import io
from typing import IO, TYPE_CHECKING, Any
from xml.etree import ElementTree as ET

import networkx as nx

from twingraph.core.dates import parse_or_none
from twingraph.network.sheets import as_csv

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Sequence

COLUMNS = {
    "source": "text",
    "source_label": "text",
    "target": "text",
    "target_label": "text",
    "key": "text",
    "partnership": "text",
    "partnerships": "integer",
    "kind": "text",
    "start": "text",
    "start_first": "day",
    "end": "text",
    "end_last": "day",
    "status": "text",
    "confidence": "text",
    "said_by": "integer",
    "members": "integer",
    "expansion": "text",
    "weight": "number",
}
_GEXF = "1.2draft"


def write(network: nx.Graph[str], format: str, output: IO[bytes]) -> None:
    """Write a network.

    Args:
        network: The network.
        format: "graphml", "gexf", "edgelist", "json" (node-link), "csv" or "geojson".
        output: File to write to.
    """
    output.write(_WRITERS[format](network))


def _graphml(network: nx.Graph[str]) -> bytes:
    file = io.BytesIO()
    nx.write_graphml_xml(network, file)
    return file.getvalue() + b"\n"


def _gexf(network: nx.Graph[str]) -> bytes:
    """Write GEXF, in which an edge lasts as long as its partnership may have existed.

    The day of writing, which networkx puts in, is taken out: the same network gives the same bytes.
    """
    from networkx.readwrite.gexf import GEXFWriter

    writer = GEXFWriter(version=_GEXF, prettyprint=True)
    writer.add_graph(_in_time(network))
    meta = writer.xml.find("meta")
    if meta is not None:
        meta.attrib.pop("lastmodifieddate", None)
        ET.SubElement(meta, "description").text = _in_words(network)
    file = io.BytesIO()
    writer.write(file)
    return file.getvalue() + b"\n"


def _in_time(network: nx.Graph[str]) -> nx.Graph[str]:
    """Return a copy with days that Gephi reads for start and end; EDTF stays beside them."""
    timed = network.copy()
    timed.graph.clear()
    things = [data for _, data in timed.nodes(data=True)]
    things += [data for *_, data in timed.edges(data=True)]
    for data in things:
        first, last = _days(data)
        for name, day in (("start", first), ("end", last)):
            if (written := data.pop(name, None)) is not None:
                data[f"{name}_edtf"] = written
            if day is not None:
                data[name] = day
        if "type" in data:  # means something else to GEXF
            data["node_type"] = data.pop("type")
    for *_, key, data in _edges(timed):
        if key is not None:
            data["id"] = key
    return timed


def _days(data: dict[str, Any]) -> tuple[str | None, str | None]:
    """Return the first day on which something may have begun, and the last on which it may end."""
    start, end = (parse_or_none(data.get(name, "")) for name in ("start", "end"))
    first = start.earliest if start else None
    last = end.latest if end else None
    return (first.isoformat() if first else None), (last.isoformat() if last else None)


def _edge_list(network: nx.Graph[str]) -> bytes:
    """Write two ids in each line; nodes without an edge have no line."""
    comments = [f"% {line}" for line in _in_words(network).split("; ")]
    lines = [f"{one}\t{other}" for one, other in network.edges()]
    return "".join(f"{line}\n" for line in (*comments, *lines)).encode()


def _node_link(network: nx.Graph[str]) -> bytes:
    import orjson

    return orjson.dumps(
        nx.node_link_data(network, edges="links"),
        option=orjson.OPT_INDENT_2 | orjson.OPT_APPEND_NEWLINE,
    )


def _csv(network: nx.Graph[str]) -> bytes:
    return as_csv(COLUMNS, rows(network))


def rows(network: nx.Graph[str]) -> Iterator[Sequence[Any]]:
    """Yield the cells of each edge, in the order of ``COLUMNS``; empty where nothing is known.

    Args:
        network: The network.
    """
    label = {node: data["label"] for node, data in network.nodes(data=True)}
    for one, other, key, data in _edges(network):
        first, last = _days(data)
        cells = data | {
            "source": one,
            "source_label": label[one],
            "target": other,
            "target_label": label[other],
            "key": key,
            "start_first": first,
            "end_last": last,
        }
        yield [cells.get(column) for column in COLUMNS]


def _edges(network: nx.Graph[str]) -> Iterator[tuple[str, str, str | None, dict[str, Any]]]:
    if isinstance(network, nx.MultiGraph):
        yield from network.edges(keys=True, data=True)
    else:
        yield from ((one, other, None, data) for one, other, data in network.edges(data=True))


def _geojson(network: nx.Graph[str]) -> bytes:
    """Write cities as points and edges as lines; what has no position cannot be drawn."""
    import orjson

    place = {
        node: [data["longitude"], data["latitude"]]
        for node, data in network.nodes(data=True)
        if "longitude" in data
    }
    points = [
        _feature("Point", at, {"id": node, **network.nodes[node]}) for node, at in place.items()
    ]
    lines = [
        _feature(
            "LineString",
            [place[one], place[other]],
            {"source": one, "target": other, **({"key": key} if key else {}), **data},
        )
        for one, other, key, data in _edges(network)
        if one in place and other in place
    ]
    content = {
        "type": "FeatureCollection",
        "network": network.graph | undrawn(network),
        "features": points + lines,
    }
    return orjson.dumps(content, option=orjson.OPT_APPEND_NEWLINE)


def _feature(kind: str, coordinates: list[Any], properties: dict[str, Any]) -> dict[str, Any]:
    geometry = {"type": kind, "coordinates": coordinates}
    return {"type": "Feature", "geometry": geometry, "properties": properties}


def undrawn(network: nx.Graph[str]) -> dict[str, int]:
    """Return how many nodes and edges a map lacks, because a position is not known.

    Args:
        network: The network.
    """
    lost = {node for node, data in network.nodes(data=True) if "longitude" not in data}
    edges = sum(one in lost or other in lost for one, other in network.edges())
    return {"nodes_without_position": len(lost), "edges_without_position": edges}


def _in_words(network: nx.Graph[str]) -> str:
    return "; ".join(f"{name}: {value}" for name, value in network.graph.items())


_WRITERS: dict[str, Callable[[nx.Graph[str]], bytes]] = {
    "graphml": _graphml,
    "gexf": _gexf,
    "edgelist": _edge_list,
    "json": _node_link,
    "csv": _csv,
    "geojson": _geojson,
}
FORMATS = (*_WRITERS,)
