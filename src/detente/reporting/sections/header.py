"""The header: for whom the record is, until when, out of what it was made, and what it is not."""

from __future__ import annotations

from detente.model.dossier import Facts
from detente.reporting.desk import Desk
from detente.reporting.parts import Header
from detente.reporting.wording import count, word_day, word_short
from detente.tables.articles import with_article

_FEW_DOCUMENTS = 5


def header(facts: Facts, desk: Desk) -> Header:
    """Give the header."""
    stamp = facts.stamp
    title = f"{facts.a.name} – {facts.b.name}"
    used = sum(source.used for source in facts.sources)
    read = max(facts.documents, len(facts.sources))
    a, b = with_article(facts.a.name), with_article(facts.b.name)
    voices = {voice for record in facts.records for voice in record.voices}
    return Header(
        title=title,
        names=(facts.a.name, facts.b.name),
        codes=(facts.a.iso3, facts.b.iso3),
        as_of=facts.as_of,
        facts=(
            ("As of", word_day(facts.as_of)),
            ("Published", _window(facts)),
            ("Documents", f"{read:,} read, {used:,} used, {read - used:,} not used"),
            ("Records", f"{len(facts.records):,} from {count(len(voices), 'independent voice')}"),
            ("Method", f"detente {stamp.version}, model {stamp.model[:12]}, lexicon {stamp.lexicon[:12]}"),
        ),
        about=(
            f"This page tells what the documents listed below say about relations between {a} and {b}. "
            "A machine read them; every line opens the words that say it.",
            "It is not an assessment, not complete, and no proof that something happened: read the words "
            "themselves before you rely on a line. What no document tells is not known here; that does not "
            "mean that it does not exist.",
        ),
        warnings=_warnings(facts, used),
        colophon=_colophon(title, facts, used),
    )


def _colophon(title: str, facts: Facts, used: int) -> tuple[tuple[str, str], ...]:
    """Tell what made the page, enough to make it again, and how to cite it."""
    stamp = facts.stamp
    cite = (
        f"“{title}: record of relations as of {word_day(facts.as_of)}”, made with detente {stamp.version} "
        f"(lexicon {stamp.lexicon[:12]}) on {word_day(stamp.made)} from {count(used, 'document')}. "
        "Cite the articles themselves for what they say."
    )
    return (
        ("Program", f"detente {stamp.version}"),
        ("Language model", stamp.model),
        ("Lexicon", stamp.lexicon),
        ("Made", word_day(stamp.made)),
        ("Command", stamp.command),
        ("How to cite", cite),
    )


def _window(facts: Facts) -> str:
    first, last = facts.window
    if first is None and last is None:
        return "no dates known"
    if first == last or first is None or last is None:
        return word_short(first or last)
    return f"{word_short(first)} to {word_short(last)}"


def _warnings(facts: Facts, used: int) -> tuple[str, ...]:
    """Say first how thin the ground is."""
    found = []
    if not facts.records and not facts.ties and not facts.statements:
        found.append(
            f"Nothing between {with_article(facts.a.name)} and {with_article(facts.b.name)} was found in "
            f"{count(facts.documents, 'document')}. It may be that they tell nothing of the pair, or tell it "
            "in words that detente does not know yet. Try more sources or another period; "
            'The command detente explain "sentence" shows how a sentence is read.'
        )
    elif used < _FEW_DOCUMENTS:
        found.append(f"This rests on {count(used, 'document')} only.")
    publishers = {source.document.publisher for source in facts.sources if source.used}
    if used >= _FEW_DOCUMENTS and len(publishers) == 1:
        found.append("All documents come from one publisher.")
    return tuple(found)
