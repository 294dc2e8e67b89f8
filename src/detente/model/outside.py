"""What comes from other people's data sets: events without sentences, and facts; never mixed with ours."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime


@dataclass(frozen=True, slots=True, kw_only=True)
class Import:
    """One file that was taken in.

    Attributes
    ----------
    form, dataset, title
        Which form the file has, the name its rows are kept under, and what the form is called.
    terms, passes_on
        The terms of the data set in words, and whether they let rows be given on.
    digest
        SHA-256 of the file and of the form; the same file is taken in once.
    rows
        Rows seen: ``kept + repeated + broken``.
    repeated
        Rows that are alike in everything to one that is kept.
    namesakes
        Kept rows whose identifier another, different row of the data set has too.
    ended
        None for an import that was killed; the same command goes on with it.
    """

    id: str
    form: str
    dataset: str
    title: str
    terms: str
    passes_on: bool
    file: str
    digest: str
    started: datetime
    ended: datetime | None = None
    rows: int = 0
    kept: int = 0
    repeated: int = 0
    broken: int = 0
    namesakes: int = 0

    @property
    def line(self) -> str:
        """The counts in words."""
        beside = (
            (self.repeated, "repeated"),
            (self.broken, "broken"),
            (self.namesakes, "with an identifier that another row has too"),
        )
        more = "".join(f"; {number:,} {what}" for number, what in beside if number)
        return f"{self.title}: {self.rows:,} rows, {self.kept:,} kept{more}"


@dataclass(frozen=True, slots=True, kw_only=True)
class Background:
    """What one data set has on a pair in a period: rows of a coder elsewhere, no acts of our record.

    Attributes
    ----------
    quads
        (class, number) pairs by the scheme named in `scheme`; classes of two schemes are not the same.
    mean
        Mean of the rows' scores on the scale named in `scale`, or None.
    """

    dataset: str
    rows: int
    first: date
    last: date
    scheme: str | None
    quads: tuple[tuple[int, int], ...]
    scale: str | None
    mean: float | None


@dataclass(frozen=True, slots=True, kw_only=True)
class TypeCount:
    """How many rows of one type a data set has, beside our acts of that type.

    Attributes
    ----------
    ontology
        Whose type it is: ``plover``, ``cameo`` (its twenty roots), or ``own`` for the data set's own names.
    code
        The type; empty for rows that have none.
    acts
        Our acts of the type in the same time; None where ours have no such type.
    """

    ontology: str
    code: str
    rows: int
    acts: int | None


@dataclass(frozen=True, slots=True, kw_only=True)
class Beside:
    """What one imported data set has on a pair: rows without sentences, no acts of our record.

    Attributes
    ----------
    first, last
        The days of its first and its last row on anybody: the time in which it can be compared.
    acts
        Our acts on the pair in that time.
    backgrounds
        Counts, one for each scheme of classes and scale of scores; empty where it has no row on the pair.
    files
        The files of the data set that were imported, which say its version, each with its form.
    taken
        The day of the last import.
    mentions, publishers
        How often its rows are mentioned and by how many, where mentions were imported.
    """

    dataset: str
    first: date
    last: date
    acts: int
    backgrounds: tuple[Background, ...]
    types: tuple[TypeCount, ...]
    files: tuple[str, ...]
    taken: date
    terms: str
    mentions: int = 0
    publishers: int = 0

    @property
    def rows(self) -> int:
        """Rows on the pair."""
        return sum(entry.rows for entry in self.backgrounds)


@dataclass(frozen=True, slots=True, kw_only=True)
class Imported:
    """Imported event data on a pair up to the day of a dossier; `acts` are all of ours until then.

    `command` sets both side by side in full.
    """

    acts: int
    command: str
    datasets: tuple[Beside, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Fact:
    """One row of a table that the user gave: a vote, an alliance, a trade flow, a treaty, a term."""

    sort: str
    dataset: str
    a: str
    b: str | None
    directed: bool
    start: date
    end: date | None
    item: str
    number: float | None
    text: str | None


@dataclass(frozen=True, slots=True, kw_only=True)
class About:
    """What every export says of itself: enough to make it again.

    Attributes
    ----------
    version, model, lexicon
        Of the detente that wrote it, and of the last run that read into the store.
    datasets
        Name and version of the tables behind it, and of imported files.
    query
        What was asked, as a command.
    made
        The day.
    notes
        What a user of the file has to know: what was left out, what stands for nothing.
    """

    version: str
    model: str
    lexicon: str
    datasets: tuple[str, ...]
    query: str
    made: date
    notes: tuple[str, ...] = ()

    def as_dict(self) -> dict[str, object]:
        """Give it as plain values."""
        return {
            "tool": f"detente {self.version}",
            "model": self.model,
            "lexicon": self.lexicon,
            "data": list(self.datasets),
            "query": self.query,
            "day": self.made.isoformat(),
            "notes": list(self.notes),
        }

    @property
    def line(self) -> str:
        """All of it in one line."""
        data = ", ".join(self.datasets)
        return (
            f"detente {self.version}; model {self.model}; wordings {self.lexicon}; data: {data}; "
            f"query: {self.query}; {self.made.isoformat()}"
        )
