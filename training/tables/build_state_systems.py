"""Build state_systems.csv in src/detente/data: codes of the two lists of states that scholars use, by date.

Reads the Correlates of War and Gleditsch-Ward lists of ``--shared`` (MIT, by the countrycode and states
packages). Run it from the repository root with ``--shared ../shared``.
"""

from __future__ import annotations

import argparse
import csv
from collections.abc import Iterator
from datetime import date, timedelta
from pathlib import Path

DATA = Path(__file__).parents[2] / "src" / "detente" / "data"
SYSTEMS = (
    ("cow", "cow_states_with_iso3_guess.csv", "cowcode", "cowc"),
    ("gw", "gw_states_with_iso3_guess.csv", "gwcode", "gwc"),
)
NOTICE = """\
# Codes of the two lists of states that scholars use, with the time for which each lists a state. Dates are
# half open; an empty end means that it is listed still. A row without iso3 never had a code of ISO 3166-1.
# Source: training/tables/build_state_systems.py from the Correlates of War and Gleditsch-Ward lists (as in
#   the countrycode and states packages). Licence: MIT (compilation). Date: 2026-11.
# Known gaps: Serbia and Yugoslavia, Russia and the Soviet Union share codes there; parted by date here.
"""
OWN = {
    255: "DEU", 260: "DEU", 265: "DDR", 315: "CSK", 325: "ITA", 343: "MKD", 370: "BLR", 396: "", 397: "",
    439: "BFA", 490: "COD", 510: "TZA", 580: "MDG", 630: "IRN", 640: "TUR", 678: "YEM", 680: "YMD",
    711: "", 730: "", 731: "PRK", 780: "LKA", 811: "KHM", 816: "VNM", 817: "RVN", 990: "WSM",
}  # fmt: skip
"""What the guess of the list leaves open or has wrong, by number; the same in both lists."""
PARTED = {
    345: (("SRB", "1918-12-01"), ("YUG", "2003-02-04"), ("SCG", "2006-06-05"), ("SRB", "9999-12-31")),
    365: (("RUS", "1922-12-30"), ("SUN", "1991-12-26"), ("RUS", "9999-12-31")),
}
"""Numbers that go on while the code of ISO 3166-1 changes: each code with the first day no more."""


def rows(shared: Path) -> Iterator[tuple[str, str, str, str, str, str]]:
    """Give (system, code, abbreviation, iso3, start, end)."""
    for system, name, number, letters in SYSTEMS:
        with (shared / "reference" / name).open(encoding="utf-8") as file:
            for row in csv.DictReader(file):
                code = int(float(row[number]))
                end = row["end"] if row["end"].startswith("9999") else after(row["end"])
                for iso3, start, last in parted(code, row["iso3_guess"], row["start"], end):
                    closed = "" if last.startswith("9999") else last
                    yield system, str(code), row[letters], iso3, start, closed


def parted(code: int, guess: str, start: str, end: str) -> Iterator[tuple[str, str, str]]:
    """Give the codes that a number means in its time."""
    if code not in PARTED:
        yield OWN.get(code, guess), start, end
        return
    for iso3, until in PARTED[code]:
        if start < min(until, end):
            yield iso3, start, min(until, end)
            start = min(until, end)


def after(day: str) -> str:
    """Give the next day."""
    return str(date.fromisoformat(day) + timedelta(days=1))


def main() -> None:
    """Write the table."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--shared", type=Path, required=True)
    found = sorted(rows(parser.parse_args().shared), key=lambda row: (row[0], int(row[1]), row[4]))
    with (DATA / "state_systems.csv").open("w", encoding="utf-8", newline="") as file:
        file.write(NOTICE)
        writer = csv.writer(file, lineterminator="\n")
        writer.writerow(("system", "code", "abbreviation", "iso3", "start", "end"))
        writer.writerows(found)


if __name__ == "__main__":
    main()
