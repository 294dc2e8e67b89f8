"""Networks of who acts on whom: GraphML and GEXF, one node for an actor and one edge for a direction."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any
from xml.etree import ElementTree

from detente.model.errors import UnknownStateError
from detente.storing.cleaning import clean
from detente.storing.context import Context, rows_of
from detente.storing.sheets import Sheet
from detente.tables.states import load_states

_GRAPHML = "http://graphml.graphdrawing.org/xmlns"
_GEXF = "http://gexf.net/1.3"
_COUNTED = ("factual", "reported")
_NODE = (("label", "string"), ("sort", "string"))
_EDGE = (
    ("n", "int"),
    *((f"quad_{quad}", "int") for quad in (1, 2, 3, 4)),
    ("mean_score", "double"), ("first", "string"), ("last", "string"),
)  # fmt: skip
_EDGES = "edges: acts told as factual or reported, quad classes by the PLOVER scheme, mutual acts both ways"

Values = dict[str, Any]


@dataclass(slots=True)
class _Net:
    number: int
    nodes: dict[str, Values]
    edges: dict[tuple[str, str], Values]


def write_graphml(sheet: Sheet[Any], items: Iterable[Any], path: Path, context: Context) -> int:
    """Write a directed network as GraphML; edges count acts, by quad class, with mean score and days."""
    net = _net(sheet, items)
    root = ElementTree.Element("graphml", {"xmlns": _GRAPHML})
    root.append(ElementTree.Comment(clean(f"{context.about.line}; {_EDGES}").replace("--", "- -")))
    keys = [
        ("graph", "about", "string"),
        *(("node", *key) for key in _NODE),
        *(("edge", *key) for key in _EDGE),
    ]
    for sort, name, kind in keys:
        described = {"id": f"{sort}-{name}", "for": sort, "attr.name": name, "attr.type": kind}
        ElementTree.SubElement(root, "key", described)
    graph = ElementTree.SubElement(root, "graph", {"id": "detente", "edgedefault": "directed"})
    _data(graph, "graph", {"about": clean(context.about.line)})
    for name, values in sorted(net.nodes.items()):
        _data(ElementTree.SubElement(graph, "node", {"id": name}), "node", values)
    for place, ((a, b), values) in enumerate(sorted(net.edges.items())):
        edge = ElementTree.SubElement(graph, "edge", {"id": f"e{place}", "source": a, "target": b})
        _data(edge, "edge", values)
    return _write(root, path, net)


def write_gexf(sheet: Sheet[Any], items: Iterable[Any], path: Path, context: Context) -> int:
    """Write the same network as GEXF, for Gephi."""
    net = _net(sheet, items)
    root = ElementTree.Element("gexf", {"xmlns": _GEXF, "version": "1.3"})
    meta = ElementTree.SubElement(root, "meta", {"lastmodifieddate": context.about.made.isoformat()})
    ElementTree.SubElement(meta, "creator").text = f"detente {context.about.version}"
    ElementTree.SubElement(meta, "description").text = clean(f"{context.about.line}; {_EDGES}")
    graph = ElementTree.SubElement(root, "graph", {"defaultedgetype": "directed", "mode": "static"})
    kinds = {"int": "integer"}
    for sort, columns in (("node", _NODE), ("edge", _EDGE)):
        described = ElementTree.SubElement(graph, "attributes", {"class": sort, "mode": "static"})
        for name, kind in columns:
            entry = {"id": f"{sort}-{name}", "title": name, "type": kinds.get(kind, kind)}
            ElementTree.SubElement(described, "attribute", entry)
    nodes = ElementTree.SubElement(graph, "nodes")
    for name, values in sorted(net.nodes.items()):
        _values(ElementTree.SubElement(nodes, "node", {"id": name, "label": values["label"]}), "node", values)
    edges = ElementTree.SubElement(graph, "edges")
    for place, ((a, b), values) in enumerate(sorted(net.edges.items())):
        told = {"id": f"e{place}", "source": a, "target": b, "weight": str(values["n"])}
        _values(ElementTree.SubElement(edges, "edge", told), "edge", values)
    return _write(root, path, net)


def _net(sheet: Sheet[Any], items: Iterable[Any]) -> _Net:
    row_of = rows_of(sheet, "source", "target", "modality", "quad", "score", "day", "reciprocal")
    net = _Net(number=0, nodes={}, edges={})
    for item in items:
        row = row_of(item)
        if row["modality"] not in _COUNTED:
            continue
        net.number += 1
        for a, b in _directions(row):
            for name in (a, b):
                net.nodes.setdefault(name, {"label": _name(name), "sort": _sort(name)})
            _add(net.edges.setdefault((a, b), {"n": 0, **{f"quad_{quad}": 0 for quad in (1, 2, 3, 4)}}), row)
    for edge in net.edges.values():
        scores = edge.pop("scores", [])
        if scores:
            edge["mean_score"] = round(sum(scores) / len(scores), 4)
    return net


def _directions(row: Values) -> Iterator[tuple[str, str]]:
    sources, targets = ((row[side] or "").split("|") for side in ("source", "target"))
    pairs = [(clean(a), clean(b)) for a in sources for b in targets if a and b and a != b]
    if row["reciprocal"]:
        everybody = sorted({clean(name) for name in (*sources, *targets) if name})
        pairs = [(a, b) for a in everybody for b in everybody if a != b]
    yield from dict.fromkeys(pairs)


def _add(edge: Values, row: Values) -> None:
    edge["n"] += 1
    if row["quad"]:
        edge[f"quad_{row['quad']}"] += 1
    if row["score"] is not None:
        edge.setdefault("scores", []).append(row["score"])
    if row["day"]:
        edge["first"] = min(edge.get("first", row["day"]), row["day"])
        edge["last"] = max(edge.get("last", row["day"]), row["day"])


def _name(code: str) -> str:
    states = load_states()
    if code[:3] in states.rows:
        rest = f" ({code[3:]})" if code[3:] else ""
        return f"{states.name(code[:3])}{rest}"
    try:
        return states.name(code)
    except UnknownStateError:
        return code


def _sort(code: str) -> str:
    if code[:3] not in load_states().rows:
        return "organisation"
    return "state" if len(code) == 3 else "part of a state"


def _data(element: ElementTree.Element, sort: str, values: Values) -> None:
    for name, value in values.items():
        ElementTree.SubElement(element, "data", {"key": f"{sort}-{name}"}).text = str(value)


def _values(element: ElementTree.Element, sort: str, values: Values) -> None:
    told = ElementTree.SubElement(element, "attvalues")
    for name, value in values.items():
        ElementTree.SubElement(told, "attvalue", {"for": f"{sort}-{name}", "value": str(value)})


def _write(root: ElementTree.Element, path: Path, net: _Net) -> int:
    ElementTree.indent(root)
    ElementTree.ElementTree(root).write(path, encoding="utf-8", xml_declaration=True)
    return net.number
