"""Writes the event reader as an ONNX graph, its layers in 8-bit numbers, and its manifest."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Any

import numpy as np
import torch
from acts_data import Example, pad
from acts_network import MARKS, ActReader
from export import MS, Array, Graph, Rounded
from labelled import MODALITIES, TYPES
from network import HEADS
from onnx import ModelProto, TensorProto, helper
from rounding import Inputs, round_one

PRODUCTS = ("qkv", "out", "up", "down")
WATCHED = 1200  # sentences that show the inputs of the products


def watch(net: ActReader, found: Sequence[Example]) -> dict[str, Inputs]:
    """Sum up what goes into each product of the layers over some sentences."""
    sums: dict[str, Any] = {}
    widest: dict[str, Any] = {}
    seen = {"rows": 0}

    def hook(name: str) -> Any:
        def look(_: torch.nn.Module, given: tuple[torch.Tensor, ...], __: torch.Tensor) -> None:
            rows = given[0].reshape(-1, given[0].shape[-1]).numpy().astype(np.float64)
            sums[name] = sums.get(name, 0.0) + rows.T @ rows
            widest[name] = np.maximum(widest.get(name, 1e-4), np.abs(rows).max(0))
            seen["rows"] += len(rows)

        return look

    hooks = [
        getattr(layer, part).register_forward_hook(hook(f"layers.{n}.{part}"))
        for n, layer in enumerate(net.layers)
        for part in PRODUCTS
    ]
    with torch.no_grad():
        for each in found[:: max(1, len(found) // WATCHED)]:
            fed = {key: torch.from_numpy(value) for key, value in pad([each]).items()}
            net.words(fed["states"], fed["mask"], fed["pool"], None)
    for each in hooks:
        each.remove()
    count = seen["rows"] / len(sums)
    return {name: Inputs(total / count, widest[name]) for name, total in sums.items()}


def round_layers(net: ActReader, found: Sequence[Example]) -> dict[str, Rounded]:
    """Give the whole numbers of all products of the layers."""
    weights = {name: value.numpy() for name, value in net.state_dict().items()}
    return {
        name: round_one(weights[f"{name}.weight"].T.astype(np.float64), inputs)
        for name, inputs in watch(net, found).items()
    }


def build(weights: Mapping[str, Array], rounded: Mapping[str, Rounded] | None, layers: int) -> ModelProto:
    """Give the graph; mark 0 is no marking at all, 1 to 3 are the network's own three marks."""
    graph = Graph(weights, rounded)
    table = np.concatenate(
        [np.zeros((1, weights["marks.weight"].shape[1]), np.float32), weights["marks.weight"]]
    )
    marks = graph.node("Gather", [graph.constant("marks.table", table), "marks"], "marks.rows")
    x = graph.node("Add", ["states", marks], "marked")
    seen = [x]
    for n in range(layers):
        x = _layer(graph, x, n)
        seen.append(x)
    mix = np.exp(weights["mix"] - weights["mix"].max())
    mix = (mix / mix.sum()).astype(np.float32)
    parts = [
        graph.node("Mul", [each, graph.constant(f"mix.{n}", mix[n : n + 1])], f"mix.mul{n}")
        for n, each in enumerate(seen)
    ]
    words = graph.node("MatMul", ["pool", graph.node("Sum", parts, "mix.sum")], "words")
    names = _heads(graph, words)
    real, whole = TensorProto.FLOAT, TensorProto.INT64
    inputs = [
        helper.make_tensor_value_info("states", real, [1, "pieces", weights["marks.weight"].shape[1]]),
        helper.make_tensor_value_info("pool", real, [1, "words", "pieces"]),
        helper.make_tensor_value_info("marks", whole, [1, "pieces"]),
        helper.make_tensor_value_info("sides", real, [1, 3, "words"]),
    ]
    outputs = [helper.make_tensor_value_info(name, real, None) for name in names]
    made = helper.make_graph(graph.nodes, "detente-acts", inputs, outputs, list(graph.constants.values()))
    opsets = [helper.make_opsetid("", 18), helper.make_opsetid(MS, 1)]
    return helper.make_model(made, opset_imports=opsets, ir_version=9, producer_name="detente")


def _layer(graph: Graph, x: str, n: int) -> str:
    layer, at = f"layers.{n}", f"l{n}"
    qkv = graph.small(x, f"{layer}.qkv", f"{at}.qkv")
    parts = [f"{at}.{part}" for part in "qkv"]
    graph.nodes.append(helper.make_node("Split", [qkv], parts, name=f"{at}.split", axis=-1, num_outputs=3))
    attended = graph.node("MultiHeadAttention", parts, f"{at}.a", MS, num_heads=HEADS)
    x = graph.norm(graph.small(attended, f"{layer}.out", f"{at}.out"), f"{layer}.norm1", f"{at}.n1", x)
    inner = graph.node("Gelu", [graph.small(x, f"{layer}.up", f"{at}.up")], f"{at}.gelu", MS)
    return graph.norm(graph.small(inner, f"{layer}.down", f"{at}.down"), f"{layer}.norm2", f"layer{n + 1}", x)


def _relu(graph: Graph, x: str, layer: str) -> str:
    return graph.node("Relu", [graph.linear(x, layer, f"{layer}.y")], f"{layer}.r")


def _heads(graph: Graph, words: str) -> tuple[str, ...]:
    graph.linear(_relu(graph, words, "trigger_in"), "trigger", "trigger")
    graph.linear(words, "modality", "modality")
    deed, party = _relu(graph, words, "deed"), _relu(graph, words, "party")
    for side in ("source", "target"):
        # (deed, 1) W (party, 1)' without the ones: the last row and column of W are biases.
        table = graph.weights[side]
        inner = graph.node("MatMul", [deed, graph.constant(f"{side}.w", table[:-1, :-1])], f"{side}.m")
        inner = graph.node("Add", [inner, graph.constant(f"{side}.row", table[-1, :-1])], f"{side}.a")
        turned = graph.node("Transpose", [party], f"{side}.t", perm=[0, 2, 1])
        both = graph.node("MatMul", [inner, turned], f"{side}.b")
        own = graph.node("MatMul", [deed, graph.constant(f"{side}.col", table[:-1, -1:])], f"{side}.c")
        own = graph.node("Add", [own, graph.constant(f"{side}.one", table[-1:, -1])], f"{side}.d")
        graph.node("Add", [both, own], side)
    # Averages over the source, the target and word 0, as the rows of "sides" weigh the words.
    averages = graph.node("MatMul", ["sides", words], "averages")
    flat = graph.node(
        "Reshape", [averages, graph.constant("flat", np.array([1, -1], np.int64))], "averages.flat"
    )
    graph.linear(_relu(graph, flat, "pair_in"), "pair", "pair")
    return "trigger", "modality", "source", "target", "pair"


def publish(net: ActReader, found: Sequence[Example], folder: Path, made: Mapping[str, Any]) -> None:
    """Write `acts.onnx` and `acts.json` beside the parser."""
    weights = {name: value.numpy() for name, value in net.state_dict().items()}
    assert len(weights["marks.weight"]) == MARKS
    graph = build(weights, round_layers(net, found), len(net.layers))
    content = graph.SerializeToString(deterministic=True)
    (folder / "acts.onnx").write_bytes(content)
    manifest = {
        "licence": "CC BY-SA 4.0",
        "labels": {"types": TYPES, "modalities": MODALITIES},
        "training": dict(made),
        "files": {"acts.onnx": {"sha256": hashlib.sha256(content).hexdigest(), "bytes": len(content)}},
    }
    (folder / "acts.json").write_text(
        json.dumps(manifest, indent=1, ensure_ascii=False) + "\n", encoding="utf-8"
    )
