"""From an address to documents: a page gives one, a feed or sitemap the pages that it lists."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from pathlib import Path
from urllib.parse import urlsplit

from detente.model.document import Document
from detente.model.errors import UnreadableError
from detente.reading.choosing import guarded
from detente.reading.fetching.client import Client
from detente.reading.fetching.exchange import Answer, FetchError
from detente.reading.fetching.lists import LISTS, ONLINE, take_turns
from detente.reading.fetching.shelf import Entry, Shelf, now
from detente.reading.found import Found
from detente.reading.identity import normal_url
from detente.reading.links import Link
from detente.reading.making import article_text, make_document
from detente.reading.media import split_type, suffix_for
from detente.reading.readers import READERS
from detente.reading.source import Source, Trouble

FOLDER = Path("detente-pages")
"""Where fetched pages are kept unless another folder is named."""
MOST_PAGES = 200
_MOST_LISTS = 50
MOST_OWN_LISTS = 1000
"""Feeds of a list that the user keeps himself; other lists of lists may be endless."""
_DEEPEST = 2
_LONG_ENOUGH = 300
"""Letters of an item of a feed from which it stands for its page, where that gives no article."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Page:
    """What an address gave, now or on an earlier visit."""

    link: Link
    url: str
    suffix: str
    data: bytes
    charset: str | None
    entry: Entry
    is_new: bool


@dataclass(slots=True, kw_only=True)
class Harvest:
    """One run over addresses; `fetched`, `known` and `left` count pages.

    Attributes
    ----------
    blank
        Brings the parser and the limits.
    refresh
        Whether pages that are there already are asked for again (only if they have changed).
    reread
        Whether pages that are there already give their documents once more.
    most
        Pages fetched in one run.
    """

    blank: Source
    shelf: Shelf
    client: Client = field(default_factory=Client)
    refresh: bool = False
    reread: bool = True
    most: int = MOST_PAGES
    fetched: int = 0
    known: int = 0
    left: int = 0
    _seen: set[str] = field(default_factory=set)

    def address(self, url: str, *, depth: int = 0) -> Iterator[Document | Trouble]:
        """Give the documents of a page, or of the pages that a feed or sitemap lists."""
        try:
            page = self._visit(Link(found=Found(url=url)), anew=True)
            links = LISTS[page.suffix](self._source(page)) if page.suffix in ONLINE else []
        except UnreadableError as trouble:
            yield Trouble(origin=url, message=str(trouble))
            return
        if page.suffix not in ONLINE:
            yield from self._documents(page)
            return
        if page.is_new:
            self.shelf.note(page.entry)
        bare = sum(not link.found.url for link in links)
        if bare or not links:
            yield Trouble(origin=url, message=_without_addresses(bare, len(links), page.entry.file))
        yield from self.links(links, depth=depth)

    def links(
        self, links: Iterable[Link], *, depth: int = 0, most_lists: int = _MOST_LISTS
    ) -> Iterator[Document | Trouble]:
        """Give the documents of the pages behind links; hosts take turns."""
        fresh = list(self._unseen(links))
        lists = [link for link in fresh if link.is_list]
        for link in take_turns([link for link in fresh if not link.is_list]):
            if self.fetched >= self.most and not self._is_kept(link):
                self.left += 1
                continue
            yield from self._follow(link)
        followed = lists[:most_lists] if depth < _DEEPEST and self.fetched < self.most else []
        for link in followed:
            yield from self.address(str(link.found.url), depth=depth + 1)
        if passed := lists[len(followed) :]:
            message = (
                f"this and {len(passed) - 1} more lists were not followed; fetch them by their addresses"
            )
            yield Trouble(origin=str(passed[0].found.url), message=message)

    def _follow(self, link: Link) -> Iterator[Document | Trouble]:
        url = str(link.found.url)
        try:
            kept = self.shelf.entry(url)
            if kept and not kept.file and not self.refresh:
                self.known += 1  # it gave no page before, and will not now
                document = self._from_list(link) if self.reread else None
                yield from [document] if document else []
                return
            page = self._visit(link, anew=self.refresh)
        except UnreadableError as trouble:
            passing = isinstance(trouble, FetchError) and trouble.again
            if document := None if passing else self._from_list(link):
                self.shelf.add([document])
            yield document or Trouble(origin=url, message=str(trouble))
            return
        if page.is_new or self.reread:
            yield from self._documents(page)

    def _visit(self, link: Link, *, anew: bool) -> Page:
        """Fetch a page, or take it from the shelf where it has not changed."""
        url = str(link.found.url)
        kept = self.shelf.entry(url)
        data = self.shelf.page(kept) if kept else None
        if kept and data is not None and not anew:
            self.known += 1
            return self._kept_page(link, kept, data)
        try:
            answer = self.client.get(url, known=kept.conditions if kept and data is not None else None)
            if answer.status == 304 and kept and data is not None:
                self.known += 1
                return self._kept_page(link, kept, data)
            return self._new_page(link, url, answer)
        except FetchError as trouble:
            if data is None and not anew and not trouble.again:
                self.shelf.note(Entry(url=url, when=now(), trouble=str(trouble)))
            raise

    def _kept_page(self, link: Link, kept: Entry, data: bytes) -> Page:
        return Page(
            link=link,
            url=kept.final or kept.url,
            suffix=kept.suffix or ".html",
            data=data,
            charset=kept.charset,
            entry=kept,
            is_new=False,
        )

    def _new_page(self, link: Link, url: str, answer: Answer) -> Page:
        content_type = answer.headers.get("content-type")
        suffix = suffix_for(content_type, answer.body)
        if suffix is None or suffix not in READERS:
            raise FetchError(
                f"is no article: the server calls it {(content_type or 'nothing')[:60]!r}", again=False
            )
        charset = split_type(content_type)[1]
        entry = Entry(
            url=url,
            when=now(),
            final=answer.url if answer.url != url else None,
            file=self.shelf.keep(url, answer, suffix),
            suffix=suffix,
            charset=charset,
            etag=answer.headers.get("etag"),
            modified=answer.headers.get("last-modified"),
        )
        self.fetched += 1
        return Page(
            link=link,
            url=answer.url,
            suffix=suffix,
            data=answer.body,
            charset=charset,
            entry=entry,
            is_new=True,
        )

    def _documents(self, page: Page) -> Iterator[Document | Trouble]:
        """Read a page; what is new goes onto the shelf before it is given."""
        items = list(guarded(self._source(page), lambda: READERS[page.suffix]))
        documents = [item for item in items if isinstance(item, Document)]
        if not documents and (document := self._from_list(page.link)):
            documents, items = [document], [document]
        if page.is_new:
            self.shelf.add(documents)
            self.shelf.note(page.entry)
        yield from items

    def _source(self, page: Page) -> Source:
        found = page.link.found.over(Found(url=page.url))
        name = urlsplit(page.url).path.rpartition("/")[2]
        return self.blank.part(page.data, origin=page.url, name=name, given=found, charset=page.charset)

    def _from_list(self, link: Link) -> Document | None:
        """Give the article that the feed itself brings, where it is long enough to be one."""
        if len(link.text) < _LONG_ENOUGH:
            return None
        try:
            return make_document(article_text(link.text), link.found, origin=str(link.found.url))
        except UnreadableError:
            return None

    def _unseen(self, links: Iterable[Link]) -> Iterator[Link]:
        for link in links:
            url = str(link.found.url or "")
            key = normal_url(url) or url
            if url and key not in self._seen:
                self._seen.add(key)
                yield link

    def _is_kept(self, link: Link) -> bool:
        kept = self.shelf.entry(str(link.found.url))
        return kept is not None and not self.refresh


def _without_addresses(bare: int, count: int, file: str | None) -> str:
    if not count:
        return "lists no addresses; expected a page, a feed or a sitemap"
    return (
        f"{bare} of its {count} items have no address; what they tell themselves is in {file} (detente read)"
    )


def harvest(address: str, blank: Source) -> Iterator[Document | Trouble]:
    """Give the documents of an address by the default manners, kept in the default folder."""
    run = Harvest(blank=blank, shelf=Shelf(FOLDER))
    yield from run.address(address)
    if run.left:
        yield Trouble(origin=address, message=left_over(run.left))


def left_over(count: int) -> str:
    """Say that a run ended before all pages were fetched."""
    return f"{count} more pages are listed; the same command goes on with them (detente fetch has --limit)"
