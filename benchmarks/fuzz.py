"""Break all that takes in files for as long as one likes: `python benchmarks/fuzz.py --work 60 [--seed 1]`.

Each round takes a format and a packing and gives its reader 200 broken files, or gives them to one of the
others that take files in: Parquet, import forms, lists of addresses, robots.txt, maps, places, decisions.
What is found is kept, as small as hypothesis can make it, in `benchmarks/finds/` (not tracked), and belongs
into `tests/` as a case. The counts are added to `benchmarks/results/fuzz.md`.
"""

from __future__ import annotations

import argparse
import resource
import signal
import sys
import time
import traceback
from collections import Counter
from datetime import UTC, datetime
from pathlib import Path

from hypothesis import HealthCheck, given, seed, settings

sys.path.insert(0, str(Path(__file__).parents[1]))

from tests.fuzzing import OTHERS, try_broken
from tests.reading.fuzzing import PACKED, SAMPLES, broken, cases, read_broken

from detente.reading.extractor import Extractor

HERE = Path(__file__).parent
ROUND = 200
SLOW = 15.0
"""Seconds of work for one broken file of a few kilobytes from which it counts as a find: it hangs."""


def one_round(suffix: str, packing: str, number: int, worker: Extractor, counts: Counter[str]) -> str | None:
    """Read a round of broken files; give the traceback of what broke the reader, or None."""
    pack = PACKED.get(packing, bytes)
    samples = OTHERS[suffix][0] if suffix in OTHERS else [pack(data) for data in SAMPLES[suffix]]
    last: list[bytes] = []

    @settings(max_examples=ROUND, deadline=None, suppress_health_check=list(HealthCheck), database=None)
    @seed(number)
    @given(data=broken(samples))
    def run(data: bytes) -> None:
        last[:] = [data]
        counts[suffix] += 1
        start = time.process_time()
        if suffix in OTHERS:
            try_broken(suffix, data, worker)
        else:
            read_broken(suffix, data, worker, packed=packing)
        assert time.process_time() - start < SLOW, "hangs"

    try:
        run()
    except Exception:  # whatever it is, it is what we look for
        keep(suffix, packing, last[0])
        return traceback.format_exc()
    return None


def keep(suffix: str, packing: str, data: bytes) -> None:
    """Write a broken file where a person can look at it."""
    folder = HERE / "finds"
    folder.mkdir(exist_ok=True)
    (folder / f"{time.time_ns()}{suffix}{'.' + packing if packing else ''}").write_bytes(data)


def work_minutes() -> float:
    """Minutes that processors worked for this run; the parsing processes count once they have ended."""
    children = resource.getrusage(resource.RUSAGE_CHILDREN)
    return (time.process_time() + children.ru_utime + children.ru_stime) / 60


def report(counts: Counter[str], finds: int, minutes: float) -> None:
    """Add a line for this run."""
    path = HERE / "results" / "fuzz.md"
    if not path.exists():
        path.write_text(
            "# Fuzzing the readers\n\nA line for each run of `python benchmarks/fuzz.py`; "
            "*of work* counts what processors did for it on a busy machine.\n\n"
            "| day | minutes | of work | broken files | by format | finds |\n|---|---|---|---|---|---|\n",
            encoding="utf-8",
        )
    kinds = ", ".join(f"{suffix} {count:,}" for suffix, count in sorted(counts.items()))
    with path.open("a", encoding="utf-8") as out:
        day = datetime.now(UTC).date()
        out.write(
            f"| {day} | {minutes:.0f} | {work_minutes():.0f} | {counts.total():,} | {kinds} | {finds} |\n"
        )


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--work", type=float, default=60.0, help="minutes of work after which to end")
    parser.add_argument("--minutes", type=float, default=600.0, help="minutes after which to end anyway")
    parser.add_argument("--seed", type=int, default=int(time.time()))
    options = parser.parse_args()
    counts: Counter[str] = Counter()
    finds = 0
    start = time.perf_counter()
    number = options.seed
    stopped: list[int] = []
    signal.signal(signal.SIGTERM, lambda number, frame: stopped.append(number))
    with Extractor(deadline=10) as worker:
        for suffix, packing in cases(options.seed, OTHERS):
            late = time.perf_counter() - start > options.minutes * 60 or work_minutes() > options.work
            if late or stopped:
                break
            number += 1
            if found := one_round(suffix, packing, number, worker, counts):
                finds += 1
                print(f"== {suffix} {packing} seed {number}\n{found}", flush=True)
    report(counts, finds, (time.perf_counter() - start) / 60)
    print(f"{sum(counts.values()):,} broken files, {finds} finds")
    return bool(finds)


if __name__ == "__main__":
    sys.exit(main())
