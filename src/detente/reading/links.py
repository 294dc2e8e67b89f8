"""Addresses that an input lists, each with what is known of its page."""

from __future__ import annotations

from dataclasses import dataclass

from detente.model.errors import UnreadableError
from detente.reading.found import Found


@dataclass(frozen=True, slots=True, kw_only=True)
class Link:
    """An address with what its list tells of the page.

    Attributes
    ----------
    found
        ``found.url`` is the address.
    text
        The page's article where the list brings it along, as many feeds do.
    is_list
        Whether the address is said to hold a further list.
    """

    found: Found
    text: str = ""
    is_list: bool = False


def not_articles(origin: str, count: int) -> UnreadableError:
    """Give the error for a list of addresses where articles were expected."""
    if not count:
        return UnreadableError("holds neither articles nor addresses; expected one entry at least")
    addresses = "one address" if count == 1 else f"{count} addresses"
    return UnreadableError(
        f"lists {addresses}, and no articles; fetch the pages with: detente fetch {origin} -o FOLDER"
    )
