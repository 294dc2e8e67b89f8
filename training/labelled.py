"""Reads the labelled sentences that teach the event reader, and checks them.

    python training/labelled.py training/sentences/*.txt        (checks; prints what is wrong, and counts)

One block a sentence. A sentence of our own is written out; one of Wikipedia's current events is named by its
item (``ce-DAY-PLACE``, as `benchmarks/corpora.py` numbers them), one of Wikinews by article and sentence
(``wn-ARTICLE-SENTENCE``), and read from ../shared. Under it, one line an act:

    > The Danish foreign minister condemned the arrest of two Danes by Guinea's police.
    ACCUSE | condemned | The Danish foreign minister | Guinea's police
    COERCE | arrest | Guinea's police | two Danes
    @ ce-2015-03-04-007
    CONSULT | meets | A & B | -

    type | trigger | sources | targets | modality | relation

Trigger and parties are words of the sentence; ``word#2`` means their second occurrence, ``&`` joins several
parties, ``-`` is nobody. The modality is factual when absent. The relation is the type of the two parties as
a marked pair where the conversion table CAMEO2PLOVER-2021 gives another. Without lines there is no act.
"""

from __future__ import annotations

import gzip
import json
import sys
from collections import Counter
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path

from detente.coding.split import split

HERE = Path(__file__).resolve().parent
SHARED = HERE.parents[1] / "shared"
TYPES = (
    "AGREE", "CONSULT", "SUPPORT", "CONCEDE", "COOPERATE", "AID", "RETREAT", "REQUEST",
    "ACCUSE", "REJECT", "THREATEN", "PROTEST", "SANCTION", "MOBILIZE", "COERCE", "ASSAULT",
)  # fmt: skip
MODALITIES = ("factual", "future", "reported", "hypothetical", "negated", "historical")

LEADS = 700
"""Sentences of a Wikinews article that are numbered, at most."""

Stretch = tuple[int, int]


@dataclass(frozen=True, slots=True, kw_only=True)
class Act:
    """One labelled act; stretches are half-open characters of the text."""

    plover: str
    trigger: Stretch
    source: tuple[Stretch, ...]
    target: tuple[Stretch, ...]
    modality: str
    relation: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Labelled:
    """One text with all acts that it tells."""

    name: str
    text: str
    acts: tuple[Act, ...]


class LabelError(Exception):
    """A line that cannot be read; says which and why."""


def named_texts(shared: Path = SHARED) -> Mapping[str, str]:
    """Give the items of Wikipedia's current events and the leads of Wikinews by their identifiers."""
    sys.path.insert(0, str(HERE.parent / "benchmarks"))
    from corpora import current_events

    items = {item["id"]: item["text"] for item in current_events(shared, range(2003, 2026), headings=False)}
    return items | dict(_wikinews(shared))


def _wikinews(shared: Path) -> Iterator[tuple[str, str]]:
    path = shared / "corpora" / "wikinews_en_2019_2020" / "articles.jsonl.gz"
    with gzip.open(path, "rt", encoding="utf-8") as lines:
        for number, line in enumerate(lines):
            text = json.loads(line)["text"]
            body = [raw for raw in split(text) if raw.end - raw.start > 60][:LEADS]
            for place, raw in enumerate(body):
                yield f"wn-{number:03d}-{place}", " ".join(text[raw.start : raw.end].split())


def _find(text: str, words: str) -> Stretch:
    words, _, number = words.strip().partition("#")
    number = number or "1"
    start = -1
    for _ in range(int(number) if number.isdigit() else 1):
        start = text.find(words, start + 1) if number.isdigit() else -1
        if start < 0 or not words:
            raise LabelError(f"{words!r} (occurrence {number}) does not stand in: {text}")
    return start, start + len(words)


def _side(text: str, words: str) -> tuple[Stretch, ...]:
    if words.strip() == "-":
        return ()
    try:  # a name may itself hold an "&"
        return (_find(text, words),)
    except LabelError:
        return tuple(_find(text, part) for part in words.split(" & "))


def _act(text: str, line: str) -> Act:
    fields = [field.strip() for field in line.split("|")]
    if len(fields) not in (4, 5, 6):
        raise LabelError(f"{len(fields)} fields where 4 to 6 are wanted: {line}")
    plover, trigger, source, target = fields[:4]
    modality = fields[4] if len(fields) > 4 else "factual"
    relation = fields[5] if len(fields) > 5 else None
    if plover not in TYPES or modality not in MODALITIES or relation not in (None, *TYPES):
        raise LabelError(f"unknown type or modality: {line}")
    return Act(
        plover=plover,
        trigger=_find(text, trigger),
        source=_side(text, source),
        target=_side(text, target),
        modality=modality,
        relation=relation,
    )


def read_blocks(path: Path, items: Mapping[str, str], troubles: list[str]) -> Iterator[Labelled]:
    """Give the sentences of one file; lines that cannot be read are named in `troubles` and left out."""
    name, text, acts, known = "", "", [], False
    for number, raw in enumerate(path.read_text(encoding="utf-8").splitlines(), start=1):
        line = raw.strip()
        if not line or line.startswith("//"):
            continue
        if line[0] in ">@":
            if known:
                yield Labelled(name=name, text=text, acts=tuple(acts))
            key = line[1:].strip()
            name, text = (f"{path.name}:{number}", key) if line[0] == ">" else (key, items.get(key, ""))
            acts, known = [], bool(text)
            if not known:
                troubles.append(f"{path}:{number}: no such item: {line}")
        elif known:
            try:
                acts.append(_act(text, line))
            except LabelError as trouble:
                troubles.append(f"{path}:{number}: {trouble}")
    if known:
        yield Labelled(name=name, text=text, acts=tuple(acts))


def main() -> None:
    troubles: list[str] = []
    items = named_texts()
    found = [block for path in sys.argv[1:] for block in read_blocks(Path(path), items, troubles)]
    print("\n".join(troubles))
    types = Counter(act.plover for block in found for act in block.acts)
    moods = Counter(act.modality for block in found for act in block.acts)
    empty = sum(not block.acts for block in found)
    print(f"{len(found)} texts, {empty} without an act, {sum(types.values())} acts; {len(troubles)} troubles")
    print(dict(types.most_common()), dict(moods.most_common()))
    sys.exit(bool(troubles))


if __name__ == "__main__":
    main()
