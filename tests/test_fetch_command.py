"""The command that asks the network, against a server of our own on this machine."""

from __future__ import annotations

import json
import os
import socket
import subprocess
import sys
from pathlib import Path

import pytest

from tests.reading.fetching.conftest import HOST, Server, answer, server
from tests.reading.samples import page
from tests.running import detente, environment

__all__ = ["server"]


def site(server: Server) -> None:
    item = f"<item><title>Envoys</title><link>{server.url('/a')}</link></item>"
    feed = f'<rss version="2.0"><channel><title>Bay News</title>{item}</channel></rss>'
    server.put("/feed", answer(feed, kind="application/rss+xml"))
    server.put("/a", answer(page()))


def test_a_feed_is_fetched_into_a_folder_that_can_be_read(server: Server, tmp_path: Path) -> None:
    site(server)
    folder = tmp_path / "pages"
    words = ("fetch", server.url("/feed"), "-o", folder, "--intranet", HOST, "--delay", "0.5")
    came = detente(*words, "--json")
    assert came.code == 0, came.err
    assert came.lines == [
        {"folder": str(folder), "pages": 2, "documents": 1, "known": 0, "left": 0, "problems": 0}
    ]
    (document,) = detente("read", folder).lines
    assert (document["publisher"], document["url"]) == ("Bay News", server.url("/a"))
    assert document["found"]["publisher"] == "feed"
    assert "; 1 were there already" in detente(*words).out


def test_a_file_of_addresses_is_fetched(server: Server, tmp_path: Path) -> None:
    site(server)
    (tmp_path / "urls.txt").write_text(f"# mine\n{server.url('/a')}\n{server.url('/gone')}\n")
    came = detente(
        *("fetch", tmp_path / "urls.txt", "-o", tmp_path / "pages", "--intranet", HOST, "--delay", "0.5")
    )
    assert came.code == 1
    assert "one article read" in came.out
    assert f"{server.url('/gone')}: the server answers 404" in came.err


def test_without_the_flag_no_host_of_the_own_network_is_asked(server: Server, tmp_path: Path) -> None:
    site(server)
    came = detente("fetch", server.url("/a"), "-o", tmp_path / "pages")
    assert came.code == 3
    assert f"--intranet {HOST}" in came.err
    assert server.asked == []


def test_an_address_may_stand_where_a_file_does(
    server: Server, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    site(server)
    monkeypatch.chdir(tmp_path)
    monkeypatch.setattr("detente.reading.fetching.addresses.is_public", lambda number: True)
    came = detente("read", server.url("/feed"))
    assert came.code == 0, came.err
    assert [document["url"] for document in came.lines] == [server.url("/a")]
    assert (tmp_path / "detente-pages" / "fetched.log").exists()
    came = detente("dossier", "Mali", "Morocco", server.url("/feed"), "--json")
    assert came.code == 0, came.err
    assert server.articles.count("/a") == 1


@pytest.mark.parametrize("source", ["file:///etc/passwd", "nowhere.txt", "http://"])
def test_what_is_no_address_and_no_list_is_told(tmp_path: Path, source: str) -> None:
    came = detente("fetch", source, "-o", tmp_path / "pages")
    assert came.code == 3
    assert came.err.startswith(source)
    assert not (tmp_path / "pages" / "documents.jsonl").exists()


def test_columns_are_named_on_the_command_line(tmp_path: Path) -> None:
    path = tmp_path / "a.csv"
    path.write_text("nr,what\n1,Norland and Sudoria agreed on Monday to reopen their border.\n")
    assert detente("read", path).code == 3
    (document,) = detente("read", path, "--columns", "text=what,id=nr").lines
    assert document["id"] == "1"
    assert detente("read", path, "--columns", "what=text").code == 2


def test_reading_files_opens_no_connection(tmp_path: Path) -> None:
    """Whatever a page names, its reading asks no network, in this process and in that of the parser."""
    html = page().replace(
        "<article>",
        '<article><img src="http://127.0.0.1:9/a.png"><iframe src="http://127.0.0.1:9/"></iframe>',
    )
    (tmp_path / "a.html").write_text(html)
    (tmp_path / "a.rss").write_text('<!DOCTYPE r SYSTEM "http://127.0.0.1:9/x.dtd"><rss><channel/></rss>')
    (tmp_path / "site").mkdir()
    (tmp_path / "site" / "sitecustomize.py").write_text(
        "import socket\n"
        "def refuse(*_, **__):\n    open(__file__ + '.asked', 'a').close(); raise OSError('no network')\n"
        "socket.socket.connect = socket.getaddrinfo = socket.create_connection = refuse\n"
    )
    place = os.pathsep.join([str(tmp_path / "site"), environment().get("PYTHONPATH", "")])
    ran = subprocess.run(
        [sys.executable, "-m", "detente.cli", "read", str(tmp_path / "a.html"), str(tmp_path / "a.rss")],
        env={**environment(), "PYTHONPATH": place}, capture_output=True, text=True, check=False,
    )  # fmt: skip
    assert json.loads(ran.stdout.splitlines()[0])["text"]
    assert not (tmp_path / "site" / "sitecustomize.py.asked").exists()
    assert socket.socket.connect is not None
