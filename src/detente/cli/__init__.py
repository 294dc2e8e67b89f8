"""The command line: each command is one verb of the package."""

from detente.cli import about, asking, exchange, fetching, listing, reading, review
from detente.cli.group import main

__all__ = ["about", "asking", "exchange", "fetching", "listing", "main", "reading", "review"]
