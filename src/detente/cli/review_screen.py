"""How a record is shown for reviewing."""

from __future__ import annotations

from collections.abc import Iterator
from types import MappingProxyType
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from detente.model.event import Record, Telling
    from detente.pipeline import Item

KEYS = MappingProxyType(
    {
        "a": "accept: the reading is right",
        "r": "reject: nothing of the kind is told",
        "t": "change the type (kind of event)",
        "p": "change the parties, written MLI/GOV|IGO:ECOWAS",
        "d": "change the day",
        "m": "change the modality",
        "l": "change the place",
        "n": "name the person rightly, here",
        "k": "link a name to another, in the whole store",
        "j": "join with another record: one act",
        "s": "split a telling off: another act",
        "o": "note",
        "u": "undo what you decided last",
        "c": "conflicts: where people differ",
        ">": "next (also space and Enter)",
        "<": "back",
        "q": "quit",
    }
)
"""All keys, with what they do; the session has one for each."""

SHORT = "a accept  r reject  t type  p parties  d day  m modality  n name  k link  j join  s split  o note"


def item_lines(item: Item) -> Iterator[str]:
    """Give the lines that show a record: what it says, who tells it in which words, and what was decided."""
    record = item.record
    yield ""
    yield item.line
    yield f"  {record.best.line}"
    days = f"{record.when.start} to {record.when.end}" if record.when.start else "no day"
    day = str(record.when.start) if record.when.start == record.when.end and record.when.start else days
    place = f"  place {record.best.place}" if record.best.place else ""
    yield f"  day {day} ({record.when.precision}){place}  certainty {record.best.confidence:.2f}  {record.id}"
    for number, telling in enumerate(record.tellings, 1):
        yield f"  {number}  {telling_line(telling)}"
    yield from difference_lines(record)
    if len(record.tellings) > 1:
        yield f"  why one act: {record.why}"
    for decision in item.decided:
        what = ", ".join(f"{field} = {value}" for field, value in decision.changes) or decision.note or ""
        yield f"  decision {decision.id} of {decision.author}: {decision.action} {what}".rstrip()
    yield ""
    yield f"{SHORT}  u undo  > next  < back  q quit  ? all keys"


def telling_line(telling: Telling) -> str:
    """Give publisher, day and words of a telling in one line."""
    event = telling.event
    who = telling.publisher or telling.title or telling.document
    words = " ".join(event.evidence.quote.split())
    return f"{who}, {telling.published or 'no date'}: “{words}” ({event.modality})"


def difference_lines(record: Record) -> Iterator[str]:
    """Give a line for each detail that is told differently, with who tells what."""
    names = {one.id: one.publisher or one.title or one.document for one in record.tellings}
    for difference in record.differences:
        told = (
            f"{reading} ({', '.join(sorted({names.get(one, one) for one in ids}))})"
            for reading, ids in difference.readings
        )
        yield f"  told differently, {difference.detail}: {'; '.join(told)}"
