"""Write, or with --check compare, the lists in the docs that can be read off the code.

    python docs/generate.py [--check]

docs/commands.md    every command with its help
docs/kinds.md       every kind of event and tie
docs/sections.md    every section of a dossier, and every index
"""

from __future__ import annotations

import sys
from collections.abc import Iterator
from pathlib import Path

import click

from detente.cli import main as cli
from detente.measuring.indices import INDICES
from detente.reporting.dossier import SECTIONS
from detente.tables.kinds import load_kinds

HERE = Path(__file__).parent


def commands() -> Iterator[str]:
    yield "# Commands"
    yield "\nMade by `docs/generate.py`. Exit codes: 0 done, 1 done with reported problems, 2 wrong use, 3 input cannot be read.\n"
    for name in sorted(cli.commands):
        command = cli.commands[name]
        context = click.Context(command, info_name=f"detente {name}", max_content_width=100)
        yield f"## detente {name}\n\n```\n{command.get_help(context)}\n```\n"


def kinds() -> Iterator[str]:
    table = load_kinds()
    yield "# Kinds of events and ties\n\nMade by `docs/generate.py` from `data/kinds`.\n"
    yield "## Ties\n\n| tie | parties | named by | holds while | ends with |\n|---|---|---|---|---|"
    for tie in table.ties.values():
        row = (tie.kind, tie.parties, tie.subject or "–", ", ".join(tie.holds) or "–", ", ".join(tie.ends) or "–")
        yield "| " + " | ".join(row) + " |"
    yield "\n## Events\n\n| event | PLOVER | CAMEO | recipient | tie status | shown as |\n|---|---|---|---|---|---|"
    for kind in sorted(table.events.values(), key=lambda kind: (kind.group, kind.name)):
        plover = "/".join(filter(None, (kind.plover, kind.mode))) or "–"
        row = (kind.name, plover, kind.cameo or "–", kind.recipient, kind.status or "–", kind.shown)
        yield "| " + " | ".join(row) + " |"


def first_line(thing: object) -> str:
    return (thing.__doc__ or "").strip().splitlines()[0]


def sections() -> Iterator[str]:
    yield "# Sections of a dossier and indices\n\nMade by `docs/generate.py`.\n\n## Sections\n"
    for name, function in SECTIONS.items():
        yield f"- **{name}**: {first_line(function)}"
    yield "\n## Indices\n"
    for name, function in INDICES.items():
        yield f"- **{name}**: {first_line(function)}"


PAGES = {"commands.md": commands, "kinds.md": kinds, "sections.md": sections}


def main() -> int:
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
