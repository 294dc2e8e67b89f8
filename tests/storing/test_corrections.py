"""What people decide is kept beside the machine's reading and holds after every new one."""

from __future__ import annotations

import json
from datetime import datetime

import pytest

from detente.model.errors import UsageError
from detente.model.event import Modality, Precision
from detente.storing.corrections import conflicts, corrected, lost
from detente.storing.decisions import (
    Decision,
    decision_from_json,
    decision_to_json,
    reading_of,
    sides_of,
    standing,
)
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


def longer(name, quote, kind="visit MLI > MAR", before=()):
    """A telling of the document "d" in other words at nearly the same place."""
    return telling(name, kind, quote, source="d", before=before)


def test_a_decision_finds_its_event_when_a_newer_reading_cuts_the_words_otherwise():
    old = longer("a", "Diop visited Rabat.")
    decision = decide(old, "reject", sides=sides_of(old.event), start=old.event.evidence.span.start)
    assert list(corrected([longer("b", "Diop visited Rabat. He left.")], [decision])) == []


def test_a_decision_about_other_words_or_another_kind_finds_nothing_and_is_told():
    old = longer("a", "Diop visited Rabat.")
    decision = decide(old, "reject", sides=sides_of(old.event), start=0)
    far = longer("b", "He went on.", before=["A long first sentence of no interest."])
    other = longer("c", "Diop visited Rabat.", kind="sever-relations MLI > MAR")
    assert list(corrected([far, other], [decision])) == [far, other]
    assert lost([far, other], [decision]) == (decision,)
    assert lost([old], [decision]) == ()


def test_of_two_events_that_could_be_meant_neither_is():
    decision = decide(longer("a", "Diop visited Rabat."), "reject", sides="MLI > MAR", start=0)
    first, second = longer("b", "Diop visited Rabat. Good."), longer("c", "Diop visited Rabat. He left.")
    assert list(corrected([first, second], [decision])) == [first, second]


def test_a_changed_person_is_renamed_where_it_is_told(told):
    named = telling("a", "appoint-ambassador MLI > MAR", person="Favre Camara")
    (found,) = corrected([named], [decide(named, "change", ("person", "Fafré Camara"))])
    assert found.event.part("person") == "Fafré Camara"
    visit = telling("b", "visit MLI/GOV:Diop > MAR")
    (found,) = corrected([visit], [decide(visit, "change", ("person", "Abdoulaye Diop"))])
    assert found.event.source[0].person == "Abdoulaye Diop"
    (found,) = corrected([told], [decide(told, "change", ("person", "Abdoulaye Diop"))])
    assert found.event.part("person") == "Abdoulaye Diop"


def linking(told, meant, *, author="ada", number=1):
    names = (("person", told), ("name", meant))
    return Decision(id=number, decided=NOW, author=author, action="link", changes=names)


def test_a_linked_name_holds_in_the_whole_store_and_links_follow_one_another():
    named = telling("a", "appoint-ambassador MLI > MAR", person="Favre Camara")
    links = [linking("favre camara", "F. Camara"), linking("F. Camara", "Fafré Camara", number=2)]
    (found,) = corrected([named], links)
    assert found.event.part("person") == "Fafré Camara"


def test_people_who_link_a_name_differently_are_shown_and_nobody_is_followed():
    named = telling("a", "appoint-ambassador MLI > MAR", person="Favre Camara")
    links = [
        linking("Favre Camara", "Fafré Camara"),
        linking("Favre Camara", "Favre C.", author="bob", number=2),
    ]
    assert list(corrected([named], links)) == [named]
    assert [conflict.about for conflict in conflicts([named], links)] == ["name"]


@pytest.mark.parametrize(
    "fields", [{"changes": (("person", "A"),)}, {"changes": (("name", "A"), ("day", "B"))}]
)
def test_a_link_gives_two_names(fields):
    with pytest.raises(UsageError):
        Decision(decided=NOW, author="ada", action="link", **fields)


def test_decisions_come_back_from_json_as_they_were(told):
    other = reading_of(telling("b", "visit MLI > MAR").event)
    decision = decide(told, "merge", others=(other,), sides="MLI > MAR", start=3, number=2)
    assert decision_from_json(json.loads(json.dumps(decision_to_json(decision)))) == decision


def test_a_line_that_is_no_decision_is_refused_with_what_came():
    with pytest.raises(UsageError, match="is no decision"):
        decision_from_json({"id": 1})
