"""From paths to documents, and from documents to events in the interchange form."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Any

from detente.model.errors import DataError, ModelError
from detente.reading import Trouble, read_paths

if TYPE_CHECKING:
    from detente.coding.coder import Coder
    from detente.model.document import Document
    from detente.model.event import Event
    from detente.tables.kinds import Kinds

Report = Callable[[Trouble], None]
"""What is told of everything that cannot be read; it may raise to stop the run."""

BATCH = 256
"""Documents coded and stored together: what a killed run has to do again at the most."""
BATCH_CHARACTERS = 4_000_000
"""Text held at once: 256 documents of the largest size allowed would fill a gigabyte."""


PassedOver = Callable[[str], None]
"""What is told of every file of a folder or archive that no reader wants."""


def silent(trouble: Trouble) -> None:
    """Take a trouble and say nothing."""


def read(
    paths: str | Path | Sequence[str | Path],
    *,
    report: Report = silent,
    columns: Sequence[tuple[str, str]] = (),
    passed_over: PassedOver = lambda origin: None,
) -> Iterator[Document]:
    """Read files, folders, addresses or ``-`` into documents; what cannot be read is told to `report`.

    `columns` are (field, column) pairs for tables whose columns have names of their own; `passed_over` is
    told of files that no reader wants.

    >>> next(read("article.txt")).language  # doctest: +SKIP
    'en'
    """
    sources = [paths] if isinstance(paths, str | Path) else paths
    yield from read_paths(sources, report=report, columns=columns, rows=open_parquet, passed_over=passed_over)


def open_parquet(path: Path) -> Iterator[Mapping[str, object]]:
    """Give the rows of a Parquet file; the storing room alone can open it."""
    from detente.storing.parquet_rows import parquet_rows

    return parquet_rows(path)


def code_lines(
    paths: Sequence[str | Path],
    *,
    report: Report = silent,
    threads: int = 1,
    columns: Sequence[tuple[str, str]] = (),
    passed_over: PassedOver = lambda origin: None,
) -> Iterator[dict[str, Any]]:
    """Code documents into the interchange form, in input order."""
    from detente.coding.standard import load_coder

    coder = load_coder("en", threads=threads)
    for batch in batches(read(paths, report=report, columns=columns, passed_over=passed_over)):
        for document, events in code_each(coder, batch, report):
            if document.pair is not None:
                yield pair_line(coder, document)
                continue
            found = [line for event in events for line in event_lines(event, coder.kinds)]
            yield {"id": document.id, "language": document.language, "events": found}


def pair_line(coder: Coder, document: Document) -> dict[str, Any]:
    """Write the relation of a marked pair: one type, its quad class, and the probability of the type.

    The quad class is chosen first, then the likeliest type in it, so that both always agree.
    """
    types = coder.relation(document)
    if not types:
        return {"id": document.id, "label_plover": None, "label_quad": None, "confidence": 0.0}
    quads: dict[int | None, float] = {}
    for plover, share in types:
        quad = coder.scales.quad(plover)
        quads[quad] = quads.get(quad, 0.0) + share
    best = max(quads, key=lambda quad: quads[quad])
    plover, share = next(pair for pair in types if coder.scales.quad(pair[0]) == best)
    return {"id": document.id, "label_plover": plover, "label_quad": best, "confidence": share}


def code_each(
    coder: Coder, batch: Sequence[Document], report: Report
) -> Iterator[tuple[Document, tuple[Event, ...]]]:
    """Code a batch; a document that breaks the coder is told to `report`, and the others go on without it."""
    done = 0
    try:
        for pair in coder.code(batch):
            yield pair
            done += 1
        return
    except (DataError, ModelError):  # no document would fare better
        raise
    except Exception:  # any text may meet a fault of ours; the document is named below
        rest = batch[done:]
    for document in rest:
        try:
            coded = list(coder.code([document]))
        except Exception as fault:  # as above
            report(_fault(document, fault))
        else:
            yield from coded


def event_lines(event: Event, kinds: Kinds) -> Iterator[dict[str, Any]]:
    """Write an event; one that bears on several ties is followed by lines that carry a tie and no type."""
    from detente.coding.events import tie_pairs
    from detente.model.interchange import event_to_json, tie_to_json
    from detente.tables.names import load_names

    line = event_to_json(event, classes=load_names("en").classes)
    ties = tie_pairs(event, kinds)
    yield line | {"tie": tie_to_json(ties[0]) if ties else None}
    for tie in ties[1:]:
        yield line | dict.fromkeys(("plover", "mode", "cameo", "quad", "score")) | {"tie": tie_to_json(tie)}


def batches(documents: Iterable[Document]) -> Iterator[list[Document]]:
    """Part documents into lists of bounded number and size."""
    batch: list[Document] = []
    size = 0
    for document in documents:
        batch.append(document)
        size += len(document.text)
        if len(batch) >= BATCH or size >= BATCH_CHARACTERS:
            yield batch
            batch, size = [], 0
    if batch:
        yield batch


def _fault(document: Document, fault: Exception) -> Trouble:
    return Trouble(
        origin=document.origin or document.id,
        message=f"could not be coded ({type(fault).__name__}: {fault}); this is a fault of detente, "
        "please report it with the text",
    )
