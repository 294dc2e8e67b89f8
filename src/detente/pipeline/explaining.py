"""Every step from a sentence to its events."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import TYPE_CHECKING, Any

from detente.model.errors import UsageError

if TYPE_CHECKING:
    from detente.coding.coder import Reading


@dataclass(frozen=True, slots=True, kw_only=True)
class Steps:
    """What ``detente explain`` prints."""

    readings: tuple[Reading, ...]
    text: str

    def as_dict(self) -> dict[str, Any]:
        """Give the steps as plain values."""
        from detente.coding.explaining import reading_as_dict

        return {"text": self.text, "sentences": [reading_as_dict(reading) for reading in self.readings]}

    def as_text(self) -> str:
        """Give the steps in words."""
        from detente.coding.explaining import reading_as_text

        if not self.readings:
            return "No sentence passed the gate: no word in it is a trigger, or it tells of a game."
        return "\n\n".join(reading_as_text(reading) for reading in self.readings)


def explain_text(text: str, *, published: date | None = None) -> Steps:
    """Read one text as English and keep every step.

    Raises
    ------
    UsageError
        If there is no letter in it.
    """
    from detente.coding.standard import load_coder
    from detente.model.document import Document

    if not any(map(str.isalpha, text)):
        raise UsageError(
            f'{text!r:.40} holds no words; give a sentence: detente explain "Mali recalled its ambassador."'
        )
    document = Document(id="sentence", text=text, language="en", date=published)
    return Steps(readings=load_coder("en").read([document])[0], text=text)
