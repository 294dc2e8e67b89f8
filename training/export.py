"""Writes a trained network as an ONNX graph, its encoder in 8-bit numbers.

The graph is written node by node, without a converter in between, so that each step of the arithmetic is
known:

- the table of word pieces holds 8-bit numbers with one scale per piece;
- each product of the encoder holds 7-bit weights with one scale per column, as `rounding.py` chooses them.
  Seven bits, since the fast 8-bit product of older x86 processors adds two products in 16 bits and overflows
  with more; so all machines give the same sums;
- the heads, norms and attention stay in 32-bit floating point.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

import numpy as np
import onnx
from network import HEADS, LAYERS
from numpy.typing import NDArray
from onnx import TensorProto, helper, numpy_helper

Array = NDArray[np.float32]
MS = "com.microsoft"
TOP = 63  # of the 7-bit weights
BRANCH = 3  # the layer that the event reader goes on from (train_acts.py)


@dataclass(frozen=True, slots=True)
class Rounded:
    """A matrix in whole numbers.

    Attributes
    ----------
    whole
        The numbers, inputs x results, none over `TOP`.
    scale
        What a step is worth, for each result.
    narrow
        What each input is multiplied with first.
    """

    whole: NDArray[np.int8]
    scale: Array
    narrow: Array


class Graph:
    """Collects nodes and weights; without `rounded` matrices all of it stays in floating point."""

    def __init__(self, weights: Mapping[str, Array], rounded: Mapping[str, Rounded] | None) -> None:
        self.weights, self.rounded = weights, rounded
        self.nodes: list[onnx.NodeProto] = []
        self.constants: dict[str, onnx.TensorProto] = {}

    def constant(self, name: str, value: NDArray[np.generic]) -> str:
        """Keep a constant under a name, and give the name."""
        self.constants[name] = numpy_helper.from_array(np.ascontiguousarray(value), name)
        return name

    def weight(self, name: str) -> str:
        """Keep a trained weight as it is."""
        return self.constant(name, self.weights[name])

    def node(self, kind: str, inputs: list[str], name: str, domain: str = "", **attributes: object) -> str:
        """Add a node with one result, and give the result's name."""
        self.nodes.append(helper.make_node(kind, inputs, [name], name=name, domain=domain, **attributes))
        return name

    def linear(self, x: str, layer: str, name: str) -> str:
        """Add a linear layer in floating point."""
        product = self.node(
            "MatMul", [x, self.constant(f"{layer}.t", self.weights[f"{layer}.weight"].T)], f"{name}.m"
        )
        return self.node("Add", [product, self.weight(f"{layer}.bias")], name)

    def small(self, x: str, layer: str, name: str) -> str:
        """Add a linear layer of the encoder, in whole numbers when they are given."""
        if self.rounded is None:
            return self.linear(x, layer, name)
        rounded = self.rounded[layer]
        inputs = [
            self.node("Mul", [x, self.constant(f"{layer}.narrow", rounded.narrow)], f"{name}.x"),
            self.constant(f"{layer}.q", rounded.whole),
            self.constant(f"{layer}.scale", rounded.scale),
            self.constant(f"{layer}.zero", np.zeros(len(rounded.scale), np.int8)),
            self.weight(f"{layer}.bias"),
        ]
        return self.node("DynamicQuantizeMatMul", inputs, name, MS)

    def norm(self, x: str, layer: str, name: str, skip: str | None = None, epsilon: float = 1e-12) -> str:
        """Add a layer norm, of a sum when there is something to skip over.

        Sum and norm stay two nodes: onnxruntime 1.32 computes its own node for both five times slower.
        """
        if skip is not None:
            x = self.node("Add", [x, skip], f"{name}.sum")
        scale = [self.weight(f"{layer}.weight"), self.weight(f"{layer}.bias")]
        return self.node("LayerNormalization", [x, *scale], name, axis=-1, epsilon=epsilon)


def embed(graph: Graph) -> str:
    """Add the sum of the three tables."""
    table = graph.weights["encoder.word.weight"]
    if graph.rounded is None:
        word = graph.node("Gather", [graph.constant("words", table), "pieces"], "word")
    else:
        scale = (np.abs(table).max(1, keepdims=True) / 127).astype(np.float32) + np.float32(1e-12)
        whole = graph.constant("words", np.rint(table / scale).astype(np.int8))
        rows = graph.node(
            "Cast", [graph.node("Gather", [whole, "pieces"], "rows")], "rows.f", to=TensorProto.FLOAT
        )
        word = graph.node(
            "Mul", [rows, graph.node("Gather", [graph.constant("scales", scale), "pieces"], "s")], "word"
        )
    shape = graph.node("Gather", [graph.weight("encoder.shape.weight"), "shapes"], "shape")
    place = graph.node("Gather", [graph.weight("encoder.place.weight"), "places"], "place")
    total = graph.node("Add", [graph.node("Add", [word, shape], "word.shape"), place], "embedded")
    return graph.norm(total, "encoder.norm", "layer0")


def encode(graph: Graph, x: str) -> list[str]:
    """Add the six layers, and give the names of what each gives."""
    seen = [x]
    for n in range(LAYERS):
        layer, at = f"encoder.layers.{n}", f"l{n}"
        qkv = graph.small(x, f"{layer}.qkv", f"{at}.qkv")
        parts = [f"{at}.{part}" for part in "qkv"]
        graph.nodes.append(
            helper.make_node("Split", [qkv], parts, name=f"{at}.split", axis=-1, num_outputs=3)
        )
        attended = graph.node("MultiHeadAttention", parts, f"{at}.a", MS, num_heads=HEADS)
        x = graph.norm(graph.small(attended, f"{layer}.out", f"{at}.out"), f"{layer}.norm1", f"{at}.n1", x)
        inner = graph.node("Gelu", [graph.small(x, f"{layer}.up", f"{at}.up")], f"{at}.gelu", MS)
        x = graph.norm(
            graph.small(inner, f"{layer}.down", f"{at}.down"), f"{layer}.norm2", f"layer{n + 1}", x
        )
        seen.append(x)
    return seen


def mix(graph: Graph, seen: list[str], name: str) -> str:
    """Add a weighting of the layers and the mean over each word's pieces."""
    weight = np.exp(graph.weights[f"{name}.weight"])
    weight = (weight / weight.sum()).astype(np.float32)
    parts = [
        graph.node("Mul", [layer, graph.constant(f"{name}.{n}", weight[n : n + 1])], f"{name}.mul{n}")
        for n, layer in enumerate(seen)
    ]
    return graph.node("MatMul", ["pool", graph.node("Sum", parts, f"{name}.sum")], f"{name}.words")


def heads(graph: Graph, seen: list[str]) -> list[str]:
    """Add the heads, and give the names of their results."""
    tags, tree, names = (mix(graph, seen, f"mix_{group}") for group in ("tags", "tree", "names"))
    for head in ("upos", "bundles", "scripts"):
        graph.linear(tags, head, head)
    graph.linear(
        graph.node("Relu", [graph.linear(names, "names_in", "names_in")], "names_in.r"), "names", "names"
    )
    dep, head = (
        graph.node("Relu", [graph.linear(tree, f"arc_{part}", f"arc_{part}")], f"arc_{part}.r")
        for part in ("dep", "head")
    )
    # The last row of the arc weight is a bias of each head: it goes into the sum after the product.
    arc = graph.weights["arc"]
    left = graph.node("MatMul", [dep, graph.constant("arc.w", arc[:-1])], "arc.m")
    left = graph.node("Add", [left, graph.constant("arc.b", arc[-1])], "arc.left")
    arcs = graph.node(
        "MatMul", [left, graph.node("Transpose", [head], "arc_head.turned", perm=[0, 2, 1])], "arcs"
    )
    for part in ("dep", "head"):
        graph.node("Relu", [graph.linear(tree, f"label_{part}", f"label_{part}.l")], part)
    relate(graph, arcs)
    whole = graph.node("MatMul", ["pool", seen[-1]], "whole.words")
    mean = graph.node("ReduceMean", [whole, graph.constant("axis1", np.array([1]))], "whole", keepdims=0)
    graph.linear(mean, "events", "events")
    return [
        "relation_weight",
        "relation_bias",
        "heads",
        "relations",
        "upos",
        "bundles",
        "scripts",
        "names",
        "arcs",
        "dep",
        "head",
        "events",
        "whole",
        seen[-1],
        seen[BRANCH],
    ]


def relate(graph: Graph, arcs: str) -> None:
    """Add the best head of each word, and the relations to it.

    Where these heads make no tree, others are taken outside the graph; for them the weights leave it as
    results.
    """
    square = graph.node("Squeeze", [arcs, graph.constant("axis0", np.array([0]))], "square")
    itself = graph.node(
        "Mul", [graph.node("EyeLike", [square], "eye"), graph.constant("far", np.float32([1e9]))], "self"
    )
    heads = graph.node(
        "ArgMax", [graph.node("Sub", [arcs, itself], "arcs.others")], "heads", axis=-1, keepdims=0
    )
    flat = graph.node("Squeeze", [heads, "axis0"], "heads.flat")
    chosen = graph.node("Gather", ["head", flat], "head.chosen", axis=1)
    both = graph.node("Mul", ["dep", chosen], "dep.head")
    graph.linear(
        graph.node("Concat", [both, "dep", chosen], "relation.in", axis=-1), "relations", "relations"
    )
    graph.node("Identity", ["relations.t"], "relation_weight")
    graph.node("Identity", ["relations.bias"], "relation_bias")


def build(
    weights: Mapping[str, Array], rounded: Mapping[str, Rounded] | None, parts: bool = True
) -> onnx.ModelProto:
    """Give the whole graph; without its heads (`parts=False`) to measure the plain encoder."""
    graph = Graph(weights, rounded)
    seen = encode(graph, embed(graph))
    results = heads(graph, seen) if parts else [seen[-1]]
    whole, real = TensorProto.INT64, TensorProto.FLOAT
    inputs = [
        helper.make_tensor_value_info("pieces", whole, ["sentences", "pieces"]),
        helper.make_tensor_value_info("shapes", whole, ["sentences", "pieces"]),
        helper.make_tensor_value_info("places", whole, ["pieces"]),
        *([helper.make_tensor_value_info("pool", real, ["sentences", "words", "pieces"])] if parts else []),
    ]
    outputs = [
        helper.make_tensor_value_info(name, whole if name == "heads" else real, None) for name in results
    ]
    made = helper.make_graph(graph.nodes, "detente-english", inputs, outputs, list(graph.constants.values()))
    opsets = [helper.make_opsetid("", 18), helper.make_opsetid(MS, 1)]
    return helper.make_model(made, opset_imports=opsets, ir_version=9, producer_name="detente")


def save(
    weights: Mapping[str, Array], path: Path, rounded: Mapping[str, Rounded] | None, parts: bool = True
) -> None:
    """Write the graph to a file."""
    path.write_bytes(build(weights, rounded, parts).SerializeToString(deterministic=True))
