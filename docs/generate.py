"""Write, or with --check compare, the lists in the docs that can be read off the code.

    python docs/generate.py [--check]

docs/commands.md    every command with its help
docs/kinds.md       every kind of event and tie
docs/sections.md    every section of a dossier, every index, every input and export format
"""

from __future__ import annotations

import sys
from collections.abc import Iterator
from pathlib import Path

import click

from detente.cli import main as cli
from detente.measuring.indices import INDICES
from detente.reading import READERS
from detente.reporting.dossier import FORMS, SECTIONS
from detente.storing.export import WRITERS
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
    yield f"- read: {', '.join(f'`{ending}`' for ending in READERS)}, and `.gz` of them"
    yield f"- a dossier is written as: {', '.join(f'`.{form}`' for form in FORMS)}"
    yield f"- events are exported as: {', '.join(f'`{ending}`' for ending in WRITERS)}"


def first_line(thing: object) -> str:
    """Give the first line of what a thing says of itself."""
    return (thing.__doc__ or "").strip().splitlines()[0]


PAGES = {"commands.md": commands, "kinds.md": kinds, "sections.md": sections}


def main() -> int:
    """Write the pages, or compare them."""
    stale = []
    for name, page in PAGES.items():
        text = "\n".join(page()) + "\n"
        path = HERE / name
        if "--check" not in sys.argv:
            path.write_text(text, encoding="utf-8")
        elif not path.exists() or path.read_text(encoding="utf-8") != text:
            stale.append(name)
    if stale:
        print(f"docs are stale: {', '.join(stale)}; run python docs/generate.py")
    return bool(stale)


if __name__ == "__main__":
    sys.exit(main())
