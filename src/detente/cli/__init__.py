"""The command line: each command is one verb of the package."""

from detente.cli import about, asking, exchange, listing, reading, review
from detente.cli.group import main

__all__ = ["about", "asking", "exchange", "listing", "main", "reading", "review"]
