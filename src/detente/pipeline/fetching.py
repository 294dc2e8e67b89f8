"""Pages from their addresses into a folder, to be read from there."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import asdict, dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from detente.model.document import Document
from detente.model.errors import UnreadableError
from detente.pipeline.coding import Report, silent
from detente.reading import Trouble

if TYPE_CHECKING:
    from detente.reading.fetching.harvest import Harvest


@dataclass(frozen=True, slots=True, kw_only=True)
class Fetched:
    """What a run fetched.

    Attributes
    ----------
    pages, documents
        Pages that came, feeds and sitemaps among them, and articles read of them.
    known
        Pages that an earlier run had fetched and that were not asked for again, or had not changed.
    left
        Pages listed but not fetched in this run.
    """

    pages: int
    documents: int
    known: int
    left: int

    @property
    def line(self) -> str:
        """Give the counts in words."""
        known = f"; {self.known} were there already" if self.known else ""
        left = f"; {self.left} are left for the next run" if self.left else ""
        pages = "one page" if self.pages == 1 else f"{self.pages} pages"
        articles = "one article" if self.documents == 1 else f"{self.documents} articles"
        return f"{pages} fetched, {articles} read of them{known}{left}"

    def as_dict(self) -> dict[str, int]:
        """Give the counts by name."""
        return asdict(self)


def fetch(
    sources: Sequence[str],
    folder: Path,
    *,
    contact: str = "",
    delay: float = 2.0,
    limit: int = 200,
    intranet: Sequence[str] = (),
    refresh: bool = False,
    report: Report = silent,
    show: Callable[[int, str], None] = lambda done, note: None,
) -> Fetched:
    """Fetch addresses, and those that files list, into `folder`.

    Raises
    ------
    UnreadableError
        If the folder cannot hold fetched pages.
    """
    from detente.reading.extractor import Extractor
    from detente.reading.fetching.client import Client, Manners
    from detente.reading.fetching.harvest import Harvest
    from detente.reading.fetching.shelf import Shelf
    from detente.reading.paths import blank_source

    manners = Manners(contact=contact, delay=delay, intranet=frozenset(map(str.lower, intranet)))
    documents = 0
    with Extractor() as extractor:
        run = Harvest(
            blank=blank_source(extractor), shelf=Shelf(folder), client=Client(manners=manners),
            refresh=refresh, reread=False, most=limit,
        )  # fmt: skip
        for item in (item for source in sources for item in _items(source, run)):
            if isinstance(item, Document):
                documents += 1
                show(documents, f"{run.fetched} pages")
            else:
                report(item)
    return Fetched(pages=run.fetched, documents=documents, known=run.known, left=run.left)


def _items(source: str, run: Harvest) -> Iterator[Document | Trouble]:
    """Give what an address, or the addresses in a file, lead to."""
    from detente.reading.fetching.harvest import MOST_OWN_LISTS
    from detente.reading.fetching.lists import file_links

    try:
        if source.lower().startswith(("http://", "https://")):
            yield from run.address(source)
        else:
            links = file_links(Path(source), run.blank)
            yield from run.links(links, most_lists=MOST_OWN_LISTS)
    except UnreadableError as trouble:
        yield Trouble(origin=source, message=str(trouble))
