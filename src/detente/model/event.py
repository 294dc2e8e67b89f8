"""What a sentence tells, and the one record of an act that many sentences tell."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from detente.model.actor import Actor, Mention
from detente.model.document import Evidence
from detente.model.errors import EvidenceError


class Modality(StrEnum):
    """How an act is told. Only factual and reported acts count in measures."""

    FACTUAL = "factual"
    FUTURE = "future"
    REPORTED = "reported"
    HYPOTHETICAL = "hypothetical"
    NEGATED = "negated"
    HISTORICAL = "historical"

    @property
    def counts(self) -> bool:
        """Whether an act told so is taken to have happened."""
        return self in (Modality.FACTUAL, Modality.REPORTED)


class Precision(StrEnum):
    """How exactly the day of an act is known; ``publication`` means only that it was told on that day."""

    DAY = "day"
    RANGE = "range"
    WEEK = "week"
    MONTH = "month"
    SEASON = "season"
    YEAR = "year"
    PUBLICATION = "publication"
    UNKNOWN = "unknown"


@dataclass(frozen=True, slots=True, kw_only=True)
class When:
    """When an act took place: the first and the last possible day, both included.

    Attributes
    ----------
    start, end
        None where nothing is known, not even a day of publication.
    text
        The words that told it, or None where it was taken from the day of publication.
    """

    start: date | None
    end: date | None
    precision: Precision
    text: str | None = None

    @property
    def day(self) -> date | None:
        """The first possible day."""
        return self.start

    def meets(self, other: When, *, slack: int = 0) -> bool:
        """Tell whether both could be the same day, give or take `slack` days; unknown meets everything."""
        if self.start is None or self.end is None or other.start is None or other.end is None:
            return True
        gap = max((other.start - self.end).days, (self.start - other.end).days)
        return gap <= slack


NEVER_TOLD = When(start=None, end=None, precision=Precision.UNKNOWN)


@dataclass(frozen=True, slots=True, kw_only=True)
class Part:
    """A further piece of an event: the person appointed, the project opened, an amount, a topic.

    `value` is the piece in a normal form ("6000000000 XOF", "60") where there is one.
    """

    role: str
    text: str
    value: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class TieEffect:
    """What an event opens, shows or changes in a tie; parties are ISO alpha-3 or organisation codes."""

    kind: str
    parties: tuple[str, ...]
    status: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Event:
    """One act, statement or state of affairs told by one passage.

    Field by field it is the interchange form of `detente code`; `source` acts on `target`, and where
    `reciprocal`
    holds all take part alike. `confidence` is the probability (0 to 1) that a careful reader would accept
    the type and both parties.
    """

    kind: str
    evidence: Evidence
    trigger: str
    when: When
    modality: Modality
    source: tuple[Mention, ...] = ()
    target: tuple[Mention, ...] = ()
    plover: str | None = None
    mode: str | None = None
    cameo: str | None = None
    quad: int | None = None
    score: float | None = None
    contexts: tuple[str, ...] = ()
    tie: TieEffect | None = None
    reciprocal: bool = False
    parts: tuple[Part, ...] = ()
    place: str | None = None
    confidence: float = 0.5

    def part(self, role: str) -> str | None:
        """Give the text of the first part with this role, or None."""
        return next((part.text for part in self.parts if part.role == role), None)

    @property
    def line(self) -> str:
        """The one-line form used in tests, messages and docs: ``appoint-ambassador MLI > MAR factual``."""
        return event_line(
            self.kind,
            tuple(mention.actor for mention in self.source),
            tuple(mention.actor for mention in self.target),
            self.modality,
            self.reciprocal,
            self.parts,
        )


def event_line(
    kind: str,
    source: tuple[Actor, ...],
    target: tuple[Actor, ...],
    modality: Modality,
    reciprocal: bool,
    parts: tuple[Part, ...],
) -> str:
    """Write an act in the one-line form: kind, who ``>`` whom (``<>`` where mutual), modality, parts."""
    left = "|".join(actor.code for actor in source) or "?"
    right = "|".join(actor.code for actor in target) or "?"
    arrow = "<>" if reciprocal else ">"
    tail = "".join(f" {part.role}={part.text}" for part in parts)
    return f"{kind} {left} {arrow} {right} {modality}{tail}"


@dataclass(frozen=True, slots=True, kw_only=True)
class Telling:
    """One event as the store holds it: with its identifier and what is known of its document."""

    id: str
    event: Event
    document: str
    published: date | None
    publisher: str | None
    url: str | None
    title: str | None
    language: str | None
    voice: str
    """Copies of one agency text share a voice; a publisher's own text is its own."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Difference:
    """A detail that sources tell differently: each reading with the tellings that give it."""

    detail: str
    readings: tuple[tuple[str, tuple[str, ...]], ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Record:
    """One act, with every telling of it.

    Attributes
    ----------
    id
        Stable for the same tellings, whatever the order in which they came.
    best
        The event taken to tell it best; kind, parties, type and date of the record are its own.
    tellings
        All tellings, the best first. Never empty.
    differences
        Details on which the tellings disagree, kept side by side.
    superseded_by
        Identifier of the record that corrects or denies this one, or None.
    why
        Why these tellings were taken for one act, in words.
    """

    id: str
    best: Event
    when: When
    tellings: tuple[Telling, ...]
    differences: tuple[Difference, ...] = ()
    superseded_by: str | None = None
    why: str = ""

    def __post_init__(self) -> None:
        if not self.tellings:
            raise EvidenceError(
                f"record {self.id!r} has no telling: a record cannot be made without evidence"
            )

    @property
    def evidence(self) -> tuple[Evidence, ...]:
        """The evidence of every telling, the best first."""
        return tuple(telling.event.evidence for telling in self.tellings)

    @property
    def voices(self) -> tuple[str, ...]:
        """The independent voices that tell it, sorted."""
        return tuple(sorted({telling.voice for telling in self.tellings}))

    @property
    def countries(self) -> tuple[str, ...]:
        """ISO codes of all states that take part, sorted."""
        sides = (*self.best.source, *self.best.target)
        return tuple(sorted({mention.actor.country for mention in sides if mention.actor.country}))
