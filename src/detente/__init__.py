"""detente keeps the record of relations between states: news in, a cited bilateral dossier out.

Importing it loads nothing heavy; the language model, the store and the page reader load when they are first
used.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

__version__ = "0.1.0"
__all__ = [
    "Coder",
    "Document",
    "Event",
    "Record",
    "Store",
    "Table",
    "Tie",
    "__version__",
    "load_coder",
    "read",
    "show",
]

if TYPE_CHECKING:
    from detente.coding.standard import load_coder
    from detente.model.document import Document
    from detente.model.event import Event, Record
    from detente.model.tie import Tie
    from detente.pipeline import Coder, read, show
    from detente.storing.store import Store
    from detente.storing.table import Table

_HOMES = {
    "Coder": "detente.pipeline",
    "Document": "detente.model.document",
    "Event": "detente.model.event",
    "Record": "detente.model.event",
    "Store": "detente.storing.store",
    "Table": "detente.storing.table",
    "Tie": "detente.model.tie",
    "load_coder": "detente.coding.standard",
    "read": "detente.pipeline",
    "show": "detente.pipeline",
}


def __getattr__(name: str) -> Any:
    """Load a public name when it is first asked for, so that importing the package costs nothing."""
    if name not in _HOMES:
        raise AttributeError(f"module 'detente' has no attribute {name!r}")
    from importlib import import_module

    return getattr(import_module(_HOMES[name]), name)
