"""The store keeps what it was given, once, and gives it back whole."""

from __future__ import annotations

import subprocess
import sys
import threading
from dataclasses import replace
from datetime import date

import duckdb
import pytest

from detente.model.document import Span
from detente.model.errors import EvidenceError, StoreError
from detente.storing.connection import opened
from detente.storing.store import Store
from tests.storing.making import OTHER, RUN, document, event, paths


@pytest.fixture
def store(tmp_path):
    return Store(tmp_path / "detente.duckdb")


def visit(name, pair="MLI > MAR", **details):
    told = document(name)
    return told, [event(told, f"visit {pair}", **details)]


def test_a_document_and_its_events_come_back_as_they_were(store):
    told, events = visit("a", day="2024-01-24", person="Fafré Camara", place="Rabat")
    added = store.add([(told, events)], RUN)
    assert (added.documents, added.events) == (1, 1)
    assert list(store.documents()) == [told]
    assert [telling.event for telling in store.tellings()] == events


def test_a_telling_knows_its_document(store):
    store.add([visit("a")], RUN)
    (telling,) = store.tellings()
    known = (
        telling.document,
        telling.published,
        telling.publisher,
        telling.url,
        telling.title,
        telling.language,
    )
    assert known == ("a", date(2024, 1, 25), "Paper", "https://example.org/a", "Title of a", "en")


def test_adding_twice_is_adding_once(store):
    batch = [visit("a"), visit("b")]
    store.add(batch, RUN)
    again = store.add(batch, RUN)
    assert (again.documents, again.events, again.known) == (0, 0, ("a", "b"))
    assert (store.counts().documents, store.counts().events) == (2, 2)


def test_adding_half_known_documents_adds_the_other_half(store):
    store.add([visit("a")], RUN)
    added = store.add([visit("a"), visit("b")], RUN)
    assert (added.documents, added.known) == (1, ("a",))


def test_a_document_twice_in_one_batch_is_stored_once(store):
    assert store.add([visit("a"), visit("a")], RUN).documents == 1


def test_another_coder_replaces_the_reading_of_a_document(store):
    store.add([visit("a"), visit("b")], RUN)
    told = document("a")
    added = store.add([(told, [event(told, "meet MLI > SEN")])], OTHER)
    assert added.replaced == ("a",)
    assert sorted(telling.event.kind for telling in store.tellings()) == ["meet", "visit"]
    assert next(store.tellings(("MLI", "MAR"))).document == "b"
    assert store.known(["a", "b"], OTHER.fingerprint) == {"a"}


def test_an_empty_batch_is_no_trouble(store):
    assert store.add([], RUN).documents == 0


def test_a_document_without_events_is_known(store):
    store.add([(document("a"), [])], RUN)
    assert store.known(["a", "x"], RUN.fingerprint) == {"a"}
    assert store.known(["a"], OTHER.fingerprint) == frozenset()


def test_a_quotation_that_is_not_in_its_place_is_refused_and_nothing_is_stored(store):
    told, events = visit("a")
    moved = replace(events[0].evidence, span=Span(start=1, end=len(events[0].evidence.quote) + 1))
    with pytest.raises(EvidenceError, match="document 'a': event visit quotes"):
        store.add([visit("b"), (told, [replace(events[0], evidence=moved)])], RUN)
    assert store.counts().documents == 0


def test_evidence_of_another_document_is_refused(store):
    told, _ = visit("a")
    with pytest.raises(EvidenceError):
        store.add([(told, visit("b")[1])], RUN)


def test_half_a_character_is_refused_with_its_place(store):
    broken = replace(document("a"), title="half \ud800")
    with pytest.raises(StoreError, match="half a character"):
        store.add([visit("b"), (broken, [])], RUN)
    assert store.counts().documents == 0


def test_a_pair_is_found_in_either_order_and_on_either_side(store):
    store.add(
        [visit("a"), visit("b", "MAR > MLI"), visit("c", "FRA > MLI"), visit("d", "MLI|MAR > FRA")], RUN
    )
    assert [telling.document for telling in store.tellings(("MAR", "MLI"))] == ["a", "b", "d"]
    assert list(store.tellings(("MLI", "MAR"))) == list(store.tellings(("MAR", "MLI")))


def test_a_party_of_the_tie_takes_part(store):
    told = document("a")
    shared = event(told, "sign-agreement MLI > MAR")
    shared = replace(shared, tie=replace(shared.tie, parties=("MLI", "MAR", "SEN", "IGO:ECOWAS")))
    store.add([(told, [shared])], RUN)
    assert len(list(store.tellings(("SEN", "MLI")))) == 1
    assert len(list(store.tellings(("ECOWAS", "MLI")))) == 1


def test_an_organisation_takes_part_by_its_code(store):
    store.add([visit("a", "*ECOWAS > MLI")], RUN)
    assert len(list(store.tellings(("MLI", "ECOWAS")))) == 1


def test_tellings_are_kept_by_the_days_of_the_act(store):
    batch = [visit("a", day="2024-01-10"), visit("b", day="2024-01"), visit("c", day="2024-02-01")]
    store.add([*batch, (d := document("d", day=None), [event(d, "visit MLI > MAR")])], RUN)
    start, end = date(2024, 1, 15), date(2024, 2, 1)
    assert [telling.document for telling in store.tellings(start=start, end=end)] == ["b", "d"]
    assert [telling.document for telling in store.tellings(("MLI", "MAR"), end=end)] == ["a", "b", "d"]


def test_tellings_are_kept_by_the_day_of_publication(store):
    early, late = document("a", day="2024-01-01"), document("b", day="2024-03-01")
    store.add([(told, [event(told, "visit MLI > MAR")]) for told in (early, late)], RUN)
    found = store.tellings(("MLI", "MAR"), told_before=date(2024, 3, 1))
    assert [telling.document for telling in found] == ["a"]


def test_context_is_one_of_the_two_with_others_in_documents_of_the_pair(store):
    told = document("a", "Mali visited Morocco.", "France accused Mali.", "France praised Spain.")
    lines = ("visit MLI > MAR", "accuse FRA > MLI", "praise FRA > ESP")
    events = [
        event(told, line, quote=quote) for line, quote in zip(lines, told.text.split("\n"), strict=True)
    ]
    elsewhere = document("b")
    store.add([(told, events), (elsewhere, [event(elsewhere, "accuse FRA > MLI")])], RUN)
    assert [telling.event.kind for telling in store.context("MLI", "MAR")] == ["accuse"]
    assert [telling.document for telling in store.context("MLI", "MAR")] == ["a"]


def test_pair_documents_have_both_states_together_or_apart(store):
    apart = document("b", "France accused Mali.", "France praised Morocco.")
    events = [
        event(apart, "accuse FRA > MLI"),
        event(apart, "praise FRA > MAR", quote="France praised Morocco."),
    ]
    store.add([visit("a"), (apart, events), visit("c", "FRA > MLI")], RUN)
    assert [found.id for found in store.pair_documents("MLI", "MAR")] == ["a", "b"]


def test_pairs_are_counted_by_events(store):
    store.add([visit("a"), visit("b", "MAR > MLI"), visit("c", "FRA > MLI")], RUN)
    assert store.pairs() == (("MAR", "MLI", 2), ("FRA", "MLI", 1))


def test_documents_are_given_by_name_in_order(store):
    store.add([visit("b"), visit("a"), visit("c")], RUN)
    assert [found.id for found in store.documents(["c", "a", "x"])] == ["a", "c"]


def test_many_pages_give_everything_once(store, monkeypatch):
    monkeypatch.setattr("detente.storing.store._PAGE", 3)
    monkeypatch.setattr("detente.storing.store._TEXTS", 3)
    store.add([visit(f"d{number:02}") for number in range(10)], RUN)
    assert [found.id for found in store.documents()] == [f"d{number:02}" for number in range(10)]
    assert [telling.document for telling in store.tellings()] == [f"d{number:02}" for number in range(10)]


def test_counts_tell_the_window_of_publication(store):
    store.add([visit("a"), (document("b", day="2020-02-03"), [])], RUN)
    counts = store.counts()
    assert (counts.documents, counts.events, counts.first, counts.last) == (
        2,
        1,
        date(2020, 2, 3),
        date(2024, 1, 25),
    )


def test_an_empty_store_answers_everything_with_nothing(store):
    assert list(store.tellings()) == list(store.tellings(("MLI", "MAR"))) == list(store.documents()) == []
    assert (
        store.context("MLI", "MAR")
        == store.pair_documents("MLI", "MAR")
        == store.runs()
        == store.pairs()
        == ()
    )
    assert store.counts().first is None


def test_a_run_is_noted_with_its_end(store):
    run = store.start_run(version="1", model="m", lexicon="l", command="detente read x")
    assert store.runs() == (run,)
    ended = store.end_run(run)
    assert ended.ended is not None
    assert store.runs() == (ended,)


def test_the_fingerprint_changes_with_each_of_its_parts():
    others = [replace(RUN, version="9"), replace(RUN, model="9"), replace(RUN, lexicon="9")]
    assert len({RUN.fingerprint, *(run.fingerprint for run in others)}) == 4
    assert replace(RUN, command="x").fingerprint == RUN.fingerprint


def test_copies_share_the_voice_of_the_first_publisher(store):
    copies = [
        document("a", day="2024-01-26", publisher="Daily"),
        document("b", day="2024-01-25", publisher="Agency"),
    ]
    own = document("c", publisher="Weekly")
    signatures = {"a": bytes(512), "b": bytes(512), "c": bytes(range(256)) * 2}
    store.add(
        [(told, [event(told, "visit MLI > MAR")]) for told in (*copies, own)], RUN, signatures=signatures
    )
    voices = {telling.document: telling.voice for telling in store.tellings(("MLI", "MAR"))}
    assert voices == {"a": "Agency", "b": "Agency", "c": "Weekly"}
    assert {telling.document: telling.voice for telling in store.tellings()} == voices


def test_no_call_keeps_the_file_open(store):
    store.add([visit("a")], RUN)
    tellings = store.tellings()
    next(tellings)
    with duckdb.connect(str(store.path)) as connection:
        assert connection.execute("SELECT count(*) FROM documents").fetchall() == [(1,)]


# Trouble


def test_a_missing_store_is_refused_where_it_must_exist(tmp_path):
    with pytest.raises(StoreError, match=r"there is no store at .*detente add PATH"):
        Store(tmp_path / "no.duckdb", must_exist=True)


def test_a_store_is_made_late_where_asked(tmp_path):
    store = Store(tmp_path / "sub" / "late.duckdb", create=False)
    assert not store.path.exists()
    with pytest.raises(StoreError, match="there is no store"):
        store.counts()
    store.add([visit("a")], RUN)
    assert store.counts().documents == 1


def test_making_a_store_leaves_nothing_beside_it(store):
    assert [path.name for path in store.path.parent.iterdir()] == ["detente.duckdb"]


def test_a_folder_is_no_store(tmp_path):
    with pytest.raises(StoreError, match="is a folder"):
        Store(tmp_path)


@pytest.mark.parametrize("content", [b"", b"hello", b"PK\x03\x04" * 2000])
def test_another_file_is_no_store_and_stays_as_it_is(tmp_path, content):
    path = tmp_path / "x.duckdb"
    path.write_bytes(content)
    with pytest.raises(StoreError, match="is not a store"):
        Store(path)
    assert path.read_bytes() == content


def test_a_truncated_store_is_refused(store):
    store.add([visit("a")], RUN)
    whole = store.path.read_bytes()
    store.path.write_bytes(whole[:5000])
    with pytest.raises(StoreError, match=str(store.path)):
        Store(store.path)


def test_a_duckdb_file_of_others_is_refused(tmp_path):
    path = tmp_path / "other.duckdb"
    with duckdb.connect(str(path)) as connection:
        connection.execute("CREATE TABLE t (n INTEGER)")
    with pytest.raises(StoreError, match="is a DuckDB file but not detente's"):
        Store(path)


def test_a_store_of_another_version_is_refused_with_both_versions(store):
    with duckdb.connect(str(store.path)) as connection:
        connection.execute("UPDATE meta SET value = '99'")
    with pytest.raises(StoreError, match="store of version 99, this detente reads version 2"):
        Store(store.path)


def test_a_store_that_may_not_be_read_is_refused(store):
    store.path.chmod(0)
    try:
        store.path.read_bytes()
        pytest.skip("this user may read everything")
    except PermissionError:
        with pytest.raises(StoreError, match="cannot be read"):
            Store(store.path)
    finally:
        store.path.chmod(0o600)


HOLD = """
import duckdb, sys
connection = duckdb.connect(sys.argv[1])
print("held", flush=True)
sys.stdin.readline()
"""


@pytest.fixture
def holder(store):
    """Another process that has the store open for writing until its input ends."""
    process = subprocess.Popen(
        [sys.executable, "-c", HOLD, str(store.path)],
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        text=True,
    )
    assert process.stdout is not None
    assert process.stdout.readline() == "held\n"
    yield process
    process.stdin.close()
    process.wait()


def test_a_store_that_is_locked_too_long_says_so(store, holder):
    with pytest.raises(StoreError, match="is in use by another process"):
        Store(store.path, patience=0.2)


def test_a_store_that_becomes_free_in_time_is_waited_for(store, holder):
    threading.Timer(0.4, holder.stdin.close).start()
    assert Store(store.path, patience=20).counts().documents == 0


def test_readers_and_a_writer_in_threads_do_not_fail(store):
    troubles = []

    def read():
        try:
            for _ in range(10):
                store.counts()
        except StoreError as error:
            troubles.append(error)

    readers = [threading.Thread(target=read) for _ in range(2)]
    for reader in readers:
        reader.start()
    for number in range(6):
        store.add([visit(f"d{number}")], RUN)
    for reader in readers:
        reader.join()
    assert troubles == []
    assert store.counts().documents == 6


FILL = """
import resource, signal, sys
from pathlib import Path
from detente.model.document import Document
from detente.model.errors import StoreError
from detente.storing.store import Store
from tests.storing.making import RUN
import random
store = Store(Path(sys.argv[1]))
store.add([(Document(id="kept", text="kept"), [])], RUN)
signal.signal(signal.SIGXFSZ, signal.SIG_IGN)
limit = store.path.stat().st_size + 200_000
resource.setrlimit(resource.RLIMIT_FSIZE, (limit, limit))
dice = random.Random(1)
try:
    for number in range(40):
        text = "".join(dice.choices("abcdefghijklmnopqrstuvwxyz", k=100_000))
        store.add([(Document(id=f"big-{number}", text=text), [])], RUN)
        print(number, flush=True)
except StoreError as error:
    print(error)
"""


def test_a_full_disk_is_told_and_loses_nothing(tmp_path):
    path = tmp_path / "full.duckdb"
    done = subprocess.run(
        [sys.executable, "-c", FILL, str(path)], capture_output=True, text=True, check=True, env=paths()
    )
    *stored, message = done.stdout.strip().split("\n")
    assert "the disk is full" in message
    names = {found.id for found in Store(path).documents()}
    assert names >= {"kept", *(f"big-{number}" for number in stored)}


def test_an_error_inside_a_call_takes_everything_back(store):
    with (
        pytest.raises(StoreError, match="nothing of this step was stored"),
        opened(store.path, writing=True, patience=1) as connection,
    ):
        connection.execute("INSERT INTO meta VALUES ('x', 'y')")
        connection.execute("SELECT * FROM nowhere")
    with opened(store.path, writing=False, patience=1) as connection:
        assert connection.execute("SELECT count(*) FROM meta").fetchall() == [(1,)]


def test_the_last_dossier_of_a_pair_is_the_one_before_a_day_whatever_the_order_of_the_states(store):
    assert store.last_dossier("MLI", "MAR") is None
    store.note_dossier("MLI", "MAR", date(2024, 1, 1))
    store.note_dossier("MAR", "MLI", date(2024, 3, 1))
    assert store.last_dossier("MAR", "MLI") == date(2024, 3, 1)
    assert store.last_dossier("MLI", "MAR", before=date(2024, 3, 1)) == date(2024, 1, 1)
    assert store.last_dossier("MLI", "SEN") is None


def test_a_tie_that_one_state_opened_alone_is_told_where_the_document_tells_of_both(store):
    first = document("x", "Morocco launched an initiative.", "Mali met Morocco.")
    events = [
        event(first, "launch-initiative MAR"),
        event(first, "meet MLI > MAR", quote="Mali met Morocco."),
    ]
    other = document("y", "Morocco launched a plan.")
    store.add([(first, events), (other, [event(other, "launch-initiative MAR")])], RUN)
    assert [told.document for told in store.alone("MLI", "MAR")] == ["x"]


def test_documents_are_found_by_the_names_in_their_text(store):
    both = replace(document("a"), text="Lomé and Accra talk.")
    one = replace(document("b"), text="Lomé is quiet.")
    store.add([(both, []), (one, [])], RUN)
    assert [found.id for found in store.documents_naming(("Togo", "Lomé"), ("Ghana", "Accra"))] == ["a"]
    assert [found.id for found in store.documents_naming(("Lomé",))] == ["a", "b"]
    assert store.documents_naming(("accra",)) == ()


def test_acts_with_others_come_from_further_documents_where_asked(store):
    store.add([visit("a"), visit("b", "MLI > DZA")], RUN)
    assert store.context("MLI", "MAR") == ()
    assert [telling.document for telling in store.context("MLI", "MAR", more=["b"])] == ["b"]
