"""Every input format: the ending of its files, and the function that reads it."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from types import MappingProxyType

from detente.model.document import Document
from detente.reading.csv_file import read_csv
from detente.reading.docx import read_docx
from detente.reading.feed import read_feed
from detente.reading.html import read_html
from detente.reading.json_file import read_json
from detente.reading.jsonl import read_jsonl
from detente.reading.mail import read_mail
from detente.reading.mailbox import read_mailbox
from detente.reading.markdown import read_markdown
from detente.reading.mhtml import read_mhtml
from detente.reading.opml import read_opml
from detente.reading.parquet import read_parquet
from detente.reading.pdf import read_pdf
from detente.reading.ris import read_ris
from detente.reading.rtf import read_rtf
from detente.reading.sitemap import read_sitemap
from detente.reading.source import Source, Trouble
from detente.reading.tarred import read_tar
from detente.reading.text import read_text
from detente.reading.warc import read_warc
from detente.reading.zipped import read_zip

SIMPLE = MappingProxyType(
    {
        ".html": read_html,
        ".htm": read_html,
        ".xhtml": read_html,
        ".mhtml": read_mhtml,
        ".mht": read_mhtml,
        ".txt": read_text,
        ".text": read_text,
        ".md": read_markdown,
        ".markdown": read_markdown,
        ".pdf": read_pdf,
        ".docx": read_docx,
        ".rtf": read_rtf,
        ".eml": read_mail,
        ".mbox": read_mailbox,
        ".jsonl": read_jsonl,
        ".ndjson": read_jsonl,
        ".json": read_json,
        ".csv": read_csv,
        ".tsv": read_csv,
        ".parquet": read_parquet,
        ".rss": read_feed,
        ".atom": read_feed,
        ".rdf": read_feed,
        ".sitemap": read_sitemap,
        ".opml": read_opml,
        ".ris": read_ris,
        ".warc": read_warc,
        ".arc": read_warc,
    }
)
"""Formats that hold no other files; what an archive may hold."""


def _read_zip(source: Source) -> Iterator[Document | Trouble]:
    """Give the documents of a ZIP archive of saved pages; archives inside it stay closed."""
    yield from read_zip(source, SIMPLE)


def _read_tar(source: Source) -> Iterator[Document | Trouble]:
    """Give the documents of a tape archive of saved pages; archives inside it stay closed."""
    yield from read_tar(source, SIMPLE)


def _read_wacz(source: Source) -> Iterator[Document | Trouble]:
    """Give the documents of the web archives inside a WACZ file."""
    quiet = replace(source, passed_over=lambda origin: None)  # its lists of pages are no articles
    yield from read_zip(quiet, {".warc": read_warc})


READERS = MappingProxyType({**SIMPLE, ".zip": _read_zip, ".tar": _read_tar, ".wacz": _read_wacz})
"""Every input format by the ending of its files; another format is another module and another line."""
