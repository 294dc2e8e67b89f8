"""What runs in the parsing process for RTF files: the words of the body, paragraph by paragraph.

An RTF file is a tree of groups in braces, with control words that hold until their group ends. Only what
changes the words is looked at: encodings, groups that are no text, hidden and deleted words.
"""

from __future__ import annotations

import codecs
import re
from collections.abc import Mapping
from dataclasses import dataclass, replace
from types import MappingProxyType

_TOKEN = re.compile(
    rb"\\(?P<word>[A-Za-z]{1,32})(?P<number>-?\d{1,10})? ?|\\'(?P<byte>[0-9A-Fa-f]{2})|\\(?P<sign>[^A-Za-z])"
    rb"|(?P<brace>[{}])|[\r\n\0]+|(?P<text>[^\\{}\r\n\0]+)|\\",
    re.DOTALL,
)
_SILENT = frozenset(
    (
        b"annotation atnauthor atnid atnref author buptim colortbl comment creatim datafield datastore "
        b"doccomm filetbl fldinst fonttbl footer footerf footerl footerr footnote header headerf headerl "
        b"headerr info keywords listpicture listtable listtext nonshppict objdata pict pntext printim "
        b"revtbl revtim rxe stylesheet subject tc themedata title txe upr xe xmlnstbl "
    ).split()
)
"""Groups that hold no words of the body. Of ``\\upr`` the second half, in Unicode, is read."""
_BREAKS = frozenset({b"par", b"line", b"sect", b"page", b"column", b"row", b"nestrow", b"softline"})
_SIGNS: Mapping[bytes, str] = MappingProxyType(
    {
        b"tab": " ", b"cell": " ", b"nestcell": " ", b"emspace": " ", b"enspace": " ", b"qmspace": " ",
        b"emdash": "—", b"endash": "–", b"lquote": "‘", b"rquote": "’", b"ldblquote": "“", b"rdblquote": "”",
        b"bullet": "•",
    }
)  # fmt: skip
_MARKS: Mapping[bytes, str] = MappingProxyType(
    {b"~": " ", b"_": "-", b"-": "", b"\\": "\\", b"{": "{", b"}": "}", b"\n": "\n", b"\r": "\n", b"\t": " "}
)
_CHARSETS: Mapping[int, str] = MappingProxyType(
    {
        77: "mac_roman", 128: "cp932", 129: "cp949", 130: "cp1361", 134: "gbk", 136: "big5", 161: "cp1253",
        162: "cp1254", 163: "cp1258", 177: "cp1255", 178: "cp1256", 186: "cp1257", 204: "cp1251",
        222: "cp874", 238: "cp1250",
    }
)  # fmt: skip
"""Character sets of fonts that are not that of the whole file; complete for what Word writes."""
_DEEPEST = 2000


@dataclass(frozen=True, slots=True, kw_only=True)
class State:
    """What holds in a group: whether its words are shown, and how they are encoded."""

    silent: bool = False
    hidden: bool = False
    deleted: bool = False
    fonts: bool = False
    font: int | None = None
    fallback: int = 1

    @property
    def shown(self) -> bool:
        """Whether words belong to the text."""
        return not (self.silent or self.hidden or self.deleted)


class _Reader:
    """Goes through the tokens of one file."""

    def __init__(self) -> None:
        self.parts: list[str] = []
        self._state = State()
        self._outer: list[State] = []
        self._codepage = "cp1252"
        self._fonts: dict[int, str] = {}
        self._bytes = bytearray()  # of letters that take two bytes, the first may stand in a token of its own
        self._high = 0  # the first half of a letter beyond U+FFFF
        self._skip = 0  # characters that only stand for a letter given before by its number
        self._opening = False  # whether the next control word may name the group
        self._starred = False
        self._ended = False  # what follows the last brace belongs to nothing

    def read(self, data: bytes) -> str:
        """Give the words, each paragraph on a line of its own."""
        place = 0
        while not self._ended and (found := _TOKEN.match(data, place)):
            place = found.end()
            if word := found["word"]:
                number = int(found["number"]) if found["number"] else None
                place += self._control(word, number, len(data) - place)
            elif found["byte"]:
                self._letters(bytes([int(found["byte"], 16)]))
            elif sign := found["sign"]:
                self._sign(sign)
            elif found["brace"] == b"{":
                self._open()
            elif found["brace"]:
                self._close()
            elif found["text"]:
                self._opening = False
                self._letters(found["text"])
        self._flush()
        return "".join(self.parts)

    def _open(self) -> None:
        self._flush()
        if len(self._outer) >= _DEEPEST:
            raise ValueError(f"its groups are nested more than {_DEEPEST} deep")
        self._outer.append(self._state)
        self._opening, self._starred, self._skip = True, False, 0

    def _close(self) -> None:
        self._flush()
        if self._outer:
            self._state = self._outer.pop()
        self._ended = not self._outer
        self._opening, self._skip = False, 0

    def _sign(self, sign: bytes) -> None:
        if sign == b"*":
            self._starred = self._opening
            return
        self._opening = False
        self._say(_MARKS.get(sign, ""))

    def _control(self, word: bytes, number: int | None, left: int) -> int:
        """Follow a control word; give how many bytes after it are no text."""
        self._flush()
        if self._opening:
            self._name(word)
        if word == b"u" and number is not None:
            self._unicode(number)
        elif word == b"bin":
            return min(max(number or 0, 0), left)
        elif word in _BREAKS:
            self._skip = 0  # no break stands for a letter, although the standard would allow it
            self._say("\n")
        elif word in _SIGNS:
            self._say(_SIGNS[word])
        else:
            self._setting(word, number)
        return 0

    def _name(self, word: bytes) -> None:
        """Take the first control word of a group for its name: what no reader has to know is starred."""
        silent = word in _SILENT or (self._starred and word != b"ud")
        if silent or word == b"ud":
            self._state = replace(self._state, silent=silent, fonts=word == b"fonttbl")
        self._opening = False

    def _setting(self, word: bytes, number: int | None) -> None:
        on = number != 0
        if word == b"ansicpg" and number is not None:
            self._codepage = _known(f"cp{number}")
        elif word in (b"mac", b"pc", b"pca"):
            self._codepage = {b"mac": "mac_roman", b"pc": "cp437", b"pca": "cp850"}[word]
        elif word == b"fcharset" and self._state.fonts and self._state.font is not None:
            if name := _CHARSETS.get(number or 0):
                self._fonts[self._state.font] = name
        elif word == b"f" and number is not None:
            self._state = replace(self._state, font=number)
        elif word == b"uc" and number is not None:
            self._state = replace(self._state, fallback=min(max(number, 0), 16))
        elif word == b"v":
            self._state = replace(self._state, hidden=on)
        elif word == b"deleted":
            self._state = replace(self._state, deleted=on)
        elif word == b"plain":
            self._state = replace(self._state, hidden=False, deleted=False, font=None)

    def _unicode(self, number: int) -> None:
        code = number % 0x10000
        self._skip = 0
        if 0xD800 <= code < 0xDC00:
            self._high = code
        elif 0xDC00 <= code < 0xE000:
            if self._high:
                self._say(chr(0x10000 + ((self._high - 0xD800) << 10) + code - 0xDC00))
            self._high = 0
        else:
            self._say(chr(code))
        self._skip = self._state.fallback

    def _letters(self, data: bytes) -> None:
        self._opening = False
        passed = min(self._skip, len(data))
        self._skip -= passed
        if self._state.shown:
            self._bytes += data[passed:]

    def _say(self, text: str) -> None:
        self._flush()
        if self._skip:
            self._skip -= 1
        elif self._state.shown:
            self.parts.append(text)

    def _flush(self) -> None:
        """Decode the letters held back, in the encoding of their font."""
        if self._bytes:
            name = self._fonts.get(-1 if self._state.font is None else self._state.font, self._codepage)
            self.parts.append(self._bytes.decode(name, "replace"))
            self._bytes.clear()


def parse_rtf(payload: bytes, url: str | None) -> dict[str, object]:
    """Give the text of an RTF file, each paragraph on a line of its own."""
    if not payload.lstrip().startswith(b"{\\rtf"):
        return {"refused": "is no RTF file, whatever its name says; save it as .docx or .txt"}
    return {"text": _Reader().read(payload)}


def _known(name: str) -> str:
    try:
        return codecs.lookup(name).name
    except LookupError:
        return "cp1252"
