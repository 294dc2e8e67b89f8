"""Coding for whoever sits at a notebook: a text in, its events out, shown in its words."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date
from typing import TYPE_CHECKING, overload

from detente.model.document import Document
from detente.model.event import Event
from detente.model.interchange import make_id
from detente.pipeline.pairs import find_pair

if TYPE_CHECKING:
    from detente.coding.coder import Coder as Steps
    from detente.storing.store import Store
    from detente.storing.table import Table


@dataclass(frozen=True, slots=True, kw_only=True)
class Coded:
    """A document with its events; a notebook shows the words that tell them."""

    document: Document
    events: tuple[Event, ...]

    def __iter__(self) -> Iterator[Event]:
        return iter(self.events)

    def __len__(self) -> int:
        return len(self.events)

    def __str__(self) -> str:
        return "\n".join(event.line for event in self.events) or "no event"

    def table(self) -> Table:
        """Give the events as a table, with `df`, `pl`, `arrow` and `rows`."""
        from detente.model.event import Telling
        from detente.storing.sheets import EVENT_SHEET
        from detente.storing.table import Table

        told = self.document
        voice = told.publisher or told.id
        return Table.of(
            EVENT_SHEET,
            (
                Telling(
                    id=f"{told.id}-{number}", event=event, document=told.id, published=told.date,
                    publisher=told.publisher, url=told.url, title=told.title, language=told.language,
                    voice=voice,
                )
                for number, event in enumerate(self.events)
            ),
        )  # fmt: skip

    def _repr_html_(self) -> str:
        from detente.reporting.highlight import highlight

        return highlight(self.document, self.events)


@dataclass(frozen=True, slots=True, kw_only=True)
class Shown:
    """What a store tells of a pair, document by document, as a notebook shows it."""

    coded: tuple[Coded, ...]

    def __iter__(self) -> Iterator[Coded]:
        return iter(self.coded)

    def __len__(self) -> int:
        return len(self.coded)

    def _repr_html_(self) -> str:
        shown = "".join(one._repr_html_() for one in self.coded)
        return shown or "<p>The store tells nothing of the pair.</p>"


def show(
    store: Store, pair: tuple[str, str], *, since: date | None = None, until: date | None = None
) -> Shown:
    """Give what the store tells of two states in ``[since, until)``, with the words marked."""
    a, b = find_pair(*pair)
    by_document: dict[str, list[Event]] = {}
    for telling in store.tellings((a.iso3, b.iso3), start=since, end=until):
        by_document.setdefault(telling.document, []).append(telling.event)
    found = store.documents(by_document)
    return Shown(coded=tuple(Coded(document=one, events=tuple(by_document[one.id])) for one in found))


class Coder:
    """The shipped coder of a language; the model is loaded when something is first coded.

    >>> Coder().code("Ghana recalled its ambassador from Togo.")  # doctest: +SKIP
    """

    def __init__(self, language: str = "en", *, threads: int = 1) -> None:
        self.language, self._threads = language, threads

    @property
    def steps(self) -> Steps:
        """The step functions, to be replaced with ``dataclasses.replace``."""
        from detente.coding.standard import load_coder

        return load_coder(self.language, threads=self._threads)

    @overload  # a str is an Iterable of str too, but the first form comes first
    def code(  # type: ignore[overload-overlap]
        self, documents: str | Document, *, day: date | None = None
    ) -> Coded: ...
    @overload
    def code(self, documents: Iterable[str | Document], *, day: date | None = None) -> Iterator[Coded]: ...
    def code(
        self, documents: str | Document | Iterable[str | Document], *, day: date | None = None
    ) -> Coded | Iterator[Coded]:
        """Give the events of a text or document, or one after another of many.

        `day` is the day of publication of what is given as bare text, so that "on Monday" can be dated.
        """
        if isinstance(documents, str | Document):
            return next(self._code([documents], day))
        return self._code(documents, day)

    def _code(self, documents: Iterable[str | Document], day: date | None) -> Iterator[Coded]:
        made = (one if isinstance(one, Document) else self._document(one, day) for one in documents)
        for document, events in self.steps.code(made):
            yield Coded(document=document, events=events)

    def _document(self, text: str, day: date | None) -> Document:
        return Document(id=make_id(text), text=text, language=self.language, date=day)
