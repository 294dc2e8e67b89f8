"""The place, day and agency that open a report: ``RABAT, 3 May (Reuters) - ``."""

from __future__ import annotations

import re

_AGENCY = r"\([^()\n]{2,60}\)\s?"
DATELINE = re.compile(
    r"\s*(?:"
    # A place in capitals, and what follows it up to the dash.
    rf"[A-Z][A-Z'’.-]{{2,}}(?:[ ,/][^()\n.!?;:\"“]{{0,60}})?(?:{_AGENCY})?"
    # An agency alone.
    r"|\([A-Z][^()\n]{1,40}\)\s"
    # A place in mixed case needs a full date or an agency after it, lest a title be cut.
    r"|[A-Z][\w'’.-]+(?:[ -][A-Z][\w'’.-]+){0,2}"
    rf"(?:, [^()\n!?;:—–\"“]{{0,24}}\b\d{{4}}\s?(?:{_AGENCY})?|,?\s{_AGENCY})"
    r")\s?(?:—|–|--|-)\s"
)
"""Matches at the beginning of a line only."""


def without_dateline(text: str) -> str:
    """Give a sentence without the dateline before it.

    >>> without_dateline("RABAT (Example Wire) - Mali and Morocco agreed.")
    'Mali and Morocco agreed.'
    """
    found = DATELINE.match(text)
    return text[found.end() :] if found else text
