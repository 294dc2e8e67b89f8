"""The command ``review``: people correct what was read, by keys, or hand their decisions on as a file."""

from __future__ import annotations

import getpass
import json
import os
from collections.abc import Iterable, Mapping
from pathlib import Path
from typing import Any

import click

from detente.cli.group import DONE, main
from detente.cli.options import AS_JSON, STATE, STORE
from detente.cli.output import check_output, write_whole
from detente.cli.terminal import json_text, one_line, say
from detente.model.errors import UsageError

AUTHOR = "DETENTE_AUTHOR"


@main.command()
@click.argument("a", required=False, type=STATE)
@click.argument("b", required=False, type=STATE)
@STORE
@click.option("--author", envvar=AUTHOR, help=f"Who decides; else ${AUTHOR}, else the user's name.")
@click.option("--all", "everything", is_flag=True, help="Show records already decided on, too.")
@click.option("--kind", help="Only records of this kind.")
@click.option("--list", "listing", is_flag=True, help="Print the records to be looked at, and end.")
@click.option("--log", is_flag=True, help="Print all decisions, those not applied with the reason, and end.")
@click.option("--undo", "number", type=int, help="Take back the decision with this number, and end.")
@click.option("--export", "exported", type=click.Path(path_type=Path), help="Write all decisions, and end.")
@click.option("--import", "imported", type=click.Path(path_type=Path), help="Take over a file of --export.")
@click.option(
    "--training", type=click.Path(path_type=Path), help="Write judged events for training, and end."
)
@AS_JSON
def review(a: str | None, b: str | None, store_path: Path, author: str | None, **options: Any) -> int:
    """Go through the records of A and B (or of all) and correct them by keys; ? shows the keys.

    The least certain come first. Decisions are kept beside the machine's reading, with author and time, and
    are applied again whenever the sources are read again. Where two people differ neither is applied, and
    both are shown.
    """
    from detente.cli.review_session import Session

    who = author or getpass.getuser()
    pair = (a, b)
    if _aside(pair, store_path, who, options):
        return DONE
    Session(store_path, pair, author=who, everything=options["everything"], kind=options["kind"]).run()
    return DONE


def _aside(
    pair: tuple[str | None, str | None], store_path: Path, who: str, options: Mapping[str, Any]
) -> bool:
    """Do what needs no keys; tell whether that was all."""
    from detente import pipeline

    as_json = bool(options["as_json"])
    if options["imported"]:
        if not options["imported"].is_file():
            raise UsageError(f"there is no file {options['imported']}; give one that --export wrote")
        _told(f"{pipeline.import_decisions(store_path, options['imported'])} decisions taken over", as_json)
    elif options["number"] is not None:
        (undone,) = pipeline.undo(store_path, author=who, number=options["number"])
        _told(f"decision {undone.undoes} taken back by decision {undone.id}", as_json)
    elif options["exported"]:
        _write(options["exported"], pipeline.decision_log(store_path), "decisions", as_json)
    elif options["training"]:
        _write(options["training"], pipeline.training_lines(store_path), "judged events", as_json)
    elif options["log"]:
        for entry in pipeline.decision_log(store_path):
            click.echo(json_text(entry) if as_json else one_line(log_line(entry)))
    elif options["listing"] or as_json:
        items = pipeline.review_items(
            store_path, *pair, everything=options["everything"], kind=options["kind"]
        )
        for item in items:
            line = f"{item.record.best.confidence:.2f} {item.record.id}  {item.line}"
            click.echo(json_text(item.as_dict()) if as_json else one_line(line))
    else:
        return False
    return True


def log_line(entry: Mapping[str, Any]) -> str:
    """Write one decision of the log in a line."""
    what = " ".join(f"{change['field']}={change['value']}" for change in entry["changes"])
    about = f" {entry['kind']} {entry['sides'] or ''} “{entry['quote'][:60]}”" if entry["quote"] else ""
    undoes = f" {entry['undoes']}" if entry["undoes"] else ""
    notes = [entry["note"], entry["not_applied"] and f"not applied: {entry['not_applied']}"]
    notes += [] if entry["stands"] or entry["undoes"] else ["undone"]
    tail = "".join(f"  [{note}]" for note in notes if note)
    head = f"{entry['id']:>4} {entry['decided'][:16]} {entry['author']}: {entry['action']}{undoes}"
    return f"{head} {what}{about}{tail}"


def _write(path: Path, entries: Iterable[Mapping[str, Any]], what: str, as_json: bool) -> None:
    check_output(path)
    lines = [json.dumps(entry, ensure_ascii=False) for entry in entries]
    write_whole(path, "".join(f"{line}{os.linesep}" for line in lines))
    _told(f"{path}: {len(lines)} {what}", as_json)


def _told(line: str, as_json: bool) -> None:
    if as_json:
        click.echo(json_text({"done": line}))
    else:
        say(line)
