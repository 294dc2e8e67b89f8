"""The command that asks the network: fetch."""

from __future__ import annotations

from pathlib import Path

import click

from detente.cli.group import STOPPED, main
from detente.cli.options import AS_JSON, QUIET, STRICT
from detente.cli.terminal import Troubles, json_text, printable, progress, say


@main.command()
@click.argument("sources", nargs=-1, required=True)
@click.option(
    "-o", "--output", "folder", default="detente-pages", show_default=True, type=click.Path(path_type=Path),
    help="Folder for pages and articles.",
)  # fmt: skip
@click.option("--contact", default="", help="Your mail or web address, told to every site.")
@click.option(
    "--delay", default=2.0, show_default=True, type=click.FloatRange(0.5, 600),
    help="Seconds between two pages of a site; longer where it asks for that.",
)  # fmt: skip
@click.option(
    "--limit", default=200, show_default=True, type=click.IntRange(1), help="Most pages in one run."
)
@click.option(
    "--intranet", multiple=True, metavar="HOST",
    help="Also ask this host, although it lies inside your network; can be given several times.",
)  # fmt: skip
@click.option("--refresh", is_flag=True, help="Ask again for pages that are there, if they have changed.")
@QUIET
@STRICT
@AS_JSON
def fetch(
    sources: tuple[str, ...], folder: Path, contact: str, delay: float, limit: int, intranet: tuple[str, ...],
    refresh: bool, quiet: bool, strict: bool, as_json: bool,
) -> int:  # fmt: skip
    """Fetch pages, and those that feeds, sitemaps and files of addresses list, into a folder.

    SOURCES are addresses, or files that list some: one a line, RIS, CSL-JSON, CSV with a column "url", a
    feed, a sitemap, a list of feeds (OPML). The folder then holds documents.jsonl for the other commands,
    and the raw pages beside it. Run it again to go on or to get what is new. It keeps to robots.txt and
    waits between pages.
    """
    from detente.pipeline.fetching import fetch as fetch_pages

    troubles = Troubles(strict=strict)
    try:
        with progress("fetching", troubles, quiet=quiet) as show:
            fetched = fetch_pages(
                sources, folder, contact=contact, delay=delay, limit=limit, intranet=intranet,
                refresh=refresh, report=troubles, show=show,
            )  # fmt: skip
    except KeyboardInterrupt:
        say("\ndetente: stopped; what was fetched is kept, and the same command goes on from there")
        raise click.exceptions.Exit(STOPPED) from None
    if as_json:
        click.echo(json_text({"folder": str(folder), **fetched.as_dict(), "problems": troubles.count}))
    elif not quiet:
        click.echo(printable(f"{folder}: {fetched.line}"))
    return troubles.exit_code(read=fetched.pages + fetched.known)
