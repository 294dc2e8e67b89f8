"""How fast data sets come in and exports go out: a million invented rows in GDELT's form, one broken.

    python benchmarks/exchange.py [--rows 1000000] [--shared ../shared] [--write]

Prints a table; with --write it also becomes benchmarks/results/exchange.md. Each step runs in a process of
its own, so that its highest memory is its own.
"""

from __future__ import annotations

import argparse
import json
import os
import random
import shutil
import subprocess
import sys
import tempfile
import time
import zipfile
from collections.abc import Iterator
from datetime import date, timedelta
from itertools import chain
from pathlib import Path
from typing import Any

from detente.tables.datasets import load_forms
from detente.tables.states import load_states

RESULTS = Path(__file__).parent / "results" / "exchange.md"
CODES = ("042", "010", "036", "057", "112", "190", "051", "0233", "1621", "173")
EXPORTS = ("csv", "jsonl", "parquet", "sqlite", "xlsx", "geojson")


def lines(rows: int) -> Iterator[str]:
    """Give rows with the 61 columns of GDELT 2.0 about invented acts; the one in the middle is cut off."""
    dice = random.Random(7)
    form = load_forms()["gdelt2"]
    columns = form.columns[0]
    states = [(code, load_states().rows[code]) for code in load_states().codes()]
    placed = [(code, row) for code, row in states if row["fips"]]
    start = date(2015, 2, 18)
    for number in range(rows):
        a, b = (placed[min(int(dice.expovariate(1 / 25)), len(placed) - 1)] for _ in range(2))
        day = (start + timedelta(days=number * 3000 // rows)).strftime("%Y%m%d")
        quad = dice.randrange(1, 5)
        cells = {
            "GLOBALEVENTID": 400_000_000 + number, "SQLDATE": day, "MonthYear": day[:6], "Year": day[:4],
            "FractionDate": 2015.13, "Actor1Code": f"{a[0]}GOV", "Actor1Name": a[1]["name_en"].upper(),
            "Actor1CountryCode": a[0], "Actor1Type1Code": "GOV", "Actor2Code": b[0],
            "Actor2Name": b[1]["name_en"].upper(), "Actor2CountryCode": b[0], "IsRootEvent": 1,
            "EventCode": dice.choice(CODES), "EventBaseCode": "042", "EventRootCode": "04", "QuadClass": quad,
            "GoldsteinScale": round(dice.uniform(-10, 10), 1), "NumMentions": dice.randrange(1, 90),
            "NumSources": 1, "NumArticles": dice.randrange(1, 30), "AvgTone": dice.uniform(-9, 9),
            "ActionGeo_Type": 4, "ActionGeo_FullName": f"{b[1]['capital']}, {b[1]['name_en']}",
            "ActionGeo_CountryCode": b[1]["fips"], "ActionGeo_Lat": round(dice.uniform(-60, 70), 4),
            "ActionGeo_Long": round(dice.uniform(-170, 170), 4), "DATEADDED": f"{day}121500",
            "SOURCEURL": f"https://example.org/{dice.randrange(rows)}/an-article-with-a-longer-name.html",
        }  # fmt: skip
        row = "\t".join(str(cells.get(name, "")) for name in columns)
        yield row[:200] if number == rows // 2 else row


def write_zip(path: Path, rows: int) -> tuple[int, int]:
    """Write the rows into a zip; gives its size and the unpacked one."""
    size = 0
    packing = zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED)
    with packing as packed, packed.open("rows.export.CSV", "w") as out:
        for line in lines(rows):
            size += out.write(f"{line}\n".encode())
    return path.stat().st_size, size


def copy(packed: Path, again: Path) -> None:
    """Write the same rows into another file, without holding them: a child counts its parent's memory."""
    old, new = zipfile.ZipFile(packed), zipfile.ZipFile(again, "w", zipfile.ZIP_DEFLATED)
    with old, new, old.open("rows.export.CSV") as source, new.open("other.CSV", "w") as target:
        shutil.copyfileobj(source, target)


def run(*words: object) -> tuple[str, int, str]:
    """Run a command of detente alone; gives seconds of CPU and wall, highest memory in MB, and its words."""
    started = time.perf_counter()
    command = [sys.executable, "-m", "detente.cli", *map(str, words)]
    with tempfile.TemporaryFile("w+") as told:
        process = subprocess.Popen(command, stdout=told, stderr=subprocess.STDOUT)
        _, _, usage = os.wait4(process.pid, 0)
        told.seek(0)
        spent = usage.ru_utime + usage.ru_stime
        return f"{spent:.1f} | {time.perf_counter() - started:.1f}", usage.ru_maxrss // 1024, told.read()


def counts_in(told: str) -> dict[str, Any]:
    """Give the counts that an import printed."""
    return next(json.loads(line) for line in told.splitlines() if line.startswith("{"))


def measure(rows: int) -> Iterator[tuple[str, str, int, str]]:
    """Give (step, seconds, highest memory, note)."""
    with tempfile.TemporaryDirectory() as folder:
        packed, store = Path(folder) / "rows.zip", Path(folder) / "detente.duckdb"
        small, size = write_zip(packed, rows)
        seconds, memory, told = run("import", packed, "--store", store, "--json")
        counts = counts_in(told)
        kept = f"{counts['rows']:,} rows, {counts['kept']:,} kept, {counts['broken']} broken"
        yield f"import of {small / 1e6:.0f} MB zip ({size / 1e6:.0f} MB of text)", seconds, memory, kept
        seconds, memory, _ = run("import", packed, "--store", store)
        yield "the same file again", seconds, memory, f"store of {store.stat().st_size / 1e6:.0f} MB"
        again = Path(folder) / "again.zip"
        copy(packed, again)
        seconds, memory, told = run("import", again, "--store", store, "--json")
        counts = counts_in(told)
        note = f"{counts['kept']} kept, {counts['repeated']:,} repeated"
        yield "the same rows in another file", seconds, memory, note
        seconds, memory, told = run("compare", "AFG", "AGO", "--store", store)
        yield "compare of a pair", seconds, memory, told.splitlines()[0]
        for ending in EXPORTS:
            output = Path(folder) / f"out.{ending}"
            seconds, memory, _ = run("export", output, "AFG", "AGO", "--what", "imported", "--store", store)
            yield (
                f"export of the pair's rows to .{ending}",
                seconds,
                memory,
                f"{output.stat().st_size / 1e3:.0f} kB",
            )


REAL = (("dyad_events_ICEWS0515.csv.gz", "2005-01-01"), ("dyad_events_ICEWS18.csv.gz", "2018-01-01"))
REAL_MAP = """
title = "Events between countries, a research cut of ICEWS"
dataset = "ICEWS cut"
scheme = "GDELT"
scale = "Goldstein"
[fields]
day = { column = "day", form = "days-since", origin = "%s" }
source = { column = "src", codes = "name" }
source_name = "src"
target = { column = "tgt", codes = "name" }
target_name = "tgt"
code = { column = "cameo", form = "cameo" }
quad = { column = "quad", form = "integer" }
score = { column = "goldstein", form = "number" }
"""


def measure_real(shared: Path) -> Iterator[tuple[str, str, int, str]]:
    """Take real tables in, that nobody here wrote: research cuts of ICEWS with names of countries."""
    for name, origin in REAL:
        with tempfile.TemporaryDirectory() as folder:
            store, mapped = Path(folder) / "detente.duckdb", Path(folder) / "map.toml"
            mapped.write_text(REAL_MAP % origin, encoding="utf-8")
            path = shared / "forecasting" / name
            seconds, memory, told = run("import", path, "--map", mapped, "--store", store, "--json")
            counts = counts_in(told)
            note = f"{counts['rows']:,} rows, {counts['kept']:,} kept, {counts['broken']} broken"
            note += f"; most often left empty: {counts['left_empty'][0]}"
            yield f"{name}, real rows, by a map", seconds, memory, note


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--rows", type=int, default=1_000_000)
    parser.add_argument("--shared", type=Path, help="Folder of real tables, for steps of their own.")
    parser.add_argument("--write", action="store_true")
    options = parser.parse_args()
    table = ["| step | CPU s | wall s | highest memory, MB | |", "|---|---|---|---|---|"]
    real = measure_real(options.shared) if options.shared else iter(())
    for step, seconds, memory, note in chain(measure(options.rows), real):
        table.append(f"| {step} | {seconds} | {memory} | {note} |")
        print(table[-1], flush=True)
    text = (
        "# Exchange\n\n"
        f"Made by `benchmarks/exchange.py` with {options.rows:,} invented rows of 61 columns, one cut off; "
        "seconds and the highest memory of each process, on two cores that others use too.\n\n"
        + "\n".join(table)
        + "\n"
    )
    if options.write:
        RESULTS.write_text(text, encoding="utf-8")


if __name__ == "__main__":
    main()
