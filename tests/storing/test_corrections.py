"""What people decide is kept beside the machine's reading and holds after every new one."""

from __future__ import annotations

import json
from datetime import datetime

import pytest

from detente.model.errors import UsageError
from detente.model.event import Modality, Precision
from detente.storing.corrections import conflicts, corrected
from detente.storing.decisions import Decision, decision_to_json, sides_of, standing
from detente.storing.store import Store
from tests.storing.making import OTHER, RUN, document, event, telling

NOW = datetime(2026, 1, 1, 12)


def decide(about, action, *changes, author="ada", number=0, **more):
    evidence = about.event.evidence
    return Decision(
        id=number,
        decided=NOW,
        author=author,
        action=action,
        document=evidence.document,
        quote=evidence.quote,
        kind=about.event.kind,
        changes=changes,
        **more,
    )


def undo(number, *, as_number=0, author="ada"):
    return Decision(id=as_number, decided=NOW, author=author, action="undo", undoes=number)


@pytest.fixture
def told():
    return telling("a", "visit MLI > MAR", day="2024-01-24")


@pytest.fixture
def store(tmp_path):
    made = Store(tmp_path / "s.duckdb")
    source = document("a")
    made.add([(source, [event(source, "visit MLI > MAR")])], RUN)
    return made


def test_a_rejected_event_is_not_told(told):
    assert list(corrected([told], [decide(told, "reject")])) == []


def test_an_accepted_event_is_certain(told):
    (found,) = corrected([told], [decide(told, "accept")])
    assert found.event.confidence == 1.0


def test_a_note_changes_nothing(told):
    assert list(corrected([told], [decide(told, "note", note="look again")])) == [told]


def test_a_changed_kind_brings_its_type_score_and_tie(told):
    (found,) = corrected([told], [decide(told, "change", ("kind", "sever-relations"))])
    event = found.event
    assert (event.kind, event.plover, event.mode, event.quad) == (
        "sever-relations",
        "SANCTION",
        "discontinue",
        event.quad,
    )
    assert (event.tie.kind, event.tie.status) == ("relations", "severed")


def test_changed_parties_keep_their_words_and_change_the_tie(told):
    (found,) = corrected([told], [decide(told, "change", ("source", "MAR"), ("target", "MLI|IGO:ECOWAS"))])
    assert [mention.actor.code for mention in (*found.event.source, *found.event.target)] == [
        "MAR",
        "MLI",
        "ECOWAS",
    ]
    assert found.event.source[0].text == "MAR"
    assert found.event.target[1].how == "correction"
    assert found.event.tie.parties == ("MAR", "MLI", "IGO:ECOWAS")


@pytest.mark.parametrize(
    ("text", "start", "precision"),
    [
        ("2024-03-27", "2024-03-27", Precision.DAY),
        ("2024-03", "2024-03-01", Precision.MONTH),
        ("2024", "2024-01-01", Precision.YEAR),
    ],
)
def test_a_changed_day_may_be_a_month_or_a_year(told, text, start, precision):
    (found,) = corrected([told], [decide(told, "change", ("day", text))])
    assert (found.event.when.start.isoformat(), found.event.when.precision) == (start, precision)


def test_a_changed_modality_and_place(told):
    (found,) = corrected([told], [decide(told, "change", ("modality", "negated"), ("place", "Rabat"))])
    assert (found.event.modality, found.event.place) == (Modality.NEGATED, "Rabat")


@pytest.mark.parametrize(
    ("change", "message"),
    [
        (("day", "soon"), "is no day"),
        (("day", "2024-13"), "is no day"),
        (("modality", "maybe"), "is no modality"),
        (("kind", "dance"), "no event kind 'dance'"),
        (("source", "Mali"), "is no party"),
    ],
)
def test_a_value_that_makes_no_sense_is_refused(told, change, message):
    with pytest.raises(UsageError, match=message):
        list(corrected([told], [decide(told, "change", change)]))


@pytest.mark.parametrize(
    ("fields", "message"),
    [
        ({"action": "delete"}, "unknown decision 'delete'"),
        ({"action": "undo"}, "names the decision"),
        ({"action": "reject"}, "must name the event's document"),
        (
            {"action": "change", "document": "a", "quote": "q", "kind": "visit"},
            "gives \\(field, value\\) pairs",
        ),
    ],
)
def test_a_decision_without_what_it_needs_is_refused(fields, message):
    with pytest.raises(UsageError, match=message):
        Decision(decided=NOW, author="ada", **fields)


def test_a_decision_can_be_about_one_of_several_events_in_the_same_words():
    a = telling("a", "visit MLI > MAR", source="d")
    b = telling("b", "visit MLI > SEN", source="d")
    decision = decide(a, "reject", sides=sides_of(a.event))
    assert list(corrected([a, b], [decision])) == [b]


def test_an_undone_decision_does_not_hold_and_an_undone_undo_brings_it_back(told):
    first = decide(told, "reject", number=1)
    assert standing([first, undo(1, as_number=2)]) == ()
    assert standing([first, undo(1, as_number=2), undo(2, as_number=3)]) == (first,)


def test_the_last_decision_of_one_person_counts(told):
    decisions = [decide(told, "reject", number=1), decide(told, "accept", number=2)]
    assert len(list(corrected([told], decisions))) == 1
    assert conflicts([told], decisions) == ()


def test_people_who_differ_are_shown_and_neither_is_applied(told):
    decisions = [decide(told, "reject", number=1), decide(told, "accept", number=2, author="bob")]
    assert list(corrected([told], decisions)) == [told]
    (conflict,) = conflicts([told], decisions)
    assert (conflict.about, [decision.author for decision in conflict.decisions]) == (
        "verdict",
        ["ada", "bob"],
    )


def test_people_who_agree_are_no_conflict(told):
    decisions = [decide(told, "reject", number=1), decide(told, "reject", number=2, author="bob")]
    assert list(corrected([told], decisions)) == []
    assert conflicts([told], decisions) == ()


def test_the_log_numbers_decisions_and_gives_them_back(store):
    (found,) = store.tellings()
    first = store.decide(decide(found, "change", ("day", "2024-01-01"), note="from the ministry"))
    second = store.decide(undo(first.id))
    assert (first.id, second.id) == (1, 2)
    assert store.decisions() == (first, second)
    assert store.counts().corrections == 2


def test_undoing_what_is_not_there_is_refused(store):
    with pytest.raises(UsageError, match="no decision 7 to undo; the log has 0"):
        store.decide(undo(7))


def test_a_rejection_holds_after_the_document_was_read_by_another_coder(store):
    (found,) = store.tellings(("MLI", "MAR"))
    store.decide(decide(found, "reject"))
    source = document("a")
    store.add([(source, [event(source, "visit MLI > MAR")])], OTHER)
    assert list(store.tellings(("MLI", "MAR"))) == []
    assert list(store.tellings()) == []


def test_changed_parties_move_the_event_to_its_new_pair(store):
    (found,) = store.tellings()
    store.decide(decide(found, "change", ("target", "SEN")))
    assert list(store.tellings(("MLI", "MAR"))) == []
    assert [entry.id for entry in store.tellings(("MLI", "SEN"))] == [found.id]


def test_an_undone_rejection_brings_the_event_back(store):
    (found,) = store.tellings()
    decision = store.decide(decide(found, "reject"))
    store.decide(undo(decision.id))
    assert list(store.tellings()) == [found]


def test_a_decision_is_exported_as_json(told):
    entry = decision_to_json(decide(told, "change", ("day", "2024"), number=3))
    assert json.loads(json.dumps(entry))["changes"] == [{"field": "day", "value": "2024"}]
    assert entry["id"] == 3
