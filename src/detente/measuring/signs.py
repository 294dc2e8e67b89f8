"""What single records say of ties, before they are joined."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from detente.model.event import NEVER_TOLD, Event, Modality, Precision, Record, When
from detente.tables.kinds import Kinds, TieKind
from detente.tables.subject_words import core_words, load_subject_words, name_of

_UNDATED = (Precision.PUBLICATION, Precision.UNKNOWN)


@dataclass(frozen=True, slots=True, kw_only=True)
class Sign:
    """What one record says of one tie.

    `planning` holds for what is only planned, promised or proposed; `when` is then the day of the telling
    and `due` the time that was named for it. `subject` is the name as worded, `words` what tells it from
    others.
    """

    record: Record
    kind: str
    parties: tuple[str, ...]
    status: str
    when: When
    planning: bool
    claim: bool
    subject: str | None
    words: frozenset[str]
    due: When | None = None

    @property
    def key(self) -> tuple[date, date, bool, str, str]:
        """Oldest first; on one day what is done before what is planned. Undated signs come first."""
        start = self.when.start or date.min
        return (start, self.when.end or start, self.planning, self.status, self.record.id)


def told_on(record: Record) -> When:
    """Give the first day on which the record was told, or unknown."""
    days = [telling.published for telling in record.tellings if telling.published]
    if not days:
        return NEVER_TOLD
    return When(start=min(days), end=min(days), precision=Precision.PUBLICATION)


def read_signs(records: Iterable[Record], kinds: Kinds) -> tuple[Sign, ...]:
    """Read what the records say of ties, oldest first.

    Superseded, negated and hypothetical records say nothing; nor does background without a date of its own.
    """
    signs = [sign for record in records for sign in _signs(record, kinds)]
    return tuple(sorted(signs, key=lambda sign: (sign.key, sign.kind, sign.parties)))


def _signs(record: Record, kinds: Kinds) -> tuple[Sign, ...]:
    event = record.best
    if (
        event.tie is None
        or record.superseded_by
        or event.modality in (Modality.NEGATED, Modality.HYPOTHETICAL)
    ):
        return ()
    if event.modality is Modality.HISTORICAL and record.when.precision in _UNDATED:
        return ()
    kind = kinds.ties.get(event.tie.kind)
    status, planning = _status(event, kind, kinds)
    if status is None:
        return ()
    subject = _subject(event, kind)
    return tuple(
        Sign(
            record=record,
            kind=event.tie.kind,
            parties=parties,
            status=status,
            when=told_on(record) if planning else record.when,
            planning=planning,
            claim=_is_claim(event, kinds),
            subject=subject,
            words=core_words(subject, event.tie.kind, without=party_names(event)),
            due=record.when if planning and record.when.precision not in _UNDATED else None,
        )
        for parties in _parties(event, kind)
    )


def _status(event: Event, kind: TieKind | None, kinds: Kinds) -> tuple[str | None, bool]:
    """Give the status that the event gives, and whether it is only planned; None where it moves nothing."""
    event_kind = kinds.events.get(event.kind)
    status = event.tie.status if event.tie else None
    planned = status in (kind.open if kind else ()) or (
        event_kind is not None and event_kind.shown == "promise"
    )
    if event.modality is not Modality.FUTURE or planned:
        return status, planned
    future = kinds.events.get(event_kind.future) if event_kind and event_kind.future else None
    return (future.status if future else None), True


def _is_claim(event: Event, kinds: Kinds) -> bool:
    kind = kinds.events.get(event.kind)
    return kind is not None and kind.shown == "state" and kind.manner == "claim"


def _subject(event: Event, kind: TieKind | None) -> str | None:
    role = kind.subject if kind else None
    if role is None:
        return None
    whole = event.part(role)
    text = name_of(whole) or None if whole else None
    if text is None and role == "person" and event.tie is not None and event.tie.kind == "visit":
        return next((mention.person for mention in event.source if mention.person), None)
    if text is None and role == "measure":
        return load_subject_words().measure.get(event.kind) or event.part("object")
    return text


def _parties(event: Event, kind: TieKind | None) -> tuple[tuple[str, ...], ...]:
    """Give the parties: sorted where all take part alike, else one pair per sender and receiver."""
    if event.tie is None:
        return ()
    parties = event.tie.parties
    if kind is None or kind.parties == "all":
        return (tuple(sorted(set(parties))),)
    if kind.kind == "membership":
        return (_member_first(event, parties),)
    if len(parties) <= 2:
        return (parties,)
    sources, targets = _codes(event, source=True), _codes(event, source=False)
    senders, hosts = (sources, targets) if parties[0] in sources else (targets, sources)
    pairs = tuple((sender, host) for sender in senders for host in hosts if sender != host)
    return pairs or ((parties[0], parties[-1]),)


def party_names(event: Event) -> tuple[str, ...]:
    """Give the words that stand for the parties; in the name of a thing they tell nothing."""
    # A person's own name may be part of a thing's name (a clinic called after a king), a party's name tells
    # nothing.
    return tuple(mention.text for mention in (*event.source, *event.target) if not mention.person)


def _codes(event: Event, *, source: bool) -> tuple[str, ...]:
    mentions = event.source if source else event.target
    codes = (mention.actor.country or mention.actor.body for mention in mentions)
    return tuple(dict.fromkeys(code for code in codes if code))


def _member_first(event: Event, parties: tuple[str, ...]) -> tuple[str, ...]:
    states = {mention.actor.country for mention in (*event.source, *event.target)}
    if len(parties) == 2 and parties[1] in states and parties[0] not in states:
        return (parties[1], parties[0])
    return parties
