"""What a dossier holds: facts from the record, and claims that cite them."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from detente.model.document import Document, Evidence
from detente.model.errors import EvidenceError
from detente.model.event import Record
from detente.model.outside import Imported
from detente.model.series import Forecast, Series
from detente.model.tie import Tie


@dataclass(frozen=True, slots=True, kw_only=True)
class State:
    """A state as of a date: its ISO 3166-1 alpha-3 code and its names."""

    iso3: str
    name: str
    names: tuple[tuple[str, str], ...] = ()
    """(language, name) pairs."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Claim:
    """One line of a dossier. It cannot be made without evidence.

    `text` is the line; `label` a short tag such as a status or "single source"; `day` sorts it.
    """

    text: str
    evidence: tuple[Evidence, ...]
    label: str | None = None
    day: date | None = None
    record: str | None = None
    notes: tuple[str, ...] = ()

    def __post_init__(self) -> None:
        if not self.evidence:
            raise EvidenceError(f"the line {self.text!r} has no evidence; a dossier tells nothing without it")


@dataclass(frozen=True, slots=True, kw_only=True)
class Statement:
    """What was only said: speaker with office, about whom, on what, how, in which words."""

    record: str
    speaker: str | None
    office: str | None
    side: str
    """Code of the speaker's state or organisation."""
    about: tuple[str, ...]
    manner: str
    """``praise``, ``promise``, ``demand``, ``denial``, ``criticism``, ``position`` or ``claim``."""
    quote: str
    day: date | None
    evidence: tuple[Evidence, ...]
    topic: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Promise:
    """An undertaking and what became of it."""

    record: str
    by: tuple[str, ...]
    to: tuple[str, ...]
    text: str
    day: date | None
    state: str
    """``open``, ``kept``, ``lapsed`` or ``denied``."""
    evidence: tuple[Evidence, ...]
    due: date | None = None
    kept_by: str | None = None
    """Identifier of the record that kept it."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Doubt:
    """Why a line should be read with care, with both sides of it."""

    sort: str
    """``contradiction``, ``single-source``, ``superseded``, ``reference`` or ``partisan``."""
    text: str
    evidence: tuple[Evidence, ...]
    reference: str | None = None
    """The reference fact and where it comes from, for ``reference``."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Rung:
    """The place of a pair on the ladder from relations broken (-3) to alliance (+3), with its facts.

    `by` is the code of the one state whose doing alone puts the pair there; None where both do, or nobody.
    """

    level: int
    name: str
    claims: tuple[Claim, ...]
    by: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class ThirdParty:
    """An actor that appears in the pair's records, and how."""

    code: str
    name: str
    n: int
    claims: tuple[Claim, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Source:
    """One document behind the dossier, or one that was read and not used, with the reason."""

    document: Document
    used: bool
    note: str | None = None
    records: int = 0


@dataclass(frozen=True, slots=True, kw_only=True)
class Stamp:
    """What made the dossier: enough to make it again."""

    version: str
    model: str
    lexicon: str
    command: str
    made: date


@dataclass(frozen=True, slots=True, kw_only=True)
class Facts:
    """Everything a dossier is written from. Sections are functions of this value alone."""

    a: State
    b: State
    as_of: date
    window: tuple[date | None, date | None]
    stamp: Stamp
    since: date | None = None
    documents: int = 0
    records: tuple[Record, ...] = ()
    lines: tuple[tuple[str, str], ...] = ()
    """(record id, its line in English) for every record named here."""
    judgement: tuple[Claim, ...] = ()
    context: tuple[Record, ...] = ()
    """Records of one of the two states with others that the pair's documents tell."""
    ties: tuple[Tie, ...] = ()
    statements: tuple[Statement, ...] = ()
    ladder: tuple[Rung, ...] = ()
    series: tuple[Series, ...] = ()
    changes: tuple[Claim, ...] = ()
    third_parties: tuple[ThirdParty, ...] = ()
    promises: tuple[Promise, ...] = ()
    forecasts: tuple[Forecast, ...] = ()
    doubts: tuple[Doubt, ...] = ()
    sources: tuple[Source, ...] = ()
    imported: Imported | None = None
    """What other people's data sets have on the pair; nothing else here is computed from it."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Section:
    """A titled run of claims with a sentence on what an empty one means."""

    key: str
    title: str
    claims: tuple[Claim, ...]
    empty: str
    intro: str | None = None
