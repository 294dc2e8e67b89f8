"""Bad input, end to end: each is named with what to do, the exit code is as promised, the rest goes on."""

from __future__ import annotations

import gzip
import json
import os
import subprocess
from pathlib import Path
from random import Random

import duckdb
import pytest

from detente.storing.store import Store
from tests.running import ARTICLE, command, detente, detente_apart, environment, write_lines

MALI = {
    "id": "mali",
    "text": "Mali recalled its ambassador from Morocco.",
    "date": "2024-01-24",
    "language": "en",  # so that no language has to be told, which needs room on the disk
}


def bad_file(folder: Path, name: str) -> Path:
    """Write one of the files that no article can be made of."""
    contents = {
        "empty.txt": b"",
        "blank.html": b" \n\0\n ",
        "binary.txt": bytes(range(256)) * 40,
        "picture.html": b"\x89PNG\r\n\x1a\n" + bytes(2000),
        "truncated.html.gz": gzip.compress(ARTICLE.encode() * 50)[:-40],
        "no-gzip.txt.gz": ARTICLE.encode(),
        "no-text.html": b"<!doctype html><html><body><script>var a = 1;</script><img src=a></body></html>",
        "digits.txt": b"1234 5678 -- 90\n",
        "fifty-megabytes.txt": ARTICLE.encode() * (50_000_000 // len(ARTICLE.encode())),
        "list.jsonl": b'[{"text": "x"}]\n',
        "other.pdf": b"%PDF-1.7 ...",
    }
    path = folder / name
    path.write_bytes(contents[name])
    return path


SAID = {
    "empty.txt": "is empty",
    "blank.html": "is empty",
    "binary.txt": "is a binary file",
    "picture.html": "is a binary file",
    "truncated.html.gz": "the gzip data end too early",
    "no-gzip.txt.gz": "is not sound gzip data",
    "no-text.html": "no article text",
    "digits.txt": "no article text",
    "fifty-megabytes.txt": "one document may hold 5.0 MB",
    "list.jsonl": "one JSON object a line is expected",
    "other.pdf": "no sound PDF file",
}


@pytest.mark.parametrize("name", SAID)
def test_a_bad_file_is_named_and_the_rest_goes_on(tmp_path: Path, name: str) -> None:
    bad = bad_file(tmp_path, name)
    good = write_lines(tmp_path / "good.jsonl", MALI)
    came = detente("add", bad, good, "--store", tmp_path / "s.duckdb", "--json")
    assert came.code == 1
    assert came.lines[0]["documents"] == 1
    told = came.err.splitlines()[0]
    assert told.startswith(str(bad))
    assert SAID[name] in told


@pytest.mark.parametrize("name", SAID)
def test_a_bad_file_alone_gives_3_and_leaves_no_store(tmp_path: Path, name: str) -> None:
    bad = bad_file(tmp_path, name)
    store, output = tmp_path / "s.duckdb", tmp_path / "d.html"
    came = detente("dossier", "Mali", "Morocco", bad, "--store", store, "-o", output)
    assert came.code == 3
    assert str(bad) in came.err
    assert "nothing could be read from the sources, so no dossier was written" in came.err
    assert not store.exists()
    assert not output.exists()


@pytest.mark.parametrize("encoding", ["cp1252", "utf-16", "utf-8-sig", "latin-1"])
def test_an_article_in_another_encoding_is_read_with_its_letters(tmp_path: Path, encoding: str) -> None:
    path = tmp_path / "a.txt"
    path.write_bytes(ARTICLE.replace("–", "-").encode(encoding))
    came = detente("read", path)
    assert came.code == 0, came.err
    assert "Fafré Camara" in came.lines[0]["text"]


def test_json_lines_that_are_not_utf8_are_named_by_line(tmp_path: Path) -> None:
    path = write_lines(tmp_path / "d.jsonl", MALI, '{"text": "Fafré"}'.encode("latin-1"))
    came = detente("code", path)
    assert came.code == 1
    assert came.err.startswith(f"{path}:2: is not UTF-8")


def test_a_language_that_does_not_exist_is_reported_and_told_by_the_text(tmp_path: Path) -> None:
    text = "The government of Mali recalled its ambassador from Morocco on Monday."
    path = write_lines(tmp_path / "d.jsonl", {"id": "x", "text": text, "language": "klingon"})
    came = detente("code", path)
    assert came.code == 1
    assert f"{path}:1: language 'klingon' is no ISO 639 code" in came.err
    assert came.lines[0]["language"] == "en"
    assert came.lines[0]["events"]


def test_a_language_that_is_not_coded_gives_no_events_and_no_problem(tmp_path: Path) -> None:
    text = (
        "Die Regierung von Mali hat am Montag ihren Botschafter aus Marokko zurückgerufen, hieß es in Bamako."
    )
    came = detente("code", write_lines(tmp_path / "d.jsonl", {"id": "x", "text": text}))
    assert (came.code, came.lines) == (0, [{"id": "x", "language": "de", "events": []}])


def test_an_unreadable_file_is_named_with_what_to_do(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    closed, good = tmp_path / "closed.txt", write_lines(tmp_path / "good.jsonl", MALI)
    closed.write_text(ARTICLE)
    opens = Path.open

    def refuse(path: Path, *words: object, **named: object) -> object:
        if path == closed:
            raise PermissionError(13, "Permission denied", str(path))
        return opens(path, *words, **named)  # type: ignore[call-overload]

    monkeypatch.setattr(Path, "open", refuse)  # chmod would not stop the superuser
    came = detente("code", closed, good)
    assert (came.code, len(came.lines)) == (1, 1)
    assert came.err.startswith(f"{closed}: may not be read by this user; change its permissions")


def test_a_missing_path_is_named(tmp_path: Path) -> None:
    came = detente("read", tmp_path / "nix.html")
    assert (came.code, came.out) == (3, "")
    assert f"{tmp_path / 'nix.html'}: does not exist; check the path" in came.err


def test_a_folder_without_articles_is_named(tmp_path: Path) -> None:
    came = detente("read", tmp_path)
    assert came.code == 3
    assert "holds no file that can be read" in came.err


def test_an_address_inside_the_network_is_refused_and_leaves_nothing(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    came = detente("read", "http://169.254.169.254/latest/meta-data/")
    assert came.code == 3
    assert "lies inside a network" in came.err
    assert list(tmp_path.iterdir()) == []


def test_bad_lines_are_named_with_file_and_line_and_the_good_ones_are_coded(tmp_path: Path) -> None:
    lines = [MALI, "{broken", {"id": "no-text"}, {"id": "n", "text": 7}, "[]", MALI | {"id": "last"}]
    path = write_lines(tmp_path / "d.jsonl", *lines)
    came = detente("code", path)
    assert came.code == 1
    assert [line["id"] for line in came.lines] == ["mali", "last"]
    assert [f"{path}:{n}:" in told for n, told in zip((2, 3, 4, 5), came.err.splitlines(), strict=False)] == [
        True
    ] * 4
    assert "2 documents coded; 4 problems are told above" in came.err


def test_bad_lines_on_standard_input_are_named_with_their_line() -> None:
    came = detente("code", "-", stdin=json.dumps(MALI) + "\nnonsense\n")
    assert came.code == 1
    assert came.err.startswith("-:2: is not a JSON object")


def test_strict_stops_at_the_first_bad_line_and_keeps_an_older_output(tmp_path: Path) -> None:
    path = write_lines(tmp_path / "d.jsonl", MALI, "{broken", MALI | {"id": "last"})
    output = tmp_path / "out.jsonl"
    output.write_text("older\n")
    came = detente("code", path, "--strict", "-o", output)
    assert came.code == 3
    assert f"{path}:2: is not a JSON object" in came.err
    assert "last" not in came.out
    assert output.read_text() == "older\n"


@pytest.mark.parametrize("command", ["read", "code", "add", "dossier"])
def test_strict_is_known_to_every_command_that_reads(tmp_path: Path, command: str) -> None:
    pair = ("Mali", "Morocco") if command == "dossier" else ()
    where = ("--store", tmp_path / "s.duckdb") if command in ("add", "dossier") else ()
    good = write_lines(tmp_path / "good.jsonl", MALI)
    came = detente(command, *pair, tmp_path / "nix.txt", good, "--strict", *where)
    assert (came.code, came.out) == (3, "")
    assert "nix.txt: does not exist; check the path (stopped here, for --strict)" in came.err


def test_two_texts_under_one_id_are_reported_and_the_first_is_kept(tmp_path: Path) -> None:
    other = {"id": "mali", "text": "Mali expelled the ambassador of Morocco."}
    path = write_lines(tmp_path / "d.jsonl", MALI, other, MALI)
    came = detente("add", path, "--store", tmp_path / "s.duckdb", "--json")
    assert came.code == 1
    assert f"{path}:2: another text was already read under the id 'mali'" in came.err
    (kept,) = Store(tmp_path / "s.duckdb").documents()
    assert kept.text == MALI["text"]


# States


@pytest.mark.parametrize(
    ("words", "said"),
    [
        (("Mali", "Marocco"), "did you mean Morocco?"),
        (("Mali", "Atlantis"), "no state is called 'Atlantis'"),
        (("Congo", "Mali"), "(COD) or Republic of the Congo (COG); say which one"),
        (("Mali", "ECOWAS"), "is an organisation"),
        (("Mali", "mli"), "are the same state (Mali); give two states"),
        (("Maroc", "المغرب"), "are the same state (Morocco); give two states"),
        (("Mali", ""), "no state is called ''"),
    ],
)
def test_a_pair_that_is_none_is_refused_before_anything_is_read(
    tmp_path: Path, words: tuple[str, str], said: str
) -> None:
    good = write_lines(tmp_path / "good.jsonl", MALI)
    came = detente("dossier", *words, good, "--store", tmp_path / "s.duckdb")
    assert (came.code, came.out) == (2, "")
    assert said in came.err
    assert not (tmp_path / "s.duckdb").exists()


def test_one_state_is_no_pair(tmp_path: Path) -> None:
    assert detente("ties", "Mali", "--store", tmp_path / "s.duckdb").code == 2
    came = detente("events", "Mali", "--store", tmp_path / "s.duckdb")
    assert came.code == 2
    assert "expected two states or none, got one" in came.err
    assert detente("export", tmp_path / "e.csv", "Mali").code == 2


def test_days_that_are_none_or_in_the_wrong_order_are_refused(tmp_path: Path) -> None:
    came = detente("dossier", "Mali", "Morocco", "--as-of", "yesterday")
    assert came.code == 2
    assert "write it as 2024-05-02" in came.err
    came = detente("dossier", "Mali", "Morocco", "--as-of", "2024-01-01", "--since", "2025-01-01")
    assert came.code == 2
    assert "is later than --as-of" in came.err


# Stores


@pytest.fixture
def store(tmp_path: Path) -> Path:
    path = tmp_path / "s.duckdb"
    assert detente("add", write_lines(tmp_path / "one.jsonl", MALI), "--store", path).code == 0
    return path


ASKING = (("ties", "Mali", "Morocco"), ("events",), ("dossier", "Mali", "Morocco"), ("export", "e.csv"))


@pytest.mark.parametrize("words", ASKING, ids=lambda words: words[0])
def test_a_store_that_is_missing_is_named_and_not_made(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, words: tuple[str, ...]
) -> None:
    monkeypatch.chdir(tmp_path)
    came = detente(*words, "--store", "nix.duckdb")
    assert (came.code, came.out) == (3, "")
    assert "there is no store at nix.duckdb" in came.err
    assert list(tmp_path.iterdir()) == []


@pytest.mark.parametrize("words", [*ASKING, ("add", "one.jsonl")], ids=lambda words: words[0])
@pytest.mark.parametrize("kind", ["folder", "text", "empty", "another database", "another version"])
def test_what_is_no_store_is_named_and_left_as_it_is(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, store: Path, kind: str, words: tuple[str, ...]
) -> None:
    monkeypatch.chdir(tmp_path)
    path, said = no_store(tmp_path, store, kind)
    before = path.read_bytes() if path.is_file() else None
    came = detente(*words, "--store", path)
    assert (came.code, came.out) == (3, "")
    assert str(path) in came.err
    assert said in came.err
    assert (path.read_bytes() if path.is_file() else None) == before


def no_store(folder: Path, store: Path, kind: str) -> tuple[Path, str]:
    """Make what is no store of ours, and give it with what has to be said of it."""
    path = folder / "other.duckdb"
    if kind == "folder":
        path.mkdir()
        return path, "is a folder; a store is one file"
    if kind in ("text", "empty"):
        path.write_text("not a database\n" * 10 if kind == "text" else "")
        return path, "is not a store"
    if kind == "another database":
        with duckdb.connect(str(path)) as connection:
            connection.execute("CREATE TABLE a (b INTEGER)")
        return path, "is a DuckDB file but not detente's"
    with duckdb.connect(str(store)) as connection:
        connection.execute("UPDATE meta SET value = '999' WHERE key = 'schema_version'")
    return store, "is a store of version 999"


def test_a_full_disk_is_said_and_nothing_stored_is_lost(tmp_path: Path, store: Path) -> None:
    noise = Random(1)  # what cannot be packed, and passes no gate
    lines = (
        MALI | {"id": f"d{n}", "text": f"Item. {noise.randbytes(20_000).hex(' ', 4)}"} for n in range(60)
    )
    many = write_lines(tmp_path / "many.jsonl", *lines)
    came = detente_apart("add", many, "--store", store, limit=store.stat().st_size + 50_000)
    assert came.code == 3
    assert f"the store {store} cannot be written: the disk is full" in came.err
    assert "what was stored is safe" in came.err
    assert "Traceback" not in came.err
    (kept,) = Store(store).documents()
    assert kept.id == "mali"
    assert "recalled" in detente("ties", "Mali", "Morocco", "--store", store).out


def test_the_store_of_a_full_disk_goes_on_where_it_stopped(tmp_path: Path, store: Path) -> None:
    more = write_lines(tmp_path / "more.jsonl", MALI, MALI | {"id": "other"})
    full = detente_apart("add", more, "--store", store, limit=1024)
    assert full.code == 3
    assert "the disk is full" in full.err
    came = detente("add", more, "--store", store, "--json")
    assert (came.lines[0]["documents"], came.lines[0]["known"]) == (1, 1)


def test_two_runs_at_once_do_not_spoil_the_store(tmp_path: Path, store: Path) -> None:
    with duckdb.connect(str(store)):
        script = (
            "from detente.storing.store import Store; import sys\n"
            "try: Store(sys.argv[1], patience=0.2)\nexcept Exception as error: print(error)"
        )
        ran = subprocess.run(
            [command()[0], "-c", script, str(store)],
            env=environment(),
            capture_output=True,
            text=True,
            check=False,
        )
    assert "is in use by another process" in ran.stdout


# Outputs


@pytest.mark.parametrize("name", ["d.pdf", "d.docx", "d", "d.html.zip"])
def test_an_unknown_ending_is_refused_before_anything_is_read(tmp_path: Path, name: str) -> None:
    good = write_lines(tmp_path / "good.jsonl", MALI)
    came = detente(
        "dossier", "Mali", "Morocco", good, "--store", tmp_path / "s.duckdb", "-o", tmp_path / name
    )
    assert came.code == 2
    assert "give -o a name that ends in .html, .md, .json" in came.err
    assert not (tmp_path / "s.duckdb").exists()


def test_an_export_of_an_unknown_ending_is_refused(tmp_path: Path, store: Path) -> None:
    came = detente("export", tmp_path / "e.xls", "--store", store)
    assert came.code == 2
    assert "expected a name that ends with .csv, .jsonl, .parquet" in came.err


WRITING = (
    ("read", "one.jsonl", "-o"),
    ("code", "one.jsonl", "-o"),
    ("dossier", "Mali", "Morocco", "--store", "s.duckdb", "-o"),
    ("export", "--store", "s.duckdb"),
)


@pytest.mark.parametrize("words", WRITING, ids=lambda words: words[0])
def test_an_output_that_cannot_be_written_is_named(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, store: Path, words: tuple[str, ...]
) -> None:
    monkeypatch.chdir(tmp_path)
    (tmp_path / "folder.csv").mkdir()
    (tmp_path / "folder.html").mkdir()
    folder = "folder.csv" if words[0] == "export" else "folder.html"
    for output, said in ((f"nix/{folder}", "there is no folder nix"), (folder, "is a folder")):
        came = detente(*words, output)
        assert (came.code, came.out) == (3, "")
        assert output in came.err
        assert said in came.err


@pytest.mark.parametrize("words", WRITING, ids=lambda words: words[0])
def test_an_output_on_a_full_disk_is_named_and_the_older_one_stays(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, store: Path, words: tuple[str, ...]
) -> None:
    monkeypatch.chdir(tmp_path)
    write_lines(tmp_path / "one.jsonl", MALI | {"text": f"{MALI['text']} {ARTICLE * 40}"})
    output = tmp_path / ("older.csv" if words[0] == "export" else "older.html")
    output.write_text("older")
    came = detente_apart(*words, output, limit=16)
    assert came.code == 3, came.err
    assert f"{output} cannot be written" in came.err
    assert "Traceback" not in came.err
    assert output.read_text() == "older"


@pytest.mark.skipif(not Path("/dev/full").exists(), reason="no device that is always full")
def test_a_full_standard_output_is_said(store: Path) -> None:
    with open("/dev/full", "wb") as full:
        came = detente_apart("events", "--store", store, out=full.fileno())
    assert came.code == 3
    assert "standard output cannot be written" in came.err
    assert "Traceback" not in came.err


def test_a_device_or_link_given_as_output_stays_what_it_is(tmp_path: Path) -> None:
    one = write_lines(tmp_path / "one.jsonl", MALI)
    target, link, pipe = tmp_path / "target.jsonl", tmp_path / "link.jsonl", tmp_path / "pipe"
    target.write_text("older")
    link.symlink_to(target)
    assert detente("read", one, "-o", link).code == 0
    assert link.is_symlink()
    assert "recalled" in target.read_text()
    os.mkfifo(pipe)
    with subprocess.Popen(["cat", str(pipe)], stdout=subprocess.PIPE) as reader:
        assert detente("read", one, "-o", pipe).code == 0
        assert reader.stdout
        assert b"recalled" in reader.stdout.read()
    assert pipe.is_fifo()


def test_an_input_can_be_its_own_output(tmp_path: Path) -> None:
    one = write_lines(tmp_path / "one.jsonl", MALI)
    assert detente("read", one, "-o", one).code == 0
    assert json.loads(one.read_text())["id"] == "mali"


# Faults of ours


def test_a_document_that_breaks_the_coder_is_named_and_the_others_are_coded(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    from detente.coding.coder import Coder

    codes = Coder.code

    def fail_on_one(coder: Coder, documents: object) -> object:
        held = list(documents)  # type: ignore[call-overload]
        if any(document.id == "bad" for document in held):
            raise IndexError("ours")
        return codes(coder, held)

    monkeypatch.setattr(Coder, "code", fail_on_one)
    path = write_lines(tmp_path / "d.jsonl", MALI, MALI | {"id": "bad"}, MALI | {"id": "last"})
    came = detente("add", path, "--store", tmp_path / "s.duckdb", "--json")
    assert came.code == 1
    assert came.err.startswith(f"{path}:2: could not be coded (IndexError: ours)")
    assert [document.id for document in Store(tmp_path / "s.duckdb").documents()] == ["last", "mali"]
