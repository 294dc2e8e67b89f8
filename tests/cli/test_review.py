"""Correcting by keys, as a person would press them, and handing decisions on."""

from __future__ import annotations

import json

import pytest

from detente.storing.merge import merge
from detente.storing.store import Store
from tests.running import detente
from tests.storing.making import OTHER, RUN, document, event


@pytest.fixture
def path(tmp_path):
    path = tmp_path / "s.duckdb"
    fill(path, RUN)
    return path


def fill(path, run):
    told = [
        ("a", "Mali sent an envoy to Morocco.", "2024-01-25", "visit MLI > MAR"),
        ("b", "An envoy of Mali came to Morocco.", "2024-01-25", "visit MLI > MAR"),
        ("c", "Mali opened an embassy in Morocco.", "2024-02-03", "open-embassy MLI > MAR"),
    ]
    pairs = []
    for name, text, day, line in told:
        source = document(name, text, day=day, publisher=f"Paper {name}")
        pairs.append((source, [event(source, line)]))
    Store(path).add(pairs, run)


def press(path, *keys, author="ada", more=()):
    """Go through Mali and Morocco with these keys; a key that asks is followed by its answer and a line."""
    came = detente(
        "review", "Mali", "Morocco", "--store", path, "--author", author, *more, stdin="".join((*keys, "q"))
    )
    assert came.code == 0, came.err
    return came.out


def records(path):
    store = Store(path)
    return merge(store.tellings(), pairings=store.pairings())


def actions(path):
    return [decision.action for decision in Store(path).decisions()]


def test_a_record_is_shown_with_its_words_and_who_tells_it(path):
    out = press(path)
    assert "record 1 of 2, reviewed by ada" in out
    assert "Paper a, 2024-01-25: “Mali sent an envoy to Morocco.”" in out


def test_accepting_rejecting_and_noting_are_kept_with_the_author(path):
    press(path, "a", "r", "<", "oask the ministry\n")
    decisions = Store(path).decisions()
    assert {decision.author for decision in decisions} == {"ada"}
    assert actions(path)[-1] == "note"
    assert len(records(path)) == 1


def test_type_parties_day_modality_place_and_person_are_changed_by_keys(path):
    press(
        path,
        ">", "tclose-embassy\n", "pMLI/GOV\nMAR\n", "d2024-01\n", "mreported\n", "lRabat\n", "nDiop\n",
    )  # fmt: skip
    (changed,) = (record.best for record in records(path) if record.best.kind == "close-embassy")
    assert changed.line == "close-embassy MLIGOV > MAR reported person=Diop"
    assert (changed.place, changed.when.text) == ("Rabat", "2024-01")


def test_what_was_decided_holds_after_the_articles_were_read_by_another_coder(path):
    press(path, "d2024-01-20\n")
    fill(path, OTHER)
    assert [str(record.when.start) for record in records(path)] == ["2024-01-20", "2024-02-03"]


def test_records_are_joined_split_and_the_last_thing_undone_by_keys(path):
    press(path, "j1\n")
    assert len(records(path)) == 1
    press(path, "u")
    assert len(records(path)) == 2
    press(path, "s1\n")
    assert len(records(path)) == 3


def test_a_name_is_linked_in_the_whole_store(path):
    press(path, "nFavre Camara\n", "kFavre Camara\nFafré Camara\n")
    assert {record.best.part("person") for record in records(path)} == {"Fafré Camara", None}


@pytest.mark.parametrize(
    ("keys", "message"),
    [
        ("tdance\n", "no kind 'dance'"),
        ("dsoon\n", "'soon' is no day"),
        ("x", "no key 'x'"),
        ("?", "undo what you decided last"),
        ("c", "no two people differ"),
    ],
)
def test_a_wrong_key_or_answer_is_told_and_stores_nothing(path, keys, message):
    assert message in press(path, keys)
    assert actions(path) == []


def test_what_was_decided_on_is_not_shown_again_unless_asked_for(path):
    press(path, "a", "a")
    assert "no more records to look at" in press(path)
    assert "decision 1 of ada: accept" in press(path, more=["--all"])


def test_where_people_differ_both_are_shown_and_neither_is_applied(path):
    press(path, "r0\n", more=["--kind", "visit"])
    assert [record.best.kind for record in records(path)] == ["open-embassy"]
    out = press(path, "a", "a", "c", author="bob", more=["--all", "--kind", "visit"])
    assert "verdict: ada (reject, decision 1) against bob (accept" in out
    assert len(records(path)) == 2
    assert "differs on verdict" in detente("review", "--store", path, "--log").out
    detente("review", "--store", path, "--undo", 1)
    assert "undone" in detente("review", "--store", path, "--log").out


def test_decisions_are_exported_and_taken_over_once(path, tmp_path):
    press(path, "a")
    out = tmp_path / "decisions.jsonl"
    assert detente("review", "--store", path, "--export", out).code == 0
    assert all(json.loads(line)["stands"] for line in out.read_text().splitlines())
    other = tmp_path / "other.duckdb"
    fill(other, OTHER)
    came = detente("review", "--store", other, "--import", out, "--json")
    assert came.lines == [{"done": f"{len(actions(path))} decisions taken over"}]
    assert detente("review", "--store", other, "--import", out, "--json").lines == [
        {"done": "0 decisions taken over"}
    ]


def test_a_file_of_another_form_is_refused_with_its_line(path, tmp_path):
    wrong = tmp_path / "wrong.jsonl"
    wrong.write_text('{"id": 1}\n')
    came = detente("review", "--store", path, "--import", wrong)
    assert came.code == 2
    assert "line 1" in came.err


def test_judged_events_are_written_for_training(path, tmp_path):
    press(path, ">", "d2024-01-20\n", "<", "r0\n")
    out = tmp_path / "training.jsonl"
    detente("review", "--store", path, "--training", out)
    found = {entry["document"]: entry for entry in map(json.loads, out.read_text().splitlines())}
    verdicts = sorted(entry["verdict"] for entry in found.values())
    assert verdicts in (["changed", "rejected", "rejected"], ["changed", "changed", "rejected"])
    entry = next(entry for entry in found.values() if entry["verdict"] == "changed")
    assert entry["right"]["day"] == "2024-01-20"
    assert entry["text"][entry["read"]["start"] : entry["read"]["end"]] == entry["read"]["quote"]


def test_a_record_is_explained_with_what_speaks_for_it_and_what_keeps_others_apart(path):
    (visit,) = (record for record in records(path) if record.best.kind == "visit")
    came = detente("explain", "--record", visit.id, "--store", path)
    assert "2 tellings by 2 voices are taken for one act" in came.out
    assert "1 and 2:" in came.out
    as_json = detente("explain", "--record", visit.id, "--store", path, "--json")
    assert json.loads(as_json.out)["relations"][0]["reasons"]


def test_explaining_a_record_that_is_not_there_says_where_identifiers_come_from(path):
    came = detente("explain", "--record", "r-none", "--store", path)
    assert came.code == 2
    assert "detente events --json" in came.err


def test_explain_takes_a_sentence_or_a_record_and_not_both(path):
    assert detente("explain").code == 2
    assert detente("explain", "Mali left.", "--record", "r-1", "--store", path).code == 2
