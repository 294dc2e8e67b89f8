"""Text from outside made fit to be shown: no hidden control characters, no dangerous addresses."""

from __future__ import annotations

import re
from urllib.parse import urlsplit

# Characters that turn the reading order of what follows them: in a name they can make one state look like
# another. The list of Unicode's explicit directional formatting characters is complete; the three plain marks
# (LRM, RLM, ALM) are left alone: honest Arabic and Hebrew text needs them, and they cannot reorder words.
_BIDI = {
    0x202A: "[LRE]", 0x202B: "[RLE]", 0x202C: "[PDF]", 0x202D: "[LRO]", 0x202E: "[RLO]",
    0x2066: "[LRI]", 0x2067: "[RLI]", 0x2068: "[FSI]", 0x2069: "[PDI]",
}  # fmt: skip
_LEFT = "\n\t"
_CONTROL = {code: 0x2400 + code for code in range(0x20) if chr(code) not in _LEFT} | {0x7F: 0x2421}
_SHOWN: dict[int, int | str] = {
    **_BIDI,
    **_CONTROL,
    **dict.fromkeys(range(0x80, 0xA0), "\N{REPLACEMENT CHARACTER}"),
    **dict.fromkeys((0x2028, 0x2029), "\n"),
    **dict.fromkeys((0xFFFE, 0xFFFF), "\N{REPLACEMENT CHARACTER}"),
    ord("\r"): " ",
}
_HIDDEN = re.compile("[" + "".join(map(re.escape, map(chr, sorted(_SHOWN)))) + "\ud800-\udfff]")
_SURROGATE = re.compile("[\ud800-\udfff]")
_PLAIN_ID = re.compile(r"[A-Za-z0-9_-]{1,64}")
_BAD_IN_URL = re.compile(r"[\s\x00-\x20\x7f-\x9f\"'<>\\^`{|}]")


def visible(text: str) -> str:
    r"""Make control characters and bidirectional overrides visible, and drop what UTF-8 cannot write.

    >>> visible("Mali\u202eorocco")
    'Mali[RLO]orocco'
    """
    if not _HIDDEN.search(text):
        return text
    return _SURROGATE.sub("\N{REPLACEMENT CHARACTER}", text.translate(_SHOWN))


def one_line(text: str) -> str:
    """Write a text visibly and on one line."""
    return " ".join(visible(text).split())


def link(url: str | None) -> str | None:
    """Give the address if it may be opened from the page: http or https with a host; else None."""
    if not url or _BAD_IN_URL.search(visible(url)) or visible(url) != url:
        return None
    try:
        parts = urlsplit(url)
        host = parts.hostname
    except ValueError:
        return None
    return url if parts.scheme.lower() in ("http", "https") and host and "@" not in parts.netloc else None


def language_tag(language: str | None) -> str | None:
    """Give a language code if it has the form of one; it goes into an attribute."""
    return language if language and re.fullmatch(r"[a-z]{2,3}(-[A-Za-z0-9]{2,8})*", language) else None


def plain_id(identifier: str) -> bool:
    """Tell whether an identifier can stand in a page address as it is."""
    return _PLAIN_ID.fullmatch(identifier) is not None


def utf16_length(text: str) -> int:
    """Count as browsers do: characters beyond the basic plane are two."""
    return len(text) + sum(character > "\uffff" for character in text)
