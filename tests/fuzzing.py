"""Broken input for what takes files in beside the readers of articles: data sets, lists, rules, maps."""

from __future__ import annotations

import gzip
import json
import tempfile
from collections.abc import Callable, Mapping
from functools import partial
from pathlib import Path

import duckdb

from detente.model.errors import DataError, DetenteError, UnreadableError
from detente.pipeline.coding import open_parquet
from detente.reading.extractor import Extractor
from detente.reading.fetching.lists import LISTS, file_links
from detente.reading.fetching.robots import parse_robots
from detente.reading.links import Link
from detente.reading.paths import blank_source, read_paths
from detente.storing.outside.asking import background, events, facts
from detente.storing.outside.taking import take
from detente.storing.store import Store
from detente.storing.writers.places import read_places
from detente.tables.datasets import load_forms, read_form
from tests.reading.fuzzing import SAMPLES, check
from tests.reading.samples import FIRST, STORY, zipped
from tests.storing.outside.making import ROWS, write

Target = Callable[[bytes, Path, Extractor], None]
"""Takes broken bytes, an empty folder and a parser; fails where a promise is broken."""


def _robots(data: bytes, folder: Path, worker: Extractor) -> None:
    rules = parse_robots(data)
    assert rules.allow("https://a.example/b?c=d") in (True, False)
    assert 0 <= rules.delay <= 60


def _links(suffix: str, data: bytes, folder: Path, worker: Extractor) -> None:
    path = folder / f"a{suffix}"
    path.write_bytes(data)
    try:
        found = file_links(path, blank_source(worker))
    except UnreadableError as trouble:
        assert str(trouble)
        return
    assert found
    # An item may bring its article along and have no address.
    assert all(isinstance(link, Link) and (link.found.url or link.text or suffix == ".rss") for link in found)


def _import(form: str | None, data: bytes, folder: Path, worker: Extractor) -> None:
    """Take broken rows in; the counts add up, and what came in can be asked for."""
    path, store = folder / "rows.csv", Store(folder / "store.duckdb", create=False)
    path.write_bytes(data)
    told: list[str] = []
    try:
        chosen = load_forms()[form] if form else None
        for taken in take(store, path, form=chosen, report=lambda where, what: told.append(what)):
            entry = taken.entry
            assert entry.rows == entry.kept + entry.repeated + entry.broken
            assert entry.broken == 0 or told
    except UnreadableError as trouble:
        assert str(trouble)
        return
    if store.path.exists():
        for ask in (background, events, facts):
            store.read(partial(_asked, ask))


def _asked(ask: Callable[..., object], connection: duckdb.DuckDBPyConnection) -> None:
    pair = ("MLI", "MAR")
    found = ask(connection, pair, None, None) if ask is events else ask(connection, *pair, None, None)
    json.dumps(found, default=str).encode("utf-8")  # no half letters


def _map(data: bytes, folder: Path, worker: Extractor) -> None:
    try:
        read_form(data.decode("utf-8", "replace"), name="map.toml")
    except DataError as trouble:
        assert "map.toml" in str(trouble)


def _places(data: bytes, folder: Path, worker: Extractor) -> None:
    path = folder / "places.csv"
    path.write_bytes(data)
    try:
        found = read_places(path)
    except UnreadableError as trouble:
        assert str(path) in str(trouble)
        return
    assert all(-180 <= east <= 180 and -90 <= north <= 90 for east, north in found.values())


def _decisions(data: bytes, folder: Path, worker: Extractor) -> None:
    from detente.pipeline import import_decisions

    path = folder / "decisions.jsonl"
    path.write_bytes(data)
    store = folder / "store.duckdb"
    Store(store)
    try:
        import_decisions(store, path)
    except DetenteError as trouble:
        assert str(trouble)


def _parquet(data: bytes, folder: Path, worker: Extractor) -> None:
    path = folder / "a.parquet"
    path.write_bytes(data)
    for item in read_paths([path], report=check, rows=open_parquet):
        check(item)


def _made(make: Callable[[Path], object]) -> bytes:
    """What is written into a file."""
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "made"
        make(path)
        return path.read_bytes()


def _parquet_sample() -> bytes:
    rows = ", ".join(f"({number}, '{text}', DATE '2026-03-02')" for number, text in enumerate(STORY))
    query = f"SELECT * FROM (VALUES {rows}) AS t(id, body, published)"
    return _made(lambda path: duckdb.sql(query).write_parquet(str(path)))


def _rows(form: str) -> bytes:
    twice = ({**ROWS[form]}, {**ROWS[form]}, "a broken row")
    return _made(lambda path: write(path, form, *twice))


_ROBOTS = (
    b"User-agent: *\nDisallow: /private/*$\nAllow: /\nCrawl-delay: 5\nSitemap: https://a.example/s.xml\n"
    b"User-agent: detente\nDisallow: /*.pdf$\nRequest-rate: 1/10s 0600-2200\n"
)
_MAP = (
    b'title = "My events"\ndataset = "mine"\nlayout = "semicolon"\nscale = "warmth"\nblank = ["-", "NA"]\n'
    b'[fields]\nid = "nr"\nday = { column = "when", form = "any" }\n'
    b'source = { column = "who", codes = "any" }\n'
    b'target = { column = "whom", codes = "any", split = ";" }\nplover = { value = "CONSULT" }\n'
    b'quad = { column = "class", words = { "good" = "1" } }\nscore = { column = "warmth", form = "number" }\n'
)
_DECISION = json.dumps(
    {
        "id": 1, "author": "ab", "decided": "2026-03-02T10:00:00", "action": "change", "document": "d1",
        "quote": FIRST, "kind": "recall-ambassador", "sides": "MLI>MAR", "start": 0, "others": [],
        "changes": [{"field": "day", "value": "2026-03-01"}], "note": "no", "undoes": None,
    }
).encode()  # fmt: skip
FACTS = b"a,b,signed,title\nMali,Morocco,2020-01-24,Fishing\nMLI,MAR,,\n"
OTHERS: Mapping[str, tuple[list[bytes], Target]] = {
    "parquet": ([_parquet_sample()], _parquet),
    "robots": ([_ROBOTS], _robots),
    **{
        f"links{suffix}": (SAMPLES.get(suffix, [b"# mine\nhttps://a.example/1\n"]), partial(_links, suffix))
        for suffix in (".txt", ".csv", ".ris", ".json", ".rss", ".sitemap", ".opml")
    },
    **{f"import-{form}": ([_rows(form)], partial(_import, form)) for form in ROWS},
    "import-told": ([*map(_rows, ROWS), FACTS], partial(_import, None)),
    "import-packed": (
        [gzip.compress(_rows("icews")), zipped({"a.csv": _rows("ucdp"), "b.csv": FACTS})],
        partial(_import, None),
    ),
    "map": ([_MAP], _map),
    "places": ([b"name,latitude,longitude\nGao,16.27,-0.04\nRabat,34.02,-6.83\n"], _places),
    "decisions": ([_DECISION + b"\n" + _DECISION], _decisions),
}
"""Name -> sound samples, and what is done with them when they are broken."""
assert set(LISTS) - {".text", ".tsv", ".atom", ".rdf"} <= {name[5:] for name in OTHERS if name[:5] == "links"}


def try_broken(name: str, data: bytes, worker: Extractor) -> None:
    """Give a target broken bytes and a folder of its own."""
    with tempfile.TemporaryDirectory() as folder:
        OTHERS[name][1](data, Path(folder), worker)
