"""The joining floor: what goes in once comes out once, the same each time."""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator
from dataclasses import replace
from datetime import date
from pathlib import Path

import pytest

from detente.coding.coder import Coder
from detente.coding.standard import load_coder
from detente.model.document import Document
from detente.model.errors import DataError, StoreError, UsageError
from detente.model.event import Event
from detente.pipeline import (
    Trouble,
    add_paths,
    code_lines,
    explain_text,
    export_events,
    find_pair,
    gather_facts,
    list_records,
    list_ties,
    make_dossier,
    read,
)
from detente.pipeline import coding as coding_module
from detente.pipeline.coding import batches, code_each
from detente.pipeline.pairs import find_codes
from detente.reporting.dossier import FORMS as WRITTEN
from detente.storing.store import Store
from tests.running import ARTICLE, write_lines

SIGNED = {
    "id": "signed",
    "text": ARTICLE,
    "date": "2024-01-24",
    "publisher": "Example Courier",
    "language": "en",
}
RECALLED = {
    "id": "recalled",
    "text": "Mali recalled its ambassador from Morocco on Monday, the foreign ministry in Bamako said.",
    "date": "2024-06-04",
    "publisher": "Example Dispatch",
    "language": "en",
}
FRENCH = {
    "id": "french",
    "text": "Le Mali et le Maroc ont signé un accord.",
    "date": "2024-01-25",
    "language": "fr",
}
WEATHER = {"id": "weather", "text": "It rained all day in the hills.", "date": "2024-02-01", "language": "en"}
LINES = (SIGNED, RECALLED, FRENCH, WEATHER)


@pytest.fixture(scope="module")
def store(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("store")
    add_paths(folder / "s.duckdb", [write_lines(folder / "d.jsonl", *LINES)])
    return folder / "s.duckdb"


def document(name: str, text: str = "It rained.") -> Document:
    return Document(id=name, text=text, language="en")


# Reading and coding


def test_a_single_path_is_read_like_a_list_of_one(tmp_path: Path) -> None:
    path = write_lines(tmp_path / "d.jsonl", *LINES)
    assert list(read(path)) == list(read(str(path))) == list(read([path]))


def test_documents_come_out_in_the_order_they_came_in(tmp_path: Path) -> None:
    path = write_lines(tmp_path / "d.jsonl", *LINES)
    assert [line["id"] for line in code_lines([path])] == ["signed", "recalled", "french", "weather"]


def test_an_event_that_bears_on_several_ties_gives_a_line_for_each(tmp_path: Path) -> None:
    text = "Mali, Niger and Chad joined the Atlantic Initiative of Morocco."
    (line,) = code_lines([write_lines(tmp_path / "d.jsonl", {"id": "x", "text": text, "language": "en"})])
    for event in line["events"]:
        assert text[event["start"] : event["end"]] == event["quote"]
    typed = [event for event in line["events"] if event["plover"] is not None]
    assert len({(e["kind"], e["start"], str(e["source"]), str(e["target"])) for e in typed}) == len(typed)


def test_batches_are_bounded_by_number_and_by_size(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(coding_module, "BATCH", 3)
    monkeypatch.setattr(coding_module, "BATCH_CHARACTERS", 100)
    sizes = [10, 10, 10, 90, 20, 200, 5]
    parted = [[len(d.text) for d in batch] for batch in batches(document(str(n), "x" * n) for n in sizes)]
    assert parted == [[10, 10, 10], [90, 20], [200], [5]]


def broken_coder(*broken: str, fault: Exception) -> Coder:
    """A coder that fails on some documents."""

    def split(text: str) -> tuple[()]:
        if text in broken:
            raise fault
        return ()

    return replace(load_coder("en"), split=split)


def test_a_document_that_breaks_the_coder_does_not_take_the_others_with_it() -> None:
    told: list[Trouble] = []
    coder = broken_coder("b", "d", fault=IndexError("ours"))
    coded = code_each(coder, [document(name, name) for name in "abcde"], told.append)
    assert [one.id for one, _ in coded] == ["a", "c", "e"]
    assert [trouble.origin for trouble in told] == ["b", "d"]
    assert "IndexError: ours" in told[0].message


def test_broken_data_of_ours_stops_the_run() -> None:
    coder = broken_coder("b", fault=DataError("kinds/visit.toml: unknown key 'x'"))
    with pytest.raises(DataError):
        list(code_each(coder, [document("b", "b")], lambda trouble: None))


# Storing


def test_adding_tells_what_was_kept_without_being_coded(tmp_path: Path) -> None:
    path = write_lines(tmp_path / "d.jsonl", *LINES)
    added = add_paths(tmp_path / "s.duckdb", [path])
    assert (added.documents, added.known, added.uncoded) == (4, 0, (("fr", 1),))
    again = add_paths(tmp_path / "s.duckdb", [path])
    assert (again.documents, again.events, again.known) == (0, 0, 4)


def test_progress_never_goes_back_and_ends_at_the_number_of_documents(tmp_path: Path) -> None:
    seen: list[int] = []
    path = write_lines(tmp_path / "d.jsonl", *LINES)
    add_paths(tmp_path / "s.duckdb", [path], show=lambda done, note: seen.append(done))
    assert seen == sorted(seen)
    assert seen[-1] == 4


def test_a_document_whose_evidence_is_wrong_is_left_out_and_named(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def shift(
        coder: Coder, batch: Iterable[Document], report: object
    ) -> Iterator[tuple[Document, tuple[Event, ...]]]:
        for one, events in code_each(coder, list(batch), lambda trouble: None):
            yield (replace(one, text=one.text.upper()) if one.id == "recalled" else one), events

    monkeypatch.setattr("detente.pipeline.adding.code_each", shift)
    told: list[Trouble] = []
    path = write_lines(tmp_path / "d.jsonl", *LINES)
    added = add_paths(tmp_path / "s.duckdb", [path], report=told.append)
    assert added.documents == 3
    assert [trouble.origin for trouble in told] == [f"{path}:2"]
    assert "the document was left out" in told[0].message
    assert {one.id for one in Store(tmp_path / "s.duckdb").documents()} == {"signed", "french", "weather"}


def test_the_order_in_which_articles_are_added_does_not_change_the_dossier(
    tmp_path: Path, store: Path
) -> None:
    other = tmp_path / "s.duckdb"
    for number, line in enumerate(reversed(LINES)):
        add_paths(other, [write_lines(tmp_path / f"{number}.jsonl", line)])
    pair = find_pair("Mali", "Morocco")
    one, two = (json.loads(make_dossier(path, pair, "json").text) for path in (store, other))
    assert one["facts"]["records"] == two["facts"]["records"]
    assert one["facts"]["ties"] == two["facts"]["ties"]
    assert one["facts"]["series"] == two["facts"]["series"]


# Facts


@pytest.mark.parametrize("form", WRITTEN)
def test_the_same_store_gives_the_same_dossier_byte_for_byte(store: Path, form: str) -> None:
    pair = find_pair("Mali", "Morocco")
    assert make_dossier(store, pair, form).text == make_dossier(store, pair, form).text


def test_the_forms_of_the_command_line_are_those_of_the_reporting_room() -> None:
    from detente.pipeline import FORMS

    assert FORMS == WRITTEN


def test_the_dossier_stands_on_the_last_day_read_unless_told_otherwise(store: Path) -> None:
    pair = find_pair("Mali", "Morocco")
    assert gather_facts(Store(store), pair).as_of == date(2024, 6, 4)
    earlier = gather_facts(Store(store), pair, as_of=date(2024, 3, 1))
    assert {telling.document for record in earlier.records for telling in record.tellings} == {"signed"}


def test_every_document_of_a_small_store_is_listed_with_the_reason_why_it_was_not_used(store: Path) -> None:
    facts = gather_facts(Store(store), find_pair("Mali", "Morocco"))
    notes = {source.document.id: source.note for source in facts.sources}
    assert notes == {
        "signed": None,
        "recalled": None,
        "french": "not coded: French is read but not yet coded",
        "weather": "tells no act between the two states",
    }


def test_of_a_large_store_only_the_documents_of_the_pair_are_listed(
    store: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("detente.pipeline.facts.LISTED_UNUSED", 3)
    facts = gather_facts(Store(store), find_pair("Mali", "Morocco"))
    assert {source.document.id for source in facts.sources} == {"signed", "recalled"}


def test_changes_are_told_only_where_a_day_is_given(store: Path) -> None:
    pair = find_pair("Mali", "Morocco")
    assert gather_facts(Store(store), pair).changes == ()
    assert gather_facts(Store(store), pair, since=date(2024, 5, 1)).changes


def test_a_dossier_of_no_store_says_how_to_make_one(tmp_path: Path) -> None:
    with pytest.raises(StoreError, match="there is no store at"):
        make_dossier(tmp_path / "nix.duckdb", find_pair("Mali", "Morocco"), "md")


# Listings and pairs


def test_records_are_listed_newest_first_and_each_act_once(store: Path) -> None:
    rows = list(list_records(store, None, None, limit=100))
    days = [row.as_dict()["day"] for row in rows if row.as_dict()["day"]]
    assert days == sorted(days, reverse=True)
    assert len({row.as_dict()["record"] for row in rows}) == len(rows)


def test_ties_on_a_day_rest_on_what_was_published_by_then(store: Path) -> None:
    def status(day: date | None) -> set[str]:
        rows = (row.as_dict() for row in list_ties(store, "Mali", "Morocco", as_of=day))
        return {row["status"] for row in rows if row["kind"] == "ambassador"}

    assert status(date(2024, 3, 1)) == {"appointed"}
    assert "recalled" in status(None)


def test_an_export_holds_as_many_events_as_it_says(store: Path, tmp_path: Path) -> None:
    count = export_events(store, tmp_path / "e.csv", ())
    assert len((tmp_path / "e.csv").read_text().splitlines()) == count + 1


def test_a_pair_can_be_named_in_any_language_and_as_of_a_day() -> None:
    assert [state.iso3 for state in find_pair("Maroc", "مالي")] == ["MAR", "MLI"]
    assert find_pair("Zaire", "Mali", day=date(1990, 1, 1))[0].name == "Zaire"


def test_one_name_alone_is_refused_with_the_command_that_would_do() -> None:
    assert find_codes(None, None, command="detente events") is None
    assert find_codes("Mali", "Morocco", command="detente events") == ("MLI", "MAR")
    with pytest.raises(UsageError, match="detente events Mali Morocco"):
        find_codes("Mali", None, command="detente events")


def test_a_sentence_that_no_gate_lets_through_is_explained_all_the_same() -> None:
    assert "No sentence passed the gate" in explain_text("The cat slept.").as_text()
    with pytest.raises(UsageError, match="holds no words"):
        explain_text("1234")
