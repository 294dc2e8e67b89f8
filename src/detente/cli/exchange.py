"""Commands that exchange data with others: import, compare, export."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import click

from detente.cli.group import STOPPED, main
from detente.cli.options import AS_JSON, QUIET, STATE, STORE, STRICT, Day
from detente.cli.output import check_output
from detente.cli.terminal import Troubles, json_text, one_line, progress, say
from detente.model.errors import UsageError
from detente.pipeline import WHATS

SINCE = click.option("--since", type=Day(), help="Only what can have happened on or after this day.")
UNTIL = click.option("--until", type=Day(), help="Only what can have happened before this day.")


@main.command(name="import")
@click.argument("paths", metavar="FILE...", nargs=-1, required=True, type=click.Path())
@click.option("--format", "format_name", help="What the files are; told by their columns where absent.")
@click.option("--map", "map_path", type=click.Path(path_type=Path), help="TOML file: which column is what.")
@STORE
@QUIET
@STRICT
@AS_JSON
def import_(
    paths: tuple[str, ...], format_name: str | None, map_path: Path | None, store_path: Path, quiet: bool,
    strict: bool, as_json: bool,
) -> int:  # fmt: skip
    """Take event data sets and reference tables in, plain, .gz or .zip; each file once.

    They stand apart: nothing of them enters the record, ties or measures. A dossier counts them in a section
    of its own, beside our acts; detente compare tells more.
    """
    from detente.pipeline import import_files

    troubles = Troubles(strict=strict)
    rows = 0
    try:
        with progress("importing", troubles, quiet=quiet, unit="rows") as show:
            for taken in import_files(
                store_path, paths, format_name=format_name, map_path=map_path, report=troubles, show=show
            ):
                entry = taken.entry
                rows += entry.kept + entry.repeated
                if as_json:
                    click.echo(
                        json_text({**_counts(entry), "again": taken.again, "left_empty": taken.left_empty})
                    )
                elif not quiet:
                    again = f" (taken in already on {entry.started.date()})" if taken.again else ""
                    click.echo(one_line(f"{entry.file}: {entry.line}{again}"))
                    for line in (*taken.left_empty, f"terms: {entry.terms}"):
                        say(one_line(f"  {line}"))
    except KeyboardInterrupt:
        say("\ndetente: stopped; what was stored is kept, and the same command goes on from there")
        raise click.exceptions.Exit(STOPPED) from None
    return troubles.exit_code(read=rows)


def _counts(entry: object) -> dict[str, object]:
    names = ("file", "form", "dataset", "terms", "rows", "kept", "repeated", "broken", "namesakes")
    return {name: getattr(entry, name) for name in names}


@main.command()
@click.argument("a", type=STATE)
@click.argument("b", type=STATE)
@STORE
@SINCE
@UNTIL
@AS_JSON
def compare(a: str, b: str, store_path: Path, since: date | None, until: date | None, as_json: bool) -> None:
    """Set what imported data sets have on A and B beside what we hold.

    Rows of other data sets are no acts: they often repeat one act, and carry no sentence.
    """
    from detente.pipeline import compare_pair

    for row in compare_pair(store_path, a, b, since=since, until=until):
        click.echo(json_text(row.as_dict()) if as_json else one_line(row.as_text()))


@main.command()
@click.argument("output", type=click.Path(path_type=Path))
@click.argument("pair", nargs=-1, type=STATE)
@STORE
@click.option("--what", type=click.Choice(WHATS), help="What to export; the usual for the form where absent.")
@SINCE
@UNTIL
@click.option(
    "--places",
    type=click.Path(path_type=Path),
    help="CSV of name, latitude, longitude, for .geojson; imported rows tell some places without it.",
)
@AS_JSON
@QUIET
def export(
    output: Path, pair: tuple[str, ...], store_path: Path, what: str | None, since: date | None,
    until: date | None, places: Path | None, as_json: bool, quiet: bool,
) -> None:  # fmt: skip
    """Write what the store holds (of a PAIR of states) to OUTPUT, in the form that its ending names.

    Tables: .csv .jsonl .parquet .sqlite .xlsx. Networks: .graphml .gexf. Calendar: .ics. Sources: .bib .ris
    .csl.json. Others: .plover.jsonl .geojson .qs.tsv (for Wikidata). Each says tool, model, data, query and
    day; tables that cannot, in OUTPUT-metadata.json.
    """
    from detente.pipeline import export_store

    if len(pair) not in (0, 2):
        raise UsageError(f"expected no state or two, got {len(pair)}: detente export OUT.csv Mali Morocco")
    check_output(output)
    made = export_store(store_path, output, pair, what=what, since=since, until=until, places=places)
    if as_json:
        click.echo(json_text(made.as_dict()))
    elif not quiet:
        click.echo(one_line(made.line))
