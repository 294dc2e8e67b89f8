"""What made the store's contents: runs, and what one call added."""

from __future__ import annotations

import hashlib
from dataclasses import dataclass
from datetime import date, datetime


@dataclass(frozen=True, slots=True, kw_only=True)
class Run:
    """One run of the coder.

    Attributes
    ----------
    version, model, lexicon
        Version of the code, hash of the language models, hash of kinds and lexicons.
    started, ended
        UTC without a zone; `ended` is None for a run that goes on or was killed.
    """

    id: str
    version: str
    model: str
    lexicon: str
    command: str
    started: datetime
    ended: datetime | None = None

    @property
    def fingerprint(self) -> str:
        """What decides how a document is read; a document read under another one is read again."""
        return coder_fingerprint(version=self.version, model=self.model, lexicon=self.lexicon)


def coder_fingerprint(*, version: str, model: str, lexicon: str) -> str:
    """Give the fingerprint of a coder from the version of its code and the hashes of its data."""
    return hashlib.sha256("\n".join((version, model, lexicon)).encode()).hexdigest()[:16]


@dataclass(frozen=True, slots=True, kw_only=True)
class Added:
    """What one call of `Store.add` did.

    Attributes
    ----------
    documents, events
        How many were stored.
    known
        Identifiers of documents that were there already, read by the same coder: nothing was done to them.
    replaced
        Identifiers of documents whose earlier reading by another coder was replaced.
    """

    documents: int
    events: int
    known: tuple[str, ...] = ()
    replaced: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Counts:
    """What a store holds; `first` and `last` are days of publication."""

    documents: int
    events: int
    runs: int
    corrections: int
    first: date | None
    last: date | None
