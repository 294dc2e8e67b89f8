"""From bytes to text: byte order mark, then strict UTF-8, then what the file says of itself, then a guess."""

from __future__ import annotations

import codecs
import re

from detente.model.errors import UnreadableError
from detente.reading.language import guess_language, load_languages

_MARKS = (
    (codecs.BOM_UTF8, "utf-8"),
    (codecs.BOM_UTF32_LE, "utf-32-le"),  # before UTF-16: its mark begins like that of UTF-16-LE
    (codecs.BOM_UTF32_BE, "utf-32-be"),
    (codecs.BOM_UTF16_LE, "utf-16-le"),
    (codecs.BOM_UTF16_BE, "utf-16-be"),
)
_DECLARED = re.compile(
    rb"""(?:<meta[^>]{0,200}?charset|<\?xml[^>]{0,200}?encoding)\s*=\s*["']?\s*([\w.:-]{2,40})""", re.I
)
_SIGNATURES = (
    b"%PDF-", b"PK\x03\x04", b"\x89PNG", b"GIF8", b"\xff\xd8\xff", b"\x7fELF", b"\x1f\x8b", b"MZ\x90", b"BZh",
    b"\xfd7zXZ", b"7z\xbc\xaf", b"RIFF", b"OggS", b"ID3", b"\xd0\xcf\x11\xe0",
    b"\x28\xb5\x2f\xfd", b"SQLite format",
)  # fmt: skip
_CONTROLS = bytes(code for code in range(32) if code not in b"\t\n\f\r\x1b\x00")
_SHIFTED = ("iso-2022", "iso2022", "hz", "utf-7", "utf7")
"""Encodings whose bytes are all ASCII, so that strict UTF-8 would take them for plain
English. UTF-7 is refused by browsers and by us."""
_GUESSED = [
    "cp1252", "cp1256", "cp1250", "cp1251", "cp1253", "cp1254", "cp1255", "iso8859_6", "koi8_r",
    "gb18030", "big5", "shift_jis", "euc_jp", "euc_kr",
]  # fmt: skip
_LIKELIEST = ("cp1252", "cp1256")
_WIDER = {
    **dict.fromkeys(("iso8859-1", "latin_1", "ascii"), "cp1252"),
    **dict.fromkeys(("gb2312", "gbk"), "gb18030"), "euc_kr": "cp949", "shift_jis": "cp932",
    "tis-620": "cp874", "iso8859-9": "cp1254",
}  # fmt: skip
"""What senders and browsers mean by a name: an encoding that holds the named one, and more."""
_AS_SURE = 0.01
"""A few letters move the probability of a language by less than this."""
_MOST_DAMAGE = 0.002
"""Share of undecodable bytes up to which a text is taken for damaged UTF-8 (a cut character)."""


def is_binary(data: bytes) -> bool:
    """Tell whether the bytes are no text in any encoding."""
    head = data[:CHECKED]
    if any(head.startswith(mark) for mark, _ in _MARKS):
        return False
    if head.startswith(_SIGNATURES):
        return True
    if wide_encoding(head):
        return False
    controls = len(head) - len(head.translate(None, _CONTROLS))
    return controls > len(head) * 0.02 or head.count(0) > len(head) * 0.1


CHECKED = 1 << 16


def decode(data: bytes, *, said: str | None = None) -> tuple[str, str]:
    """Give the text and the name of its encoding; `said` is what a server named, where the text names none.

    Raises
    ------
    UnreadableError
        If the bytes are no text, or if their encoding cannot be told.
    """
    if is_binary(data):
        raise UnreadableError("is a binary file; expected a page or text (save it as .html, .txt or .md)")
    for mark, name in _MARKS:
        if data.startswith(mark):
            return data[len(mark) :].decode(name, "replace"), name
    if wide := wide_encoding(data[:CHECKED]):
        return data.decode(wide, "replace"), wide
    declared = _declared(data) or known_encoding(said or "")
    shifted = declared if declared and declared.startswith(_SHIFTED) else None
    if shifted and (text := _try(data, shifted)) is not None:
        return text, shifted
    if (text := _try(data, "utf-8")) is not None:
        return text, "utf-8"
    if declared not in (None, "utf-8") and (text := _try(data, declared)) is not None:
        return text, str(declared)
    return _damaged(data) or _guess(data)


def _declared(data: bytes) -> str | None:
    """Give the encoding that a page or XML file names, as browsers understand it; None for an unknown one."""
    match = _DECLARED.search(data[:4096])
    if not match:
        return None
    return known_encoding(match[1].decode("ascii"))


def known_encoding(name: str) -> str | None:
    """Give Python's name of an encoding, as browsers understand the name; None for an unknown one."""
    name = name.strip().lower()
    if name.startswith(
        ("utf-7", "utf7", "utf-16", "utf-32")
    ):  # it was read as ASCII, so it is not one of these
        return None
    try:
        found = codecs.lookup(name).name
    except (LookupError, ValueError):
        return None
    return _WIDER.get(found, found)


def _try(data: bytes, name: str | None) -> str | None:
    try:
        return data.decode(name) if name else None
    except (UnicodeDecodeError, LookupError):
        return None


def wide_encoding(head: bytes) -> str | None:
    """Tell UTF-16 or UTF-32 without a mark, by the bytes that are NUL in a Latin text; else None."""
    if len(head) < 16:
        return None
    quarters = [4 * head[place::4].count(0) / len(head) for place in range(4)]
    for order, name in ((quarters, "utf-32-be"), (quarters[::-1], "utf-32-le")):
        if min(order[:3]) > 0.9 and order[3] < 0.05:
            return name
    even, odd = head[0::2].count(0), head[1::2].count(0)
    half = len(head) // 2
    if odd > half * 0.7 and even < half * 0.05:
        return "utf-16-le"
    if even > half * 0.7 and odd < half * 0.05:
        return "utf-16-be"
    return None


def _damaged(data: bytes) -> tuple[str, str] | None:
    text = data.decode("utf-8", "replace")
    lost = text.count("�")
    many = sum(1 for letter in text if letter > "\x7f") - lost
    return (text, "utf-8, damaged") if lost <= max(1, len(data) * _MOST_DAMAGE) and many > 2 * lost else None


def _guess(data: bytes) -> tuple[str, str]:
    """Choose among what charset-normalizer proposes and the likeliest encodings of our languages.

    Neighbours such as cp1250 and cp1252 both decode a text; the words tell which reading is a language.
    """
    from charset_normalizer import from_bytes

    best = from_bytes(data[:200_000], cp_isolation=_GUESSED).best()
    names = dict.fromkeys([*([best.encoding] if best else []), *_LIKELIEST])
    readings = [(name, text) for name in names if (text := _try(data, name)) is not None]
    if not readings:
        raise UnreadableError(
            "its encoding cannot be told; expected UTF-8 (convert it with: iconv -f OLD -t UTF-8)"
        )
    sureness = [_sureness(name, text) for name, text in readings]
    name, text = readings[sureness.index(max(sureness))]
    return text, f"{name}, guessed"


def _sureness(name: str, text: str) -> float:
    """Give how sure the words are of a language; of two that are as sure a Western one is in cp1252."""
    guess = guess_language(text)
    if guess is None:
        return 0.0
    return guess[1] + _AS_SURE * (name == "cp1252" and guess[0] in load_languages().western)
