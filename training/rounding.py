"""Chooses the whole numbers of the encoder's products so that their results change least.

Rounding each weight to the nearest step treats all inputs alike. Here the inputs that training sentences give
decide (how often each occurs, and which occur together):

- inputs with wide ranges are made narrower and their weights wider, since one scale serves all inputs of a
  product (SmoothQuant, Xiao and others 2023);
- weights are rounded one input after another, the error of each made good by those still to come (GPTQ,
  Frantar and others 2023).

The weights' scale is not clipped: tried, and no better on the development sets.
"""

from __future__ import annotations

import random
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

import export
import numpy as np
import onnx
import onnxruntime
from network import LAYERS
from numpy.typing import NDArray
from treebank import Gold

from detente.coding.parse import Parser

SENTENCES = 1500  # of the training treebanks, which show the products' inputs
SHARE = 0.8  # of an input's range that goes over to its weights, as a power
DAMP = 0.01  # added to the diagonal of the inputs' products, as a share of its mean

Matrix = NDArray[np.float64]


@dataclass(frozen=True, slots=True)
class Inputs:
    """What goes into one product of the encoder.

    Attributes
    ----------
    together
        Mean products of each input with each other, inputs x inputs.
    widest
        Largest absolute value of each input.
    """

    together: Matrix
    widest: Matrix


def round_all(
    weights: Mapping[str, NDArray[np.float32]], parser: Parser, golds: Sequence[Gold]
) -> dict[str, export.Rounded]:
    """Give whole numbers and scales of all products of the encoder, by the name of their layer."""
    chosen = random.Random(1).sample(list(golds), SENTENCES)
    inputs = watch(export.build(weights, None), parser, chosen)
    return {
        layer: round_one(weights[f"{layer}.weight"].T.astype(np.float64), inputs[source])
        for layer, source in sources().items()
    }


def sources() -> dict[str, str]:
    """Give for each product of the encoder the name of the graph's result that goes into it."""
    return {
        f"encoder.layers.{n}.{part}": result
        for n in range(LAYERS)
        for part, result in (
            ("qkv", f"layer{n}"),
            ("out", f"l{n}.a"),
            ("up", f"l{n}.n1"),
            ("down", f"l{n}.gelu"),
        )
    }


def watch(model: onnx.ModelProto, parser: Parser, golds: Sequence[Gold]) -> dict[str, Inputs]:
    """Run the graph in floating point over sentences, and sum up what goes into its products."""
    names = sorted(set(sources().values()))
    have = {result.name for result in model.graph.output}
    for name in names:
        if name not in have:
            made = onnx.helper.make_tensor_value_info(name, onnx.TensorProto.FLOAT, None)
            model.graph.output.append(made)
    session = onnxruntime.InferenceSession(model.SerializeToString(), providers=["CPUExecutionProvider"])
    sums: dict[str, Any] = dict.fromkeys(names, 0.0)
    widest: dict[str, Any] = dict.fromkeys(names, 1e-4)
    pieces = 0
    for gold in golds:
        results = session.run(names, parser._feed(gold.words, gold.spaced))
        for name, result in zip(names, results, strict=True):
            rows = result.reshape(-1, result.shape[-1]).astype(np.float64)
            sums[name] = sums[name] + rows.T @ rows
            widest[name] = np.maximum(widest[name], np.abs(rows).max(0))
        pieces += len(rows)
    return {name: Inputs(sums[name] / pieces, widest[name]) for name in names}


def round_one(matrix: Matrix, inputs: Inputs) -> export.Rounded:
    """Give whole numbers for a matrix, inputs x results."""
    spread = inputs.widest**SHARE / np.maximum(np.abs(matrix).max(1), 1e-4) ** (1 - SHARE)
    spread /= np.exp(np.log(spread).mean())
    left = matrix * spread[:, None]
    together = inputs.together / np.outer(spread, spread)
    together += DAMP * np.diag(together).mean() * np.eye(len(together))
    scale = np.abs(left).max(0) / export.TOP
    order = np.argsort(-np.diag(together), kind="stable")  # the inputs that weigh most come first
    left, together = left[order], together[np.ix_(order, order)]
    upper = np.linalg.cholesky(np.linalg.inv(together)).T
    whole = np.zeros_like(left)
    for n in range(len(left)):
        whole[n] = np.clip(np.rint(left[n] / scale), -export.TOP, export.TOP)
        missed = (left[n] - whole[n] * scale) / upper[n, n]
        left[n + 1 :] -= np.outer(upper[n, n + 1 :], missed)
    return export.Rounded(
        whole=whole[np.argsort(order)].astype(np.int8),
        scale=scale.astype(np.float32),
        narrow=(1 / spread).astype(np.float32),
    )
