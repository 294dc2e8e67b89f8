"""What lasts between states: ties, and how their status came about."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from detente.model.document import Evidence
from detente.model.errors import EvidenceError
from detente.model.event import When


@dataclass(frozen=True, slots=True, kw_only=True)
class Step:
    """One change or sign of a tie's status, with the record that tells it."""

    status: str
    when: When
    record: str
    evidence: tuple[Evidence, ...]
    note: str | None = None

    def __post_init__(self) -> None:
        if not self.evidence:
            raise EvidenceError(f"a step to {self.status!r} has no evidence")


@dataclass(frozen=True, slots=True, kw_only=True)
class Tie:
    """Something that holds between parties for a time, computed from records and never edited.

    Attributes
    ----------
    kind
        ``ambassador``, ``embassy``, ``agreement``, ``commission``, ``project``, ``initiative`` ...
    parties
        Codes; sender, visitor or owner first where the kind has a direction.
    subject
        What tells it from others of its kind: the envoy, the clinic, the initiative; None where it has no
        name.
    steps
        Oldest first. Never empty.
    details
        Further pieces as (role, text, record) triples, such as a claimed number with its claimant.
    """

    id: str
    kind: str
    parties: tuple[str, ...]
    subject: str | None
    steps: tuple[Step, ...]
    details: tuple[tuple[str, str, str], ...] = ()

    def __post_init__(self) -> None:
        if not self.steps:
            raise EvidenceError(f"tie {self.kind!r} of {self.parties} has no step: nothing shows it")

    def step_on(self, day: date | None = None) -> Step | None:
        """Give the step that holds on `day` (the last one for None), or None where nothing is known."""
        known = [
            step for step in self.steps if day is None or step.when.start is None or step.when.start <= day
        ]
        return known[-1] if known else None

    def status_on(self, day: date | None = None) -> str | None:
        """Give the status on `day`; None means *not known*, never *none*."""
        step = self.step_on(day)
        return step.status if step else None
