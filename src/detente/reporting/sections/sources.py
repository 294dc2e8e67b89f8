"""The sources: what was used, and what was read and not used, with the reason."""

from __future__ import annotations

from detente.model.dossier import Facts, Source
from detente.reporting.desk import Desk
from detente.reporting.parts import Part, SourceRow
from detente.reporting.wording import count

# A list of thousands of unused documents helps nobody on a page; the JSON form has them all.
_UNUSED_LISTED = 200


def sources(facts: Facts, desk: Desk) -> Part:
    """Give the table of sources; numbers are those used in citations."""
    used = [source for source in facts.sources if source.used]
    unused = [source for source in facts.sources if not source.used]
    languages = sorted({source.document.language for source in used if source.document.language})
    publishers = {source.document.publisher for source in used if source.document.publisher}
    whose = count(len(publishers), "publisher") if publishers else "a publisher not known"
    intro = (
        f"{count(len(used), 'document')} used, of {whose}, in "
        f"{', '.join(desk.words.of('language', code) for code in languages) or 'unknown languages'}."
    )
    return Part(
        key="sources",
        title="Sources",
        intro=intro if used else None,
        empty="No document was read.",
        sources=tuple(_row(source, desk) for source in used),
        unused=tuple(_row(source, desk) for source in unused[:_UNUSED_LISTED]),
        unlisted=max(len(unused) - _UNUSED_LISTED, 0),
    )


def _row(source: Source, desk: Desk) -> SourceRow:
    return SourceRow(
        number=desk.numbers.get(source.document.id, 0),
        document=source.document,
        used=source.used,
        note=source.note,
        records=source.records,
    )
