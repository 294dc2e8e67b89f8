"""The files of a model, held against the manifests that name them."""

from __future__ import annotations

import hashlib
from collections.abc import Mapping
from importlib.resources.abc import Traversable
from typing import Any

from detente.model.errors import ModelError

ACT_GRAPHS = ("acts.onnx", "sides.onnx")
"""Of the event reader: of sentences, and of parties."""
GRAPHS = ("model.onnx", *ACT_GRAPHS)


def checked(folder: Traversable, name: str, manifest: Mapping[str, Any]) -> bytes:
    """Read a file of the model, and hold it against the manifest."""
    content = (folder / name).read_bytes()
    found, named = hashlib.sha256(content).hexdigest(), manifest["files"][name]["sha256"]
    if found != named:
        raise ModelError(
            f"{folder / name} has SHA-256 {found[:12]}…, its manifest names {named[:12]}…; install it again"
        )
    return content


def hash_of(*manifests: Mapping[str, Any]) -> str:
    """Give one hash for all graphs; that of the parser where it is alone."""
    hashes = [m["files"][n]["sha256"] for m in manifests for n in GRAPHS if n in m.get("files", {})]
    return hashes[0] if len(hashes) == 1 else hashlib.sha256("".join(hashes).encode()).hexdigest()
