"""Commands that answer from the record: dossier and explain."""

from __future__ import annotations

import sys
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING, Literal

import click

from detente.cli.group import DONE, main
from detente.cli.options import AS_JSON, AS_OF, COLUMNS, QUIET, STATE, STORE, STRICT, THREADS, Day, Since
from detente.cli.output import check_output, write_whole
from detente.cli.reading import add_sources
from detente.cli.terminal import PassedOver, Troubles, json_text, one_line, printable, say
from detente.model.errors import StoreError, UnreadableError, UsageError

if TYPE_CHECKING:
    from detente.model.dossier import State
    from detente.pipeline import Made


@main.command()
@click.argument("a", type=STATE)
@click.argument("b", type=STATE)
@click.argument("sources", nargs=-1, type=click.Path())
@click.option("-o", "--output", type=click.Path(path_type=Path), help="FILE.html, .md or .json.")
@STORE
@AS_OF
@click.option("--since", type=Since(), help="Add what changed since this day, or since the last dossier.")
@click.option("--brief", is_flag=True, help="Also print the ten lines that matter.")
@QUIET
@THREADS
@STRICT
@AS_JSON
@COLUMNS
def dossier(
    a: str, b: str, sources: tuple[str, ...], output: Path | None, store_path: Path, as_of: date | None,
    since: date | Literal["last"] | None, brief: bool, quiet: bool, threads: int, strict: bool, as_json: bool,
    columns: str | None,
) -> int:  # fmt: skip
    """Write the dossier of states A and B from SOURCES (files, folders), or from what the store holds.

    A and B are names or codes in any language: Mali, MLI, Maroc. The form follows the ending of -o; without
    -o the dossier is printed as Markdown, or as JSON with --json. With -o, --json tells what was made.
    """
    from detente.pipeline import find_pair, make_dossier

    # 1. What is wrong in the call is said before anything is read.
    pair = find_pair(a, b, day=as_of)
    form = _form(output, as_json=as_json)
    check_output(output)
    if isinstance(since, date) and as_of and since > as_of:
        raise UsageError(f"--since {since} is later than --as-of {as_of}; give an earlier day")
    if not sources and not store_path.exists():
        raise StoreError(_no_store(a, b, store_path))
    # 2. The sources go into the store; the dossier is made of all that it holds.
    troubles, passed = Troubles(strict=strict), PassedOver()
    read = DONE
    command = " ".join(["detente dossier", a, b, *sources])
    if sources:
        added = add_sources(
            sources,
            store_path,
            troubles,
            passed,
            quiet=quiet,
            threads=threads,
            command=command,
            columns=columns,
        )
        read = added.documents + added.known
        if not read:
            raise UnreadableError(
                "nothing could be read from the sources, so no dossier was written; see above"
            )
        if not quiet:
            passed.tell()
            say(f"{store_path}: {added.line}")
    made = make_dossier(store_path, pair, form, as_of=as_of, since=since, command=command)
    # 3. The answer; a written dossier is one that the next can tell what changed since.
    if output:
        write_whole(output, made.text)
        _note(store_path, pair, made, quiet=quiet)
    _tell(made, output, brief=brief, quiet=quiet, as_json=as_json)
    return troubles.exit_code(read=read)


def _note(store_path: Path, pair: tuple[State, State], made: Made, *, quiet: bool) -> None:
    """Note the dossier in the store; where the store cannot be written the dossier is there all the same."""
    from detente.pipeline import note_dossier

    try:
        note_dossier(store_path, pair, made.as_of)
    except StoreError as error:
        if not quiet:
            say(f"detente: the dossier is not noted for --since last: {error}")


def _tell(made: Made, output: Path | None, *, brief: bool, quiet: bool, as_json: bool) -> None:
    """Print the dossier where it has no file of its own, else what was made and where it lies."""
    if made.nothing and not quiet:
        say(f"detente: {made.nothing}")
    if output and as_json:
        click.echo(json_text({"output": str(output), **made.as_dict()}))
        return
    if not output and not brief:
        click.echo(made.text if as_json else printable(made.text), nl=False)
    if brief:
        click.echo("\n".join(map(one_line, made.brief)))
    if output and not quiet:
        size = max(1, len(made.text.encode()) // 1024)
        click.echo(printable(f"\nThe dossier lies in {output}  ({size} kB; opens without a network)"))


def _form(output: Path | None, *, as_json: bool) -> str:
    from detente.pipeline import FORMS

    if output is None:
        return "json" if as_json else "md"
    form = output.suffix.lstrip(".").lower()
    if form not in FORMS:
        came = f"the ending .{form}" if form else "a name without ending"
        expected = ", ".join(f".{one}" for one in FORMS)
        raise UsageError(f"{output}: cannot write {came}; give -o a name that ends in {expected}")
    return form


def _no_store(a: str, b: str, store_path: Path) -> str:
    return (
        f"no SOURCE is given, and there is no store at {store_path} to take the dossier from; "
        f"give articles (detente dossier {a} {b} ARTICLES -o dossier.html), or the store with --store FILE"
    )


@main.command()
@click.argument("sentence", required=False)
@click.option("--record", help="Show instead why the tellings of this record are one act.")
@STORE
@click.option(
    "--date", "published", type=Day(), help="Day of publication, to resolve dates such as 'last Monday'."
)
@AS_JSON
def explain(
    sentence: str | None, record: str | None, store_path: Path, published: date | None, as_json: bool
) -> None:
    """Show every step from SENTENCE (- for standard input) to its events, or why a --record is one act.

    Of a sentence: words, actors, wordings tried and why each held or fell, modality, date. Of a record: its
    tellings, what speaks for each two of them, what they tell differently, what denied it later, and what
    keeps its neighbours apart. `detente events --json` gives the identifiers of records.
    """
    from detente.pipeline import explain_record, explain_text

    if (sentence is None) == (record is None):
        came = "both" if record else "neither"
        raise UsageError(f'expected a sentence or --record ID, got {came}: detente explain "Mali left."')
    if record is not None:
        found = explain_record(store_path, record)
        click.echo(json_text(found.as_dict(), indent=2) if as_json else printable(found.as_text()))
        return
    text = sys.stdin.read() if sentence == "-" else sentence or ""
    steps = explain_text(text, published=published)
    click.echo(json_text(steps.as_dict(), indent=2) if as_json else printable(steps.as_text()))
