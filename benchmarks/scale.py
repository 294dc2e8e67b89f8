"""Read all current-events items in one run, then write dossiers from that store.

    python benchmarks/corpora.py current-events --shared ../shared --headings > build/items.jsonl
    python benchmarks/scale.py build/items.jsonl [--limit N]

Writes benchmarks/results/scale.md: CPU and wall time, peak memory, and seconds a dossier. Compare CPU time:
wall time on a shared machine is noise.
"""

from __future__ import annotations

import argparse
import resource
import subprocess
import sys
import tempfile
import time
from itertools import islice
from pathlib import Path

PAIRS = (
    ("Russia", "Ukraine"),
    ("USA", "China"),
    ("Israel", "Iran"),
    ("Armenia", "Azerbaijan"),
    ("Mali", "France"),
)
HERE = Path(__file__).parent


def run(*arguments: str) -> tuple[float, float]:
    """Run a command; give wall and CPU seconds."""
    before, start = resource.getrusage(resource.RUSAGE_CHILDREN), time.monotonic()
    subprocess.run([sys.executable, "-m", "detente.cli", *arguments], check=True, capture_output=True)
    after = resource.getrusage(resource.RUSAGE_CHILDREN)
    cpu = after.ru_utime + after.ru_stime - before.ru_utime - before.ru_stime
    return time.monotonic() - start, cpu


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("items", type=Path)
    parser.add_argument("--limit", type=int)
    parser.add_argument("--keep", type=Path, help="keep the store in this file, for the other benchmarks")
    args = parser.parse_args()
    with tempfile.TemporaryDirectory() as folder:
        items, store = Path(folder) / "items.jsonl", str(args.keep or Path(folder) / "scale.duckdb")
        with args.items.open() as lines, items.open("w") as out:
            out.writelines(islice(lines, args.limit))
        count = sum(1 for _ in items.open())
        wall, cpu = run("add", str(items), "--store", store, "--quiet")
        peak = resource.getrusage(resource.RUSAGE_CHILDREN).ru_maxrss / 1024
        rows = []
        for a, b in PAIRS:
            page = str(Path(folder) / "page.html")
            took, used = run("dossier", a, b, "--store", store, "-o", page, "--quiet")
            rows.append(f"| {a} – {b} | {took:.1f} | {used:.1f} | {Path(page).stat().st_size // 1024} |")
    report = [
        "# All current-events items in one run", "", "Made by `benchmarks/scale.py`.", "",
        f"- items: {count}", f"- wall: {wall / 60:.1f} min", f"- CPU: {cpu / 60:.1f} min, one thread",
        f"- peak memory: {peak:.0f} MB", "",
        "| dossier from that store | wall s | CPU s | page kB |", "|---|---|---|---|", *rows, "",
    ]  # fmt: skip
    text = "\n".join(report)
    print(text)
    (HERE / "results" / "scale.md").write_text(text)


if __name__ == "__main__":
    main()
