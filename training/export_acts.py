"""Writes the event reader as two ONNX graphs, their layers in 8-bit numbers, and their manifest.

`acts.onnx` reads a sentence: types and moods of its words, and the type of a marked pair. `sides.onnx` reads
on from its words: who takes part in the acts of some of them.
"""

from __future__ import annotations

import hashlib
import json
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Any

import numpy as np
import torch
from acts_network import MARKS, SIDE_HEADS, ActReader
from acts_table import Table
from export import MS, Array, Graph, Rounded
from labelled import MODALITIES, TYPES
from network import HEADS
from onnx import ModelProto, TensorProto, helper
from rounding import Inputs, round_one

PRODUCTS = ("qkv", "out", "up", "down")
WATCHED = 1200  # sentences that show the inputs of the products
REAL, WHOLE = TensorProto.FLOAT, TensorProto.INT64


def watch(net: ActReader, table: Table) -> dict[str, Inputs]:
    """Sum up what goes into each product of the layers over some sentences."""
    sums: dict[str, Any] = {}
    widest: dict[str, Any] = {}
    counts: dict[str, int] = {}

    def hook(name: str) -> Any:
        def look(_: torch.nn.Module, given: tuple[torch.Tensor, ...], __: torch.Tensor) -> None:
            rows = given[0].reshape(-1, given[0].shape[-1]).numpy().astype(np.float64)
            sums[name] = sums.get(name, 0.0) + rows.T @ rows
            widest[name] = np.maximum(widest.get(name, 1e-4), np.abs(rows).max(0))
            counts[name] = counts.get(name, 0) + len(rows)

        return look

    hooks = [
        getattr(layer, part).register_forward_hook(hook(f"{group}.{n}.{part}"))
        for group in ("layers", "sides")
        for n, layer in enumerate(getattr(net, group))
        for part in PRODUCTS
    ]
    with torch.no_grad():
        for row in range(0, len(table.found), max(1, len(table.found) // WATCHED)):
            _show(net, table, row)
    for each in hooks:
        each.remove()
    return {name: Inputs(total / counts[name], widest[name]) for name, total in sums.items()}


def _show(net: ActReader, table: Table, row: int) -> None:
    """Read one sentence with its acts."""
    feed = table.feed([row])
    words = net.words(feed.states, feed.mask, feed.pool)
    triggers = [act.trigger for act in table.found[row].acts]
    if triggers:
        rows = torch.zeros(len(triggers), dtype=torch.long)
        paths = table.paths([row] * len(triggers), triggers, words.shape[1])
        net.parties(words, rows, torch.tensor(triggers), paths, feed.width)


def round_layers(net: ActReader, table: Table) -> dict[str, Rounded]:
    """Give the whole numbers of all products of the layers."""
    weights = weights_of(net)
    return {
        name: round_one(weights[f"{name}.weight"].T.astype(np.float64), inputs)
        for name, inputs in watch(net, table).items()
    }


def weights_of(net: ActReader) -> dict[str, Array]:
    """Give all weights by name."""
    return {name: value.numpy() for name, value in net.state_dict().items()}


def build(weights: Mapping[str, Array], rounded: Mapping[str, Rounded] | None, layers: int) -> ModelProto:
    """Give the graph of a sentence; mark 0 is no marking at all, 1 to 3 are the network's own three marks."""
    graph = Graph(weights, rounded)
    width = weights["marks.weight"].shape[1]
    table = np.concatenate([np.zeros((1, width), np.float32), weights["marks.weight"]])
    marks = graph.node("Gather", [graph.constant("marks.table", table), "marks"], "marks.rows")
    x = graph.node("Add", ["states", marks], "marked")
    seen = [x]
    for n in range(layers):
        x = _layer(graph, x, f"layers.{n}", HEADS)
        seen.append(x)
    mix = np.exp(weights["mix"] - weights["mix"].max())
    mix = (mix / mix.sum()).astype(np.float32)
    parts = [
        graph.node("Mul", [each, graph.constant(f"mix.{n}", mix[n : n + 1])], f"mix.mul{n}")
        for n, each in enumerate(seen)
    ]
    words = graph.node("MatMul", ["pool", graph.node("Sum", parts, "mix.sum")], "words")
    graph.linear(_relu(graph, words, "trigger_in"), "trigger", "trigger")
    graph.linear(words, "modality", "modality")
    # Averages over the source, the target and word 0, as the rows of "sides" weigh the words.
    averages = graph.node("MatMul", ["sides", words], "averages")
    flat = graph.constant("flat", np.array([1, -1], np.int64))
    graph.linear(
        _relu(graph, graph.node("Reshape", [averages, flat], "averages.flat"), "pair_in"), "pair", "pair"
    )
    inputs = {
        "states": (REAL, [1, "pieces", width]),
        "pool": (REAL, [1, "words", "pieces"]),
        "marks": (WHOLE, [1, "pieces"]),
        "sides": (REAL, [1, 3, "words"]),
    }
    return _model(graph, "detente-acts", inputs, ("trigger", "modality", "words", "pair"))


def build_sides(
    weights: Mapping[str, Array], rounded: Mapping[str, Rounded] | None, layers: int
) -> ModelProto:
    """Give the graph of parties: from words, triggers and paths to scores, triggers x words x 2."""
    graph = Graph(weights, rounded)
    deed = graph.node("Gather", ["words", "triggers"], "deeds", axis=1)
    turned = graph.node(
        "Transpose", [graph.linear(deed, "deed_in", "deed_in")], "deeds.turned", perm=[1, 0, 2]
    )
    path = graph.node("Gather", [graph.weight("path.weight"), "paths"], "path")
    both = graph.node("Add", [graph.linear("words", "word_in", "word_in"), turned], "both")
    x = graph.norm(both, "side_norm", "start", path, epsilon=1e-5)
    for n in range(layers):
        x = _layer(graph, x, f"sides.{n}", SIDE_HEADS, epsilon=1e-5)
    graph.linear(x, "side", "side")
    inputs = {
        "words": (REAL, [1, "words", weights["marks.weight"].shape[1]]),
        "triggers": (WHOLE, ["triggers"]),
        "paths": (WHOLE, ["triggers", "words"]),
    }
    return _model(graph, "detente-sides", inputs, ("side",))


def _model(
    graph: Graph, name: str, inputs: Mapping[str, tuple[int, list[int | str]]], outputs: Sequence[str]
) -> ModelProto:
    made = helper.make_graph(
        graph.nodes,
        name,
        [helper.make_tensor_value_info(key, *value) for key, value in inputs.items()],
        [helper.make_tensor_value_info(key, REAL, None) for key in outputs],
        list(graph.constants.values()),
    )
    opsets = [helper.make_opsetid("", 18), helper.make_opsetid(MS, 1)]
    return helper.make_model(made, opset_imports=opsets, ir_version=9, producer_name="detente")


def _layer(graph: Graph, x: str, layer: str, heads: int, epsilon: float = 1e-12) -> str:
    qkv = graph.small(x, f"{layer}.qkv", f"{layer}.qkv.y")
    parts = [f"{layer}.{part}" for part in "qkv"]
    graph.nodes.append(helper.make_node("Split", [qkv], parts, name=f"{layer}.split", axis=-1, num_outputs=3))
    attended = graph.node("MultiHeadAttention", parts, f"{layer}.a", MS, num_heads=heads)
    attended = graph.small(attended, f"{layer}.out", f"{layer}.out.y")
    x = graph.norm(attended, f"{layer}.norm1", f"{layer}.n1", x, epsilon)
    inner = graph.node("Gelu", [graph.small(x, f"{layer}.up", f"{layer}.up.y")], f"{layer}.gelu", MS)
    return graph.norm(
        graph.small(inner, f"{layer}.down", f"{layer}.down.y"), f"{layer}.norm2", f"{layer}.n2", x, epsilon
    )


def _relu(graph: Graph, x: str, layer: str) -> str:
    return graph.node("Relu", [graph.linear(x, layer, f"{layer}.y")], f"{layer}.r")


def publish(net: ActReader, table: Table, folder: Path, made: Mapping[str, Any]) -> None:
    """Write the two graphs and `acts.json` beside the parser."""
    weights, rounded = weights_of(net), round_layers(net, table)
    assert len(weights["marks.weight"]) == MARKS
    graphs = {
        "acts.onnx": build(weights, rounded, len(net.layers)),
        "sides.onnx": build_sides(weights, rounded, len(net.sides)),
    }
    files = {}
    for name, graph in graphs.items():
        content = graph.SerializeToString(deterministic=True)
        (folder / name).write_bytes(content)
        files[name] = {"sha256": hashlib.sha256(content).hexdigest(), "bytes": len(content)}
    manifest = {
        "licence": "CC BY-SA 4.0",
        "labels": {"types": TYPES, "modalities": MODALITIES},
        "training": dict(made),
        "files": files,
    }
    (folder / "acts.json").write_text(
        json.dumps(manifest, indent=1, ensure_ascii=False) + "\n", encoding="utf-8"
    )
