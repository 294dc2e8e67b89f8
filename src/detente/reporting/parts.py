"""What a section hands to the page: cited lines in groups. Page and Markdown read the same."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from detente.model.document import Document
from detente.model.dossier import Claim
from detente.model.series import Point, Series


@dataclass(frozen=True, slots=True, kw_only=True)
class Mark:
    """A short tag that is read as text: how sure, what status. `tone` only colours it."""

    text: str
    tone: str = "plain"
    """``plain``, ``holds``, ``open``, ``ended``, ``unsure`` or ``doubt``."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Line:
    """One line of the dossier with what is shown around it. It holds a claim, so it always has evidence.

    Attributes
    ----------
    when
        The date as worded; empty where the line has none.
    lead
        What stands before the text in bold: a speaker, an envoy.
    quote
        Exact words that the line repeats, shown as a quotation.
    small
        Short facts after the text: direction, type.
    asides
        Full sentences shown with the evidence.
    steps
        Lines that carry the evidence in place of this one: the steps of a tie, the two sides of a doubt.
    keys
        (name, value) pairs that filters look at.
    see
        (text, record id) of records to go to.
    quad
        Quad class for the sign before the line, 0 for none.
    home
        Whether this is the place that links to the record lead to.
    """

    claim: Claim
    when: str = ""
    lead: str | None = None
    marks: tuple[Mark, ...] = ()
    quote: str | None = None
    small: tuple[str, ...] = ()
    asides: tuple[str, ...] = ()
    steps: tuple[Line, ...] = ()
    keys: tuple[tuple[str, str], ...] = ()
    see: tuple[tuple[str, str], ...] = ()
    quad: int | None = None
    muted: bool = False
    home: bool = False

    @property
    def text(self) -> str:
        """The claim's words; with a capital letter where nothing stands before them."""
        words = self.claim.text
        return words if self.lead else words[:1].upper() + words[1:]


@dataclass(frozen=True, slots=True, kw_only=True)
class Group:
    """A run of lines under a heading; `folded` are shown only when asked for."""

    title: str | None = None
    lines: tuple[Line, ...] = ()
    folded: tuple[Line, ...] = ()
    folded_label: str = ""
    note: str | None = None

    @property
    def all_lines(self) -> tuple[Line, ...]:
        """Shown and folded lines."""
        return (*self.lines, *self.folded)


def short_group(
    title: str | None, lines: Sequence[Line], *, most: int, rest: str, note: str | None = None
) -> Group:
    """Make a group that shows at most so many lines and folds the others under their number and `rest`.

    One line too many is shown: a fold of one saves nothing.
    """
    shown = most if len(lines) > most + 1 else len(lines)
    label = f"{len(lines) - shown:,} {rest}"
    first, folded = tuple(lines[:shown]), tuple(lines[shown:])
    return Group(title=title, lines=first, folded=folded, folded_label=label, note=note)


@dataclass(frozen=True, slots=True, kw_only=True)
class Step:
    """One rung of the ladder as drawn: its name, whether facts hold it, whether the pair stands there."""

    level: int
    name: str
    held: bool
    here: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class Track:
    """One series of a figure with what it is called beside the drawing."""

    label: str
    series: Series


@dataclass(frozen=True, slots=True, kw_only=True)
class Figure:
    """A small chart: tracks of one measure over the same periods.

    `shape` is ``bars`` (first track up, second down) or ``dots``; `span` is the range of values
    that figures of one unit share.
    """

    title: str
    note: str
    unit: str
    shape: str
    tracks: tuple[Track, ...]
    span: tuple[float, float]
    quad: int = 0

    @property
    def rows(self) -> tuple[tuple[Point, ...], ...]:
        """Period by period, the points of all tracks."""
        return tuple(zip(*(track.series.points for track in self.tracks), strict=True))


@dataclass(frozen=True, slots=True, kw_only=True)
class SourceRow:
    """One document in the table of sources."""

    number: int
    document: Document
    used: bool
    note: str | None
    records: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Table:
    """Counts that have no evidence, such as those of other people's data sets: no lines of the dossier.

    Attributes
    ----------
    marks
        Tags beside the title that say so.
    said
        The sentence that tells the whole.
    notes
        Sentences below it.
    head, rows
        Names of the columns; the first cell of a row is its name, the others are numbers. The last row
        is the sum.
    """

    title: str
    marks: tuple[Mark, ...]
    said: str
    notes: tuple[str, ...]
    head: tuple[str, ...]
    rows: tuple[tuple[str, ...], ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Choice:
    """One filter of the chronology: the key that it looks at and its (value, name) options."""

    key: str
    label: str
    options: tuple[tuple[str, str], ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Part:
    """One section of the dossier.

    `empty` is the sentence that stands there when nothing was found; `intro` one that opens it, `command`
    what to call for more.
    """

    key: str
    title: str
    empty: str
    groups: tuple[Group, ...] = ()
    intro: str | None = None
    outro: str | None = None
    ladder: tuple[Step, ...] = ()
    ladder_at: int = 0
    figures: tuple[Figure, ...] = ()
    choices: tuple[Choice, ...] = ()
    tables: tuple[Table, ...] = ()
    command: str | None = None
    sources: tuple[SourceRow, ...] = ()
    unused: tuple[SourceRow, ...] = ()
    unlisted: int = 0

    @property
    def lines(self) -> tuple[Line, ...]:
        """All lines of all groups."""
        return tuple(line for group in self.groups for line in group.all_lines)

    @property
    def is_empty(self) -> bool:
        """Whether there is nothing to show but the sentence that says so."""
        return not (self.lines or self.figures or self.sources or self.unused or self.tables)


@dataclass(frozen=True, slots=True, kw_only=True)
class Header:
    """What opens the page: for whom the record is, until when, out of what it was made."""

    title: str
    names: tuple[str, str]
    codes: tuple[str, str]
    as_of: date
    facts: tuple[tuple[str, str], ...]
    about: tuple[str, ...]
    warnings: tuple[str, ...]
    colophon: tuple[tuple[str, str], ...]
