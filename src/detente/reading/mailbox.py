"""Mailboxes (.mbox): e-mails one after the other, each below a line that begins with "From "."""

from __future__ import annotations

import re
from collections.abc import Iterator

from detente.model.document import Document
from detente.model.errors import UnreadableError
from detente.reading.choosing import guarded
from detente.reading.mail import TIMES, read_mail
from detente.reading.sniffing import MAIL_OPENS
from detente.reading.source import Source, Trouble

_QUOTED = re.compile(rb"^>+From ")
"""A line of a mail that would open the next; one sign was put before it."""


def read_mailbox(source: Source) -> Iterator[Document | Trouble]:
    """Give the text of each mail as one document, in order; a mail that cannot be read is told alone."""
    number = 0
    for number, mail in enumerate(_mails(source), 1):
        origin = f"{source.origin}#{number}"
        if mail is None:
            most = f"{source.limit * TIMES / 1e6:.0f} MB"
            yield Trouble(origin=origin, message=f"is larger than {most}; save the mail's text as .txt")
            continue
        yield from guarded(source.part(mail, origin=origin), lambda: read_mail)
    if not number:
        raise UnreadableError(
            "is no mailbox: no line opens a mail (From ADDRESS DAY); save the mails as .eml"
        )


def _mails(source: Source) -> Iterator[bytes | None]:
    """Give the mails without the lines that part them; None for one that is too large."""
    held: list[bytes] | None = None
    size = 0
    blank = True
    for _, line in source.lines():
        if line is not None and blank and MAIL_OPENS.fullmatch(line):
            if held is not None:
                yield None if size > source.limit * TIMES else b"\n".join(held)
            held, size = [], 0
        elif held is not None:
            size += source.limit * TIMES + 1 if line is None else len(line) + 1
            if line is not None and size <= source.limit * TIMES:
                held.append(line[1:] if _QUOTED.match(line) else line)
            else:
                held.clear()
        blank = line is not None and not line.strip()
    if held is not None:
        yield None if size > source.limit * TIMES else b"\n".join(held)
