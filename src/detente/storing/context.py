"""What every writer is told beside the rows: where they come from, and how an act reads in words."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from types import MappingProxyType
from typing import TYPE_CHECKING, Any

from detente.model.errors import UsageError
from detente.model.outside import About

if TYPE_CHECKING:
    from detente.storing.sheets import Sheet

NOT_ASKED = About(
    version="–", model="–", lexicon="–", datasets=(), query="–", made=date(1970, 1, 1),
    notes=("written by a program that did not say what it asked",),
)  # fmt: skip


@dataclass(frozen=True, slots=True, kw_only=True)
class Context:
    """Beside the rows.

    Attributes
    ----------
    about
        What the file says of itself.
    line
        An item in words; None for the plain ``kind who > whom``.
    places
        Longitude and latitude of places by their folded name, from a table of the user.
    """

    about: About = NOT_ASKED
    line: Callable[[Any], str] | None = None
    places: Mapping[str, tuple[float, float]] = field(default_factory=lambda: MappingProxyType({}))

    def say(self, item: Any, row: Mapping[str, Any]) -> str:
        """Give the line of an item whose row is known."""
        if self.line is not None:
            return self.line(item)
        arrow = "<>" if row.get("reciprocal") else ">"
        return f"{row.get('kind')} {row.get('source') or '?'} {arrow} {row.get('target') or '?'}"


def rows_of(sheet: Sheet[Any], *needed: str) -> Callable[[Any], dict[str, Any]]:
    """Give what makes a row by names of a sheet that has the columns needed.

    Raises
    ------
    UsageError
        If it has not.
    """
    names = [name for name, _ in sheet.columns]
    missing = [name for name in needed if name not in names]
    if missing:
        raise UsageError(
            f"{sheet.name} have no {' or '.join(missing)}, which this form needs; "
            "export events or records in it"
        )

    def row(item: Any) -> dict[str, Any]:
        values: Sequence[Any] = sheet.row(item)
        return dict(zip(names, values, strict=True))

    return row
