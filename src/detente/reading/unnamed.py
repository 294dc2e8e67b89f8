"""Lines without a name above an exported article: newspaper, date and title, told by where they stand."""

from __future__ import annotations

import re
from collections.abc import Sequence

from detente.reading.headers import find_date

COPYRIGHT = re.compile(r"(?:copyright\b|©|\(c\)\s).{0,200}|all rights reserved\.?", re.IGNORECASE)
_MOST_AROUND_DATE = 60
_MOST_LINES = 20


def read_unnamed(lines: Sequence[str]) -> dict[str, str]:
    """Give title, publisher and date of the unnamed lines above the fields, by where the date stands.

    Some archives write newspaper, date and title, with notes on the edition in between; others title,
    newspaper and date.
    """
    kept = _without_rights(lines)[:_MOST_LINES]
    place = next((place for place, line in enumerate(kept) if line and _is_date(line)), None)
    if place is None:
        return {"title": next(filter(None, kept))} if any(kept) else {}
    before = [line for line in kept[:place] if line and not line.startswith("(")]
    if not before:
        return {"date": kept[place]}
    after = " ".join(kept[place + 1 :]) if "" not in kept[place + 1 :] else _last_block(kept[place + 1 :])
    if after:
        return {"date": kept[place], "publisher": before[0], "title": after}
    return {"date": kept[place], "publisher": before[-1], **({"title": before[0]} if len(before) > 1 else {})}


def _without_rights(lines: Sequence[str]) -> list[str]:
    """Drop lines on rights: those that are one, and a block that begins with one and has no date."""
    blocks: list[list[str]] = [[]]
    for line in lines:
        if line:
            blocks[-1].append(line)
        else:
            blocks += [[""], []]
    kept: list[str] = []
    for block in blocks:
        runs_on = bool(block) and COPYRIGHT.fullmatch(block[0]) and not any(map(_is_date, block))
        kept += [] if runs_on else [line for line in block if not COPYRIGHT.fullmatch(line)]
    return kept


def _last_block(lines: Sequence[str]) -> str:
    """Give the lines below the last blank line that has lines below it, as one."""
    held: list[str] = []
    for line in reversed(lines):
        if line:
            held.append(line)
        elif held:
            break
    return " ".join(reversed(held))


def _is_date(line: str) -> bool:
    found = find_date(line)
    return found is not None and len(line) - len(found[1]) <= _MOST_AROUND_DATE
