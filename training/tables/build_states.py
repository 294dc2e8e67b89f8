"""Build states.csv, state_names.csv and borders.csv in src/detente/data.

Reads the reference lists of ``--shared`` (country codes: PDDL, by datasets/country-codes; state lists with
dates: MIT, by the countrycode and states packages), the names of CLDR (Unicode licence, through babel), and
our own facts beside this script. Run it from the repository root with ``--shared ../shared``.
"""

from __future__ import annotations

import argparse
import csv
import re
import tomllib
from collections.abc import Iterable
from pathlib import Path
from typing import Any

from babel import Locale

HERE = Path(__file__).parent
DATA = HERE.parents[1] / "src" / "detente" / "data"
COLUMNS = [
    "iso3",
    "iso2",
    "numeric",
    "kind",
    "start",
    "end",
    "cow",
    "gw",
    "fips",
    "cameo",
    "ioc",
    "name_en",
    "name_fr",
    "name_ar",
    "capital",
    "landlocked",
    "region",
]
STATES_NOTICE = """\
# States and territories: codes, names, dates. Dates are half open; empty = no bound.
# Source: training/tables/build_states.py from datasets/country-codes (PDDL), the Correlates of War and
#   Gleditsch-Ward lists as in countrycode/states (MIT), CLDR names (Unicode licence), our own facts.
# Licence: facts CC0; CLDR names Copyright (c) Unicode, Inc., Unicode licence v3. Date: 2026-11.
# kind: state | territory (of another state) | historical. landlocked counts the Caspian Sea as no coast.
# Known gaps: territories have no capital in every row; start is the first day as a state in Gleditsch-Ward.
"""
NAMES_NOTICE = """\
# Names of states by language and date, beside those of states.csv. Dates are half open; empty = no bound.
# Source: training/tables/build_states.py from UNTERM names in datasets/country-codes (PDDL) and our own list.
# Licence: CC0. Date: 2026-11. kind: unterm (name at the UN) | alias | former (name before a change).
# Known gaps: English names in use stand in lexicons/en/names.csv; es, ru and zh only as the UN has them.
"""
BORDERS_NOTICE = """\
# Land borders, each pair once (a < b), complete for the world. Own compilation; licence CC0; as of 2026-11.
# Ceuta and Melilla make Spain a neighbour of Morocco; Kaliningrad counts as Russia; Western Sahara, Kosovo,
# Palestine, Hong Kong and Macau are parties of their own. Known gaps: Akrotiri, Dhekelia, Guantanamo.
"""


def read_state_list(path: Path, column: str) -> dict[str, tuple[str, str]]:
    """Give iso3 -> (code, first day) from the newest row of each state that still exists."""
    found: dict[str, tuple[str, str]] = {}
    with path.open(encoding="utf-8") as file:
        for row in csv.reader(file):
            # Names with a comma are not quoted in these lists: count the fields from the right.
            if row[0] == column or not row[-3].startswith("9999"):
                continue
            found[row[-1]] = (row[0].removesuffix(".0"), row[-4])
    return found


def build_row(source: dict[str, str], own: dict[str, Any], regions: dict[str, str]) -> dict[str, str]:
    """Give the columns of one state that come from the code list, CLDR and our own facts."""
    iso3, iso2 = source["ISO3166-1-Alpha-3"], source["ISO3166-1-Alpha-2"]
    names = {code: Locale(code).territories.get(iso2, "") for code in ("en", "fr", "ar")}
    state = source["is_independent"] == "Yes" or iso3 in own["states_beyond_the_list"].split()
    row = {
        "iso3": iso3,
        "iso2": iso2,
        "numeric": source["ISO3166-1-numeric"].zfill(3) if source["ISO3166-1-numeric"] else "",
        "kind": "state" if state else "territory",
        "fips": source["FIPS"].strip(),
        "cameo": iso3,
        "ioc": source["IOC"].strip(),
        "name_en": source["CLDR display name"].replace("’", "'"),
        "name_fr": names["fr"].replace("’", "'"),
        "name_ar": names["ar"].split(" (")[0],
        "capital": source["Capital"].strip(),
        "landlocked": "yes" if iso3 in own["landlocked"].split() else "no",
        "region": regions[iso3],
    }
    for column in ("name_en", "name_fr", "name_ar", "capital", "cameo", "fips", "ioc"):
        row[column] = own[column].get(iso3, row[column])
    return row


def add_state_lists(
    row: dict[str, str], own: dict[str, Any], lists: dict[str, dict[str, tuple[str, str]]]
) -> None:
    """Add the numbers of both state lists and the first day."""
    iso3 = row["iso3"]
    for column in ("cow", "gw"):
        code = lists[column].get(iso3, ("", ""))[0]
        row[column] = str(own[column].get(iso3, code))
    first = lists["gw"].get(iso3, lists["cow"].get(iso3, ("", "")))[1]
    row["start"] = own["start"].get(iso3, first if first > "1816-01-01" else "")
    row["end"] = ""


def historical_rows(own: dict[str, Any], regions: dict[str, str]) -> Iterable[dict[str, str]]:
    """Give the rows of states that are no more."""
    for iso3, facts in own["historical"].items():
        row = {column: str(facts.get(column, "")) for column in COLUMNS}
        row |= {"iso3": iso3, "kind": "historical", "cameo": iso3, "region": regions[iso3]}
        row["gw"] = str(own["gw"].get(iso3, ""))
        row["cow"] = "" if row["cow"] == "0" else row["cow"]
        row["capital"] = own["capital"].get(iso3, "")
        row["landlocked"] = "yes" if iso3 in own["landlocked"].split() else "no"
        yield row


def name_rows(sources: list[dict[str, str]], own: dict[str, Any]) -> Iterable[dict[str, str]]:
    """Give further names: those of the UN in six languages, our own aliases, and names before a change."""
    languages = {
        "French": "fr",
        "Arabic": "ar",
        "Spanish": "es",
        "Russian": "ru",
        "Chinese": "zh",
        "English": "en",
    }
    for source in sources:
        for language, code in languages.items():
            for form in ("Short", "Formal"):
                wording = plain_name(source.get(f"UNTERM {language} {form}", ""))
                if wording:
                    yield {
                        "language": code,
                        "wording": wording,
                        "iso3": source["ISO3166-1-Alpha-3"],
                        "kind": "unterm",
                    }
    for code, aliases in own["aliases"].items():
        for iso3, wordings in aliases.items():
            yield from (
                {"language": code, "wording": word, "iso3": iso3, "kind": "alias"} for word in wordings
            )
    for change in own["renamed"]:
        for code in ("en", "fr", "ar"):
            yield {"language": code, "wording": change[code], "kind": "former"} | {
                key: change[key] for key in ("iso3", "start", "end")
            }


def plain_name(text: str) -> str:
    """Take stars, articles and brackets off a name of the UN's list: "Mali (le)" gives "Mali"."""
    text = re.sub(r"\s*\([^)]*\)", "", text.replace("\xa0", " ")).strip(" *\u200f").replace("’", "'")
    return re.sub(r"^(?:the |la |le |les |l'|el |los |las )", "", text)


def write_table(path: Path, notice: str, columns: Iterable[str], rows: Iterable[dict[str, str]]) -> None:
    """Write a CSV table that opens with its notice."""
    with path.open("w", encoding="utf-8", newline="") as file:
        file.write(notice)
        writer = csv.DictWriter(file, fieldnames=list(columns), lineterminator="\n")
        writer.writeheader()
        writer.writerows(rows)


def read_borders() -> list[dict[str, str]]:
    """Give each land border once."""
    pairs = set()
    for line in (HERE / "borders.txt").read_text(encoding="utf-8").splitlines():
        if not line.startswith("#"):
            first, others = line.split(":")
            pairs |= {tuple(sorted((first, other))) for other in others.split()}
    return [{"a": a, "b": b} for a, b in sorted(pairs)]


def main() -> None:
    """Build both tables."""
    arguments = argparse.ArgumentParser(description=__doc__)
    arguments.add_argument("--shared", type=Path, required=True)
    reference = arguments.parse_args().shared / "reference"
    own = tomllib.loads((HERE / "states_own.toml").read_text(encoding="utf-8"))
    listing = tomllib.loads((HERE / "regions.toml").read_text(encoding="utf-8"))
    regions = {iso3: region for region, codes in listing.items() for iso3 in codes.split()}
    lists = {
        "cow": read_state_list(reference / "cow_states_with_iso3_guess.csv", "cowcode"),
        "gw": read_state_list(reference / "gw_states_with_iso3_guess.csv", "gwcode"),
    }
    with (reference / "iso_un_fips_names.csv").open(encoding="utf-8") as file:
        sources = list(csv.DictReader(file))
    kosovo = dict.fromkeys(sources[0], "")
    kosovo |= {"ISO3166-1-Alpha-2": "XK", "ISO3166-1-Alpha-3": "XKX", "is_independent": "In contention"}
    rows = [build_row(source, own, regions) for source in [*sources, kosovo]]
    for row in rows:
        add_state_lists(row, own, lists)
    rows = sorted([*rows, *historical_rows(own, regions)], key=lambda row: row["iso3"])
    write_table(DATA / "states.csv", STATES_NOTICE, COLUMNS, rows)
    names = tomllib.loads((HERE / "state_names_own.toml").read_text(encoding="utf-8"))
    known = {(row[f"name_{code}"], row["iso3"], code) for row in rows for code in ("en", "fr", "ar")}
    more = {
        (row["wording"], row["iso3"], row["language"], row.get("start", "")): row
        for row in name_rows(sources, names)
        if row["kind"] == "former" or (row["wording"], row["iso3"], row["language"]) not in known
    }
    named = sorted(more.values(), key=lambda row: (row["iso3"], row["language"], row["kind"], row["wording"]))
    write_table(
        DATA / "state_names.csv", NAMES_NOTICE, ("language", "wording", "iso3", "kind", "start", "end"), named
    )
    write_table(DATA / "borders.csv", BORDERS_NOTICE, ("a", "b"), read_borders())


if __name__ == "__main__":
    main()
