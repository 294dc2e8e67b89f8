"""The answer sheet of the shipped example held against a dossier's facts.

`check(sheet, example)` takes the entries of ``answers.toml`` and an `Example` (facts and documents) and says
of
each `must` and `must_not` whether it held, and if not, which entry came nearest and where it differed. Days
of
ties are asked of what is known at the end; days of promises and of the ladder of what was known on that day.
"""

from __future__ import annotations

import tomllib
import unicodedata
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from functools import cache, cached_property
from pathlib import Path
from typing import Any

from detente.coding.split import split
from detente.model.actor import Mention
from detente.model.document import Document, Evidence
from detente.model.dossier import Facts
from detente.model.event import Modality, Precision, Record, When
from detente.reading.near import voices as near_voices
from detente.tables.kinds import load_kinds

EXAMPLE = Path(__file__).parents[1] / "src" / "detente" / "data" / "example"
PARTS = tuple(EXAMPLE / name for name in ("pages", "feeds", "texts", "articles.jsonl"))
LAST_DAY = date(2025, 12, 31)
UNTOLD = (Modality.NEGATED, Modality.HYPOTHETICAL, Modality.FUTURE)
Wanted = Mapping[str, Any]
QUOTES = str.maketrans({"’": "'", "‘": "'", "“": '"', "”": '"', "«": '"', "»": '"'})


@dataclass(frozen=True, slots=True, kw_only=True)
class Check:
    """One field: what was wanted, what came, whether they agree."""

    field: str
    wanted: object
    got: object
    agrees: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class Candidate:
    """One entry of a section, compared with an entry of the sheet."""

    text: str
    checks: tuple[Check, ...]
    record: str | None = None

    @property
    def agrees(self) -> bool:
        return all(check.agrees for check in self.checks)

    @property
    def nearness(self) -> tuple[bool, int]:
        quoted = all(check.agrees for check in self.checks if check.field == "quote")
        return quoted, sum(check.agrees for check in self.checks)

    @property
    def differs(self) -> str:
        return "; ".join(f"{c.field}: {c.wanted} ≠ {c.got}" for c in self.checks if not c.agrees)


@dataclass(frozen=True, slots=True, kw_only=True)
class Answer:
    """What became of one entry of the sheet."""

    id: str
    section: str
    must: bool
    language: str
    held: bool
    why: str


@dataclass(frozen=True, kw_only=True)
class Example:
    """Facts by the day for which they were gathered, and the documents by identifier."""

    facts: Mapping[date, Facts]
    documents: Mapping[str, Document]

    @cached_property
    def last(self) -> Facts:
        return self.facts[LAST_DAY]

    @cached_property
    def records(self) -> Mapping[str, Record]:
        return {record.id: record for record in (*self.last.records, *self.last.context)}

    def on(self, wanted: Wanted) -> Facts:
        return self.facts[_day(wanted.get("as_of")) or LAST_DAY]


def load_sheet(path: Path = EXAMPLE / "answers.toml") -> Mapping[str, Sequence[Wanted]]:
    """Read the sheet: its `must` and its `must_not` entries."""
    return tomllib.loads(path.read_text(encoding="utf-8"))


def days_asked(sheet: Mapping[str, Sequence[Wanted]]) -> tuple[date, ...]:
    """Give every day on which promises or the ladder are asked for, and the last day."""
    asked = (entry for entries in sheet.values() for entry in entries)
    days = {_day(entry.get("as_of")) for entry in asked if entry["section"] in ("promises", "ladder")}
    return tuple(sorted({LAST_DAY, *filter(None, days)}))


def check(sheet: Mapping[str, Sequence[Wanted]], example: Example) -> tuple[Answer, ...]:
    """Say of every entry of the sheet whether it held, and why not."""
    musts = {entry["id"]: entry for entry in sheet["must"]}
    found = [_must(entry, musts, example) for entry in sheet["must"]]
    return (*found, *(_must_not(entry, example) for entry in sheet["must_not"]))


def _must(wanted: Wanted, musts: Mapping[str, Wanted], example: Example) -> Answer:
    candidates = tuple(SECTIONS[wanted["section"]](wanted, example, True))
    held = [candidate for candidate in candidates if candidate.agrees]
    why = ""
    for field in ("same_as", "kept_by"):
        if held and field in wanted:
            other = {c.record for c in _records(musts[wanted[field]], example, True) if c.agrees}
            held = [c for c in held if c.record in other]
            why = f"{field}: no record of {wanted[field]} but {[c.record for c in candidates if c.agrees]}"
    if not held:
        nearest = max(candidates, key=lambda candidate: candidate.nearness, default=None)
        quoted = nearest is not None and nearest.nearness[0]
        why = why or (
            f"{nearest.text} — {nearest.differs}" if nearest and quoted else "nothing cites these words"
        )
    return _answer(wanted, held=bool(held), why="" if held else why)


def _must_not(wanted: Wanted, example: Example) -> Answer:
    candidates = _furniture(wanted, example) if wanted.get("furniture") else None
    if candidates is None:
        candidates = SECTIONS[wanted["section"]](wanted, example, False)
    broken = [candidate for candidate in candidates if candidate.agrees]
    return _answer(wanted, held=not broken, why=" | ".join(one.text for one in broken))


def _answer(wanted: Wanted, *, held: bool, why: str) -> Answer:
    must, language = "language" in wanted, wanted.get("language", "en")
    return Answer(
        id=wanted["id"], section=wanted["section"], must=must, language=language, held=held, why=why
    )


def _records(wanted: Wanted, example: Example, must: bool) -> Iterator[Candidate]:
    for record in (*example.last.records, *(example.last.context if must else ())):
        event = record.best
        checks = [_quote(record.evidence, wanted, example)]
        if must or wanted.get("plover"):
            told = event.modality not in UNTOLD or (
                must and load_kinds().event(event.kind).shown == "promise"
            )
            checks.append(
                Check(field="modality", wanted="told as done", got=str(event.modality), agrees=told)
            )
        if "plover" in wanted:
            allowed = (wanted["plover"], *wanted.get("plover_alt", ()))
            checks.append(_one_of("plover", allowed, event.plover or ""))
        if "parties" in wanted:
            checks.append(_sides(wanted, event.source, event.target, event.reciprocal))
        if "day" in wanted:
            checks.append(_when(wanted, record.when, exact=must))
        if "person" in wanted:
            checks.append(_names("person", wanted["person"], _people(record)))
        if "place" in wanted:
            checks.append(_names("place", wanted["place"], (one.event.place for one in record.tellings)))
        if "voices" in wanted:
            checks.append(_one_of("voices", (wanted["voices"],), len(record.voices)))
        if wanted.get("unless") == "superseded":
            checks.append(_one_of("superseded", (False,), record.superseded_by is not None))
        yield Candidate(text=f"{event.line} {_span(record.when)}", checks=tuple(checks), record=record.id)


def _third_parties(wanted: Wanted, example: Example, must: bool) -> Iterator[Candidate]:
    named = {third.code for third in example.last.third_parties}
    others = set(wanted["parties"]) - {example.last.a.iso3, example.last.b.iso3}
    listed = Check(field="listed", wanted=sorted(others), got=sorted(named), agrees=others <= named)
    for candidate in _records(wanted, example, must):
        yield Candidate(text=candidate.text, checks=(*candidate.checks, listed), record=candidate.record)


def _ties(wanted: Wanted, example: Example, must: bool) -> Iterator[Candidate]:
    day = _day(wanted.get("as_of"))
    for tie in example.last.ties:
        held = tie.step_on(day)
        # What must hold is asked of a day; what must not, of every step that ever was.
        steps = [held] if must or day else list(tie.steps)
        for step in steps:
            cited = tie.steps if must else [step] if step else []
            checks = [_quote((e for one in cited for e in one.evidence), wanted, example)]
            if "kind" in wanted:
                checks.append(_one_of("kind", (wanted["kind"],), tie.kind))
            if "parties" in wanted:
                checks.append(_parties_of_tie(wanted["parties"], tie.kind, tie.parties))
            if "status" in wanted:
                allowed = (wanted["status"], *wanted.get("status_alt", ()))
                checks.append(_one_of("status", allowed, step.status if step else None))
            if "person" in wanted:
                names = (tie.subject, *(text for role, text, _ in tie.details if role == "person"))
                checks.append(_names("person", wanted["person"], names))
            if "day" in wanted:
                checks.append(_when(wanted, step.when if step else None, exact=must))
            trail = " → ".join(f"{one.status} {_span(one.when)}" for one in tie.steps)
            yield Candidate(
                text=f"{tie.kind} {'–'.join(tie.parties)} ({tie.subject}): {trail}", checks=tuple(checks)
            )


def _statements(wanted: Wanted, example: Example, must: bool) -> Iterator[Candidate]:
    for said in example.last.statements:
        checks = [_quote(said.evidence, wanted, example)]
        for field in ("speaker", "office"):
            if field in wanted:
                checks.append(_names(field, wanted[field].removesuffix("s"), (said.speaker, said.office)))
        if "side" in wanted:
            sides = {m.actor.country for m in example.records[said.record].best.source}
            checks.append(
                _one_of("side", sorted({said.side} | {side for side in sides if side}), wanted["side"])
            )
        if "about" in wanted:
            about = set(wanted["about"]) - {wanted["side"]}
            checks.append(Check(field="about", wanted=about, got=said.about, agrees=about <= set(said.about)))
        if "manner" in wanted:
            checks.append(_one_of("manner", (wanted["manner"], *wanted.get("manner_alt", ())), said.manner))
        if "topic" in wanted:
            checks.append(_names("topic", wanted["topic"], (said.topic, said.quote)))
        if "day" in wanted:
            checks.append(_when(wanted, example.records[said.record].when, exact=must))
        yield Candidate(
            text=f"{said.speaker} ({said.office}, {said.side}) {said.manner}", checks=tuple(checks)
        )


def _ladder(wanted: Wanted, example: Example, must: bool) -> Iterator[Candidate]:
    for rung in example.on(wanted).ladder:
        evidence = [e for claim in rung.claims for e in claim.evidence]
        checks = [_quote(evidence, wanted, example)] if must else []
        low, high = wanted.get("level_min", wanted.get("level", -3)), wanted.get("level", 3)
        checks.append(_one_of("level", range(low, high + 1), rung.level))
        yield Candidate(text=f"rung {rung.level}", checks=tuple(checks))


def _promises(wanted: Wanted, example: Example, must: bool) -> Iterator[Candidate]:
    for promise in example.on(wanted).promises:
        checks = [_quote(promise.evidence, wanted, example)]
        if "status" in wanted:
            checks.append(_one_of("status", (wanted["status"], *wanted.get("status_alt", ())), promise.state))
        if "parties" in wanted:
            pair = (set(promise.by), set(promise.to))
            checks.append(_in_order(wanted, *pair, either=not pair[1]))
        yield Candidate(text=f"{promise.text}: {promise.state}", checks=tuple(checks), record=promise.kept_by)


def _doubts(wanted: Wanted, example: Example, must: bool) -> Iterator[Candidate]:
    for doubt in example.last.doubts:
        checks = [_quote(doubt.evidence, wanted, example), _one_of("sort", (wanted["sort"],), doubt.sort)]
        if "other_quote" in wanted:
            other = {"quote_contains": wanted["other_quote"], "articles": [wanted["other_article"]]}
            checks.append(_quote(doubt.evidence, other, example, field="other quote"))
        if "readings" in wanted:
            shown = _plain(" ".join((doubt.text, *(e.quote for e in doubt.evidence))))
            missing = [one for one in wanted["readings"] if not any(form in shown for form in _forms(one))]
            checks.append(Check(field="readings", wanted=missing, got="not shown", agrees=not missing))
        yield Candidate(text=f"{doubt.sort}: {doubt.text}", checks=tuple(checks))


def _sources(wanted: Wanted, example: Example, must: bool) -> Iterator[Candidate]:
    voices = near_voices((d.id, d.text) for d in example.documents.values())
    holding = [s for s in example.last.sources if _clean(wanted["quote_contains"]) in _clean(s.document.text)]
    heard = {voices[source.document.id] for source in holding}
    for source in holding:
        checks = [_one_of("article", wanted["articles"], _article(source.document))]
        if "used" in wanted:
            checks.append(_one_of("used", (wanted["used"],), source.used))
            checks.append(Check(field="reason", wanted="a note", got=source.note, agrees=bool(source.note)))
        if "voices" in wanted:
            checks.append(_one_of("voices", (wanted["voices"],), len(heard)))
        yield Candidate(text=source.document.title or source.document.id, checks=tuple(checks))


def _furniture(wanted: Wanted, example: Example) -> Iterator[Candidate]:
    words = _clean(wanted["quote_contains"])
    for document in example.documents.values():
        read = words in _clean(document.text) and _article(document) not in wanted.get("articles", ())
        told = any(e.document == document.id for e in _all_evidence(example.last) if words in _clean(e.quote))
        if read and told:
            yield Candidate(text=f"read as text of {_article(document)}", checks=())


def _all_evidence(facts: Facts) -> Iterator[Evidence]:
    yield from (e for record in (*facts.records, *facts.context) for e in record.evidence)
    yield from (e for doubt in facts.doubts for e in doubt.evidence)


SECTIONS: Mapping[str, Callable[[Wanted, Example, bool], Iterator[Candidate]]] = {
    "records": _records,
    "ties": _ties,
    "statements": _statements,
    "ladder": _ladder,
    "promises": _promises,
    "third_parties": _third_parties,
    "doubts": _doubts,
    "sources": _sources,
}


def _quote(evidence: Iterable[Evidence], wanted: Wanted, example: Example, *, field: str = "quote") -> Check:
    """Ask for the words in a quotation, or in its sentences, of one of the articles named."""
    words, articles = _clean(wanted["quote_contains"]), wanted.get("articles")
    documents = ((e, example.documents[e.document]) for e in evidence)
    agrees = any(
        words in _clean(_in_sentence(document.text, document.language, e.span.start, e.span.end))
        for e, document in documents
        if articles is None or _article(document) in articles
    )
    return Check(field=field, wanted=f"“{wanted['quote_contains']}”", got="not cited", agrees=agrees)


def _in_sentence(text: str, language: str | None, start: int, end: int) -> str:
    touched = [cut for cut in _sentences(text, language) if cut[0] < end and start < cut[1]]
    return text[min([start, *(a for a, _ in touched)]) : max([end, *(b for _, b in touched)])]


@cache
def _sentences(text: str, language: str | None) -> tuple[tuple[int, int], ...]:
    return tuple((cut.start, cut.end) for cut in split(text))


def _article(document: Document) -> str:
    """Give the name that the sheet uses: the path in the folder, for feeds and JSON Lines with the id."""
    path, _, place = str(document.origin).partition("#")
    name = path.split("/data/example/", 1)[-1]
    if name.startswith("feeds/") and place:
        return f"{name}#{document.url}"
    return f"articles.jsonl#{document.id}" if name.startswith("articles.jsonl") else name


def _one_of(field: str, allowed: Iterable[object], got: object) -> Check:
    allowed = tuple(allowed)
    return Check(field=field, wanted="|".join(map(str, allowed)), got=got, agrees=got in allowed)


def _names(field: str, wanted: str, got: Iterable[str | None]) -> Check:
    told = tuple(dict.fromkeys(name for name in got if name))
    return Check(
        field=field, wanted=wanted, got=told, agrees=any(_plain(wanted) in _plain(name) for name in told)
    )


def _people(record: Record) -> Iterator[str | None]:
    for telling in record.tellings:
        yield telling.event.part("person")
        yield from (mention.person for mention in (*telling.event.source, *telling.event.target))


def _sides(wanted: Wanted, source: Iterable[Mention], target: Iterable[Mention], reciprocal: bool) -> Check:
    first, second = ({m.actor.country or m.actor.body or "" for m in side} for side in (source, target))
    return _in_order(wanted, first, second, either=reciprocal)


def _in_order(wanted: Wanted, first: set[str], second: set[str], *, either: bool) -> Check:
    codes = wanted["parties"]
    if either or wanted.get("mutual"):
        agrees = set(codes) <= first | second
    else:
        agrees = set(codes[:-1]) <= first and codes[-1] in second
    got = f"{'|'.join(sorted(first))} > {'|'.join(sorted(second))}"
    return Check(field="parties", wanted=">".join(codes), got=got, agrees=agrees)


def _parties_of_tie(wanted: Sequence[str], kind: str, got: Sequence[str]) -> Check:
    ordered = load_kinds().ties[kind].parties != "all"
    first = not ordered or got[:1] == tuple(wanted[:1])
    agrees = first and set(wanted) <= set(got) and (len(wanted) > 1 or not ordered or len(got) == 1 or first)
    return Check(field="parties", wanted="–".join(wanted), got="–".join(got), agrees=agrees)


def _when(wanted: Wanted, when: When | None, *, exact: bool) -> Check:
    """Ask for a day within those that will do; what must not be is asked to have none of them."""
    first = _day(wanted["day"])
    last = _day(wanted.get("day_end")) or first
    assert first and last
    precision = wanted.get("precision")
    if precision in ("month", "year"):
        first = first.replace(day=1) if precision == "month" else first.replace(month=1, day=1)
        reach = (
            last.replace(day=28) + timedelta(days=4)
            if precision == "month"
            else last.replace(month=12, day=31)
        )
        last = reach - timedelta(days=reach.day) if precision == "month" else reach
    start, end = (when.start, when.end) if when else (None, None)
    if start is None or end is None:
        agrees = False
    elif exact:
        agrees = first <= start and end <= last
    else:
        agrees = start <= last and first <= end
    return Check(field="day", wanted=f"{first}..{last}", got=_span(when), agrees=agrees)


def _span(when: When | None) -> str:
    if when is None or when.start is None:
        return "undated"
    dated = f"{when.start}" if when.start == when.end else f"{when.start}..{when.end}"
    return f"{dated} (publication)" if when.precision is Precision.PUBLICATION else dated


def _day(value: object) -> date | None:
    return value if isinstance(value, date) else date.fromisoformat(value) if isinstance(value, str) else None


def _forms(reading: str) -> tuple[str, ...]:
    """Give the ways in which a dossier may write a reading: a day also in words."""
    try:
        day = date.fromisoformat(reading)
    except ValueError:
        return (_plain(reading),)
    return (reading, _plain(f"{day.day} {day:%B %Y}"), _plain(f"{day.day} {day:%b %Y}"))


def _clean(text: str) -> str:
    return " ".join(text.translate(QUOTES).split())


def _plain(text: str) -> str:
    letters = unicodedata.normalize("NFKD", _clean(text).casefold())
    return "".join(letter for letter in letters if not unicodedata.combining(letter))
