"""The command line: what every command prints, where it prints it, and with which exit code."""

from __future__ import annotations

import json
import os
import pty
import subprocess
from pathlib import Path

import pytest

from detente.cli import main
from detente.cli.terminal import json_text, one_line, printable
from tests.reading.samples import zipped
from tests.running import ARTICLE, command, detente, detente_apart, environment, write_lines

EVENT_KEYS = {
    *("kind", "plover", "mode", "cameo", "quad", "score", "contexts", "modality", "said_by", "tie", "source"),
    *(
        "target",
        "reciprocal",
        "parts",
        "day",
        "precision",
        "place",
        "quote",
        "start",
        "end",
        "trigger",
        "rule",
    ),
    "confidence",
}
FACTS = {
    *(
        "records",
        "ties",
        "statements",
        "ladder",
        "series",
        "changes",
        "third_parties",
        "promises",
        "forecasts",
    ),
    *("doubts", "sources"),
}


@pytest.fixture(scope="module")
def article(tmp_path_factory: pytest.TempPathFactory) -> Path:
    path = tmp_path_factory.mktemp("articles") / "2024-01-24-camara.txt"
    path.write_text("Mali names envoy to Morocco\n\n" + ARTICLE, encoding="utf-8")
    return path


@pytest.fixture(scope="module")
def store(article: Path) -> Path:
    path = article.parent / "small.duckdb"
    came = detente("add", article, "--store", path)
    assert came.code == 0, came.err
    return path


# What comes out


def test_read_prints_documents_in_the_interchange_form(article: Path) -> None:
    came = detente("read", article)
    assert came.code == 0
    (document,) = came.lines
    assert document["title"] == "Mali names envoy to Morocco"
    assert (document["date"], document["language"]) == ("2024-01-24", "en")
    assert "Fafré Camara" in document["text"]


def test_code_prints_one_object_a_document_with_quotes_cut_from_its_text(tmp_path: Path) -> None:
    texts = ["Mali recalled its ambassador from Morocco.", "It rained all day in the hills above the town."]
    lines = write_lines(
        tmp_path / "d.jsonl", *({"id": f"d{n}", "text": text} for n, text in enumerate(texts))
    )
    came = detente("code", lines)
    assert came.code == 0
    assert [line["id"] for line in came.lines] == ["d0", "d1"]
    assert came.lines[1]["events"] == []
    event = came.lines[0]["events"][0]
    assert set(event) >= EVENT_KEYS
    assert texts[0][event["start"] : event["end"]] == event["quote"]


def test_code_tells_the_relation_of_a_marked_pair_among_other_documents(tmp_path: Path) -> None:
    text = "Ghana condemned the arrest of its envoy by Togo."
    lines = write_lines(
        tmp_path / "d.jsonl",
        {"id": "pair", "text": text, "source_span": [0, 5], "target_span": [43, 47]},
        {"id": "plain", "text": text},
    )
    for source, stdin in ((lines, None), ("-", detente("read", lines).out)):
        came = detente("code", source, stdin=stdin)
        assert came.code == 0
        pair, plain = came.lines
        assert (pair["id"], pair["label_plover"], pair["label_quad"]) == ("pair", "ACCUSE", 3)
        assert 0 < pair["confidence"] <= 1
        assert [event["plover"] for event in plain["events"]][:1] == ["ACCUSE"]


def test_code_reads_what_read_printed(article: Path) -> None:
    came = detente("code", "-", stdin=detente("read", article).out)
    assert came.code == 0
    assert any(event["kind"] == "appoint-ambassador" for event in came.lines[0]["events"])


def test_a_text_in_a_language_that_is_not_coded_is_kept_and_said(tmp_path: Path) -> None:
    text = "Le Mali et le Maroc ont signé mardi un accord de coopération à Rabat, a indiqué le ministère."
    lines = write_lines(tmp_path / "fr.jsonl", {"id": "fr", "text": text})
    came = detente("add", lines, "--store", tmp_path / "s.duckdb")
    assert came.code == 0
    assert "kept but not coded, for their language: fr 1" in came.out
    assert detente("code", lines).lines == [{"id": "fr", "language": "fr", "events": []}]


def test_adding_twice_adds_once(article: Path, tmp_path: Path) -> None:
    store = tmp_path / "s.duckdb"
    first = detente("add", article, "--store", store, "--json")
    again = detente("add", article, "--store", store, "--json")
    assert (first.lines[0]["documents"], first.lines[0]["known"]) == (1, 0)
    assert (again.lines[0]["documents"], again.lines[0]["events"], again.lines[0]["known"]) == (0, 0, 1)


@pytest.mark.parametrize("form", ["html", "md", "json"])
def test_the_dossier_is_written_in_the_form_of_the_ending(article: Path, tmp_path: Path, form: str) -> None:
    output = tmp_path / f"out.{form}"
    came = detente("dossier", "Mali", "Maroc", article, "--store", tmp_path / "s.duckdb", "-o", output)
    assert came.code == 0, came.err
    assert str(output) in came.out
    text = output.read_text(encoding="utf-8")
    assert "Fafré Camara" in text
    if form == "json":
        content = json.loads(text)
        assert set(content["facts"]) >= FACTS
        assert all(record["evidence"] for record in content["facts"]["records"])


def test_the_dossier_of_a_store_needs_no_sources(store: Path) -> None:
    came = detente("dossier", "المغرب", "MLI", "--store", store)
    assert came.code == 0, came.err
    assert came.out.startswith("# Morocco and Mali")
    assert detente("dossier", "Mali", "Morocco", "--store", store, "--json").out.startswith("{")


def test_the_default_store_lies_in_the_working_folder(
    article: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    assert detente("dossier", "Mali", "Morocco", article, "-o", "d.html", "--quiet").code == 0
    assert (tmp_path / "detente.duckdb").exists()
    assert "Camara" in detente("dossier", "Mali", "Morocco").out


def test_a_pair_of_which_nothing_is_told_is_said_to_have_nothing(store: Path, tmp_path: Path) -> None:
    output = tmp_path / "d.html"
    came = detente("dossier", "Mali", "Tonga", "--store", store, "-o", output)
    assert came.code == 0
    assert "nothing tells an act between Mali and Tonga" in came.err
    assert "1 documents of 2024-01-24" in came.err
    assert output.exists()


def test_json_with_an_output_tells_what_was_made(store: Path, tmp_path: Path) -> None:
    came = detente("dossier", "Mali", "Morocco", "--store", store, "-o", tmp_path / "d.md", "--json")
    (made,) = came.lines
    assert made["output"] == str(tmp_path / "d.md")
    assert made["records"] >= 2
    assert made["nothing"] is None


def test_as_of_an_earlier_day_nothing_later_is_known(store: Path) -> None:
    came = detente("dossier", "Mali", "Morocco", "--store", store, "--as-of", "2023-12-31", "--json")
    assert json.loads(came.out)["facts"]["records"] == []
    assert "nothing published until 2023-12-31" in came.err
    assert detente("ties", "Mali", "Morocco", "--store", store, "--as-of", "2023-12-31").out == ""


def test_brief_prints_the_lines_that_matter_and_where_the_page_lies(store: Path, tmp_path: Path) -> None:
    output = tmp_path / "d.html"
    came = detente("dossier", "Mali", "Morocco", "--store", store, "--brief", "-o", output)
    assert came.out.startswith("Mali – Morocco, as of 2024-01-24: ")
    assert f"The dossier lies in {output}" in came.out
    assert 2 <= len(came.out.strip().splitlines()) <= 12


def test_events_ties_and_export_list_what_the_store_holds(store: Path, tmp_path: Path) -> None:
    assert "ambassador" in detente("events", "Mali", "Morocco", "--store", store).out
    assert all(
        {"record", "line", "quote"} <= set(row) for row in detente("events", "--store", store, "--json").lines
    )
    (ambassador,) = [
        r
        for r in detente("ties", "Mali", "Morocco", "--store", store, "--json").lines
        if r["kind"] == "ambassador"
    ]
    assert (ambassador["parties"], ambassador["status"]) == (["MLI", "MAR"], "appointed")
    for ending in ("csv", "jsonl", "parquet"):
        came = detente("export", tmp_path / f"e.{ending}", "Mali", "Morocco", "--store", store, "--json")
        assert came.lines[0]["events"] >= 2, came.err


def test_a_cut_listing_says_so(store: Path) -> None:
    came = detente("events", "--store", store, "--limit", 1)
    assert len(came.out.splitlines()) == 1
    assert "give --limit for more" in came.err


def test_explain_shows_the_steps_in_words_and_as_json() -> None:
    sentence = "Mali recalled its ambassador from Morocco."
    assert "recall-ambassador MLI > MAR" in detente("explain", sentence).out
    assert detente("explain", "-", stdin=sentence).out == detente("explain", sentence).out
    assert set(json.loads(detente("explain", sentence, "--json").out)) == {"text", "sentences"}


def test_version_and_citation_name_the_same_version() -> None:
    version = json.loads(detente("version", "--json").out)
    assert set(version) >= {"detente", "model", "lexicon"}
    assert version["detente"] in detente("cite").out
    assert version["detente"] in detente("--version").out


@pytest.mark.parametrize("shell", ["bash", "zsh", "fish"])
def test_every_shell_gets_a_completion_script(shell: str) -> None:
    came = detente("completion", shell)
    assert came.code == 0
    assert "_DETENTE_COMPLETE" in came.out


def test_completion_offers_commands_and_states() -> None:
    def offers(*words: str) -> str:
        asked = {
            "_DETENTE_COMPLETE": "bash_complete",
            "COMP_WORDS": " ".join(words),
            "COMP_CWORD": str(len(words) - 1),
        }
        ran = subprocess.run(command(), env=environment(**asked), capture_output=True, text=True, check=False)
        return ran.stdout

    assert "plain,dossier" in offers("detente", "doss")
    assert "plain,Mali" in offers("detente", "dossier", "Mal")
    assert "plain,MLI" in offers("detente", "dossier", "ML")


# Where it comes out


def test_every_command_that_prints_results_takes_json() -> None:
    without = {name for name, one in main.commands.items() if not any("--json" in p.opts for p in one.params)}
    assert without == {"completion"}


def test_every_command_has_help() -> None:
    for name in main.commands:
        came = detente(name, "--help")
        assert came.code == 0
        assert len(came.out.splitlines()) > 4


def test_no_progress_is_shown_where_there_is_no_terminal(article: Path) -> None:
    came = detente_apart("code", article)
    assert (came.code, came.err) == (0, "")


def test_progress_is_shown_on_a_terminal_and_not_when_quiet(article: Path) -> None:
    assert "reading and coding" in on_terminal("code", article)
    assert on_terminal("code", article, "--quiet") == ""


def on_terminal(*words: object) -> str:
    """Run a command whose standard error alone is a terminal, and give what it showed there."""
    ours, theirs = pty.openpty()
    ran = subprocess.Popen(
        command(*words), stdout=subprocess.DEVNULL, stderr=theirs, env=environment(TERM="xterm")
    )
    os.close(theirs)
    shown = b""
    try:
        while chunk := os.read(ours, 4096):
            shown += chunk
    except OSError:  # Linux says so when the other end is closed
        pass
    os.close(ours)
    assert ran.wait() == 0
    return shown.decode()


def test_quiet_leaves_results_and_problems_alone(article: Path, tmp_path: Path) -> None:
    came = detente("code", article, tmp_path / "nix.txt", "--quiet")
    assert came.code == 1
    assert len(came.lines) == 1
    assert came.err == f"{tmp_path / 'nix.txt'}: does not exist; check the path\n"


# How it ends


def test_a_reader_that_has_read_enough_is_no_trouble(store: Path) -> None:
    ran = subprocess.Popen(
        command("events", "--store", store), stdout=subprocess.PIPE, stderr=subprocess.PIPE, env=environment()
    )
    assert ran.stdout
    assert ran.stderr
    ran.stdout.close()
    assert ran.stderr.read() == b""
    assert ran.wait() == 0


def test_ctrl_c_says_that_it_stopped_and_exits_with_130() -> None:
    # The signal is sent from inside the work, so that it can never come before the command has begun. A shell
    # that starts this in the background has it ignored, so the handler of a terminal is set first.
    script = (
        "import os, signal; import detente.pipeline as pipeline; from detente.cli import main\n"
        "signal.signal(signal.SIGINT, signal.default_int_handler)\n"
        "def stop(*_, **__):\n    os.kill(os.getpid(), signal.SIGINT)\n    yield {}\n"
        "pipeline.code_lines = stop; main(['code', '-'])"
    )
    ran = subprocess.run(
        [*command()[:1], "-c", script],
        env=environment(),
        input="",
        capture_output=True,
        text=True,
        check=False,
    )
    assert ran.returncode == 130
    assert ran.stderr.strip().splitlines() == ["detente: stopped"]


def test_ctrl_c_while_storing_says_that_nothing_is_lost(
    article: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def press(*_: object, **__: object) -> None:
        raise KeyboardInterrupt

    store = tmp_path / "s.duckdb"
    assert detente("add", article, "--store", store).code == 0
    monkeypatch.setattr("detente.pipeline.adding.code_each", press)
    other = write_lines(tmp_path / "other.jsonl", {"id": "x", "text": ARTICLE})
    came = detente("add", other, "--store", store)
    assert came.code == 130
    assert "what was stored is kept, and the same command goes on from there" in came.err
    monkeypatch.undo()
    assert detente("add", article, other, "--store", store, "--json").lines[0]["known"] == 1


def test_a_fault_of_ours_is_shown_with_its_traceback_and_no_success(monkeypatch: pytest.MonkeyPatch) -> None:
    def fail() -> None:
        raise ZeroDivisionError("ours")

    monkeypatch.setattr("detente.pipeline.citation", fail)
    came = detente("cite")
    assert came.code == 3
    assert "ZeroDivisionError: ours" in came.err
    assert "please report it" in came.err


# What a terminal is spared


def test_control_characters_of_a_text_do_not_reach_the_terminal() -> None:
    came = detente("explain", "Mali \x1b[31mrecalled\x07 its ambassador from\x9b Morocco \u202eyadretsey.")
    assert not set(came.out) & set("\x1b\x07\x9b\u202e")


def test_blanks_and_marks_that_french_and_arabic_need_are_left_alone() -> None:
    assert printable("« Maroc\u00a0» \u200fالمغرب\u200e") == "« Maroc\u00a0» \u200fالمغرب\u200e"


def test_a_listing_keeps_one_line_a_row() -> None:
    assert one_line("signed\nan accord\r") == "signed an accord�"


def test_json_stays_the_same_value_though_its_controls_are_escaped() -> None:
    value = {"text": "a\x1b[0m\x9b\u202e\ud800\u2028 é"}
    assert json.loads(json_text(value)) == value
    assert not set(json_text(value)) & set("\x1b\x9b\u202e\ud800\u2028")


TABLE = "Nr,Artikel,Erschienen\n1,{text},2024-01-24\n"


@pytest.mark.parametrize("name", ["read", "code", "add", "dossier"])
def test_every_command_that_reads_takes_a_map_of_columns(tmp_path: Path, name: str) -> None:
    table = tmp_path / "t.csv"
    table.write_text(TABLE.format(text='"Mali has appointed Fafré Camara as its ambassador to Morocco."'))
    store = ("--store", tmp_path / "s.duckdb") if name in ("add", "dossier") else ()
    words = ("Mali", "Morocco", table) if name == "dossier" else (table,)
    assert detente(name, *words, *store).code == 3
    came = detente(name, *words, *store, "--columns", "text=Artikel,date=Erschienen")
    assert (came.code, came.err.count("told above")) == (0, 0), came.err
    wrong = detente(name, *words, *store, "--columns", "words=Artikel")
    assert wrong.code == 2
    assert "'words' is no field" in wrong.err


def test_files_that_no_reader_wants_are_counted_and_told(tmp_path: Path) -> None:
    folder = tmp_path / "in"
    folder.mkdir()
    (folder / "one.txt").write_text(ARTICLE)
    for name in ("a.png", "b.png", ".hidden", "c.xyz", "noending"):
        (folder / name).write_bytes(b"\x00\x01\x02" * 40)
    came = detente("read", folder)
    assert came.code == 0
    assert "3 files without articles were passed over: .png 2, hidden 1" in came.err
    assert "2 files of an unknown kind were not read: .xyz 1, without ending 1" in came.err
    assert detente("read", folder, "--quiet").err == ""


def test_files_in_an_archive_that_no_reader_wants_are_told_too(tmp_path: Path) -> None:
    (tmp_path / "a.zip").write_bytes(
        zipped({"one.txt": ARTICLE.encode(), "two.xyz": b"?", "inner.zip": b"?"})
    )
    came = detente("read", tmp_path / "a.zip")
    assert came.code == 0
    assert "2 files of an unknown kind were not read: .zip 1, .xyz 1" in came.err
