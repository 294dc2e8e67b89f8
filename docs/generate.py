"""Write, or with --check compare, the lists in the docs that can be read off the code.

    python docs/generate.py [--check]

docs/commands.md    every command with its help
docs/kinds.md       every kind of event and tie
docs/sections.md    every section of a dossier, every index, every input and export format
docs/formats.md     between its two marks: every form of data set that is imported
README.md           between its two marks: the numbers of benchmarks/results
"""

from __future__ import annotations

import re
import sys
from collections.abc import Iterator
from pathlib import Path

import click

from detente.cli import main as cli
from detente.measuring.indices import INDICES
from detente.reading import READERS
from detente.reporting.dossier import FORMS, SECTIONS
from detente.storing.export import WRITERS
from detente.tables.datasets import load_forms
from detente.tables.kinds import load_kinds

HERE = Path(__file__).parent
EXIT_CODES = "Exit codes: 0 done, 1 done with reported problems, 2 wrong use, 3 input cannot be read."


def commands() -> Iterator[str]:
    """Give every command with its help."""
    yield f"# Commands\n\nMade by `docs/generate.py`. {EXIT_CODES}\n"
    for name in sorted(cli.commands):
        command = cli.commands[name]
        # A fixed width: the page must not depend on the terminal in which it is made.
        context = click.Context(command, info_name=f"detente {name}", terminal_width=100)
        yield f"## detente {name}\n\n```\n{command.get_help(context)}\n```\n"


def kinds() -> Iterator[str]:
    """Give every kind of tie and of event in a table."""
    table = load_kinds()
    yield "# Kinds of events and ties\n\nMade by `docs/generate.py` from `data/kinds`.\n"
    yield "## Ties\n"
    yield from heading("tie", "parties", "named by", "holds while", "ends with")
    for tie in table.ties.values():
        yield row(tie.kind, tie.parties, tie.subject, ", ".join(tie.holds), ", ".join(tie.ends))
    yield "\n## Events\n"
    yield from heading("event", "PLOVER", "CAMEO", "recipient", "tie status", "shown as")
    for kind in sorted(table.events.values(), key=lambda kind: (kind.group, kind.name)):
        plover = "/".join(filter(None, (kind.plover, kind.mode)))
        yield row(kind.name, plover, kind.cameo, kind.recipient, kind.status, kind.shown)


def heading(*names: str) -> Iterator[str]:
    """Give the two lines that open a table."""
    yield row(*names)
    yield "|" + "---|" * len(names)


def row(*cells: str | None) -> str:
    """Give one line of a table."""
    return "| " + " | ".join(cell or "–" for cell in cells) + " |"


def sections() -> Iterator[str]:
    """Give every section, index and format."""
    yield "# Sections of a dossier, indices, formats\n\nMade by `docs/generate.py`.\n\n## Sections\n"
    yield from (f"- **{name}**: {first_line(function)}" for name, function in SECTIONS.items())
    yield "\n## Indices\n"
    yield from (f"- **{name}**: {first_line(function)}" for name, function in INDICES.items())
    yield "\n## Formats\n"
    yield f"- read: {', '.join(f'`{ending}`' for ending in READERS)}, and `.gz` and `.zst` of them"
    yield f"- a dossier is written as: {', '.join(f'`.{form}`' for form in FORMS)}"
    yield f"- events are exported as: {', '.join(f'`{ending}`' for ending in WRITERS)}"


def forms() -> str:
    """Give every form of data set in a table."""
    lines = [*heading("`--format`", "what it is", "rows become", "told by")]
    for form in load_forms().values():
        counts = " or ".join(str(len(columns)) for columns in form.columns)
        header = (
            f"header, or {counts} columns" if form.header == "maybe" else ", ".join(sorted(form.wanted)[:6])
        )
        held = form.holds if form.holds != "facts" else f"facts: {form.sort}"
        lines.append(row(f"`{form.name}`", form.title, held, header))
    return "\n".join(lines)


def with_forms(text: str) -> str:
    """Give the page of formats with the table of data sets between its marks."""
    before, _, rest = text.partition(FORM_MARKS[0])
    _, _, after = rest.partition(FORM_MARKS[1])
    return f"{before}{FORM_MARKS[0]}\n{forms()}\n{FORM_MARKS[1]}{after}"


def first_line(thing: object) -> str:
    """Give the first line of what a thing says of itself."""
    return (thing.__doc__ or "").strip().splitlines()[0]


def measured() -> str:
    """Give the few numbers that a reader of the readme should know, as the benchmarks wrote them."""
    found = []
    for name, pattern, line in MEASURED:
        path = HERE.parent / "benchmarks" / "results" / name
        match = re.search(pattern, path.read_text(encoding="utf-8"), re.MULTILINE) if path.exists() else None
        if match:
            found.append(line.format(*match.groups()))
    return "\n".join(found)


SCORES = r" +\d+ +\d+ +\d+ +(?:>=)?([\d.]+) +([\d.]+)"
"""Records, gold, predicted, then precision and recall: a line of the scorers."""
MEASURED = (
    (
        "reading.md",
        r"^- body F1 \*\*([\d.]+)",
        "- **Reading pages**: the text of 181 article pages comes out with F1 {} (word by word).",
    ),
    (
        "parser.md",
        r"^\| en_pud\.las \| ([\d.]+)",
        "- **Parsing English**: {} % of the words of English PUD (news and encyclopedia) get the right head "
        "and relation.",
    ),
    (
        "coding.md",
        r"^== werner_news.*\n.*\n.*\n +type" + SCORES + r".*\n +dyad" + SCORES,
        "- **Coding whole news items** (498 that people coded, development half): of the event types given, "
        "{} are right, and of those there are, {} are found; of the pairs of actors {} and {}. "
        "It misses most.",
    ),
    (
        "coding.md",
        r"^== plover_gsr.*\n.*\n.*\n +type" + SCORES,
        "- **Coding single clear sentences** (162 of the PLOVER standard, development half): at least {} of "
        "the types given are right, {} are found.",
    ),
    (
        "merging.md",
        r"^\| held back \| (\d+) \| \d+ \| \d+ \| ([\d.]+) \| ([\d.]+)",
        "- **One act, one record**: on {} pairs of real events that were not seen while the rules were "
        "tuned, {} of the pairs joined are one act, and {} of the pairs that are one act are joined.",
    ),
    (
        "truth.md",
        r"answered: (\d+)[^\n]*\n- right of the answers: ([\d.]+)",
        "- **Who was ambassador**, against the State Department's chronicle: {} days of a month's first are "
        "answered over the USA's pairs in Wikipedia's current events, {} of them rightly.",
    ),
    (
        "example.md",
        r"^\| all \| (\d+) / (\d+) \| (\d+) / (\d+) \| (\d+) / (\d+)",
        "- **The shipped example**, against its answer sheet: {} of the {} things that English articles tell "
        "are in the dossier, {} of {} that only French or Arabic ones tell; {} of {} traps are avoided. "
        "We wrote the articles and looked at the sheet while building: other articles fare worse.",
    ),
)
"""File of results, what to look for in it, and the line to write."""
FORM_MARKS = ("<!-- forms: written by docs/generate.py -->", "<!-- end -->")
MARKS = ("<!-- measured: written by docs/generate.py -->", "<!-- end -->")


def with_numbers(text: str) -> str:
    """Give the readme with the numbers between its marks."""
    before, _, rest = text.partition(MARKS[0])
    _, _, after = rest.partition(MARKS[1])
    return f"{before}{MARKS[0]}\n{measured()}\n{MARKS[1]}{after}" if rest else text


PAGES = {"commands.md": commands, "kinds.md": kinds, "sections.md": sections}


def main() -> int:
    """Write the pages, or compare them."""
    stale = []
    readme = HERE.parent / "README.md"
    texts = {HERE / name: "\n".join(page()) + "\n" for name, page in PAGES.items()}
    texts[readme] = with_numbers(readme.read_text(encoding="utf-8"))
    formats = HERE / "formats.md"
    texts[formats] = with_forms(formats.read_text(encoding="utf-8"))
    for path, text in texts.items():
        if "--check" not in sys.argv:
            path.write_text(text, encoding="utf-8")
        elif not path.exists() or path.read_text(encoding="utf-8") != text:
            stale.append(path.name)
    if stale:
        print(f"docs are stale: {', '.join(stale)}; run python docs/generate.py")
    return bool(stale)


if __name__ == "__main__":
    sys.exit(main())
