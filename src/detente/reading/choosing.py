"""Choose the reader of an input, and turn what it raises into a Trouble that names the input."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping

from detente.model.document import Document
from detente.model.errors import UnreadableError
from detente.reading.sniffing import guess_suffix
from detente.reading.source import Reader, Source, Trouble
from detente.reading.walking import load_suffixes


def guarded(source: Source, choose: Callable[[], Reader]) -> Iterator[Document | Trouble]:
    """Run a reader; what it raises becomes a Trouble that names the input."""
    try:
        yield from choose()(source)
    except UnreadableError as trouble:
        yield Trouble(origin=source.origin, message=str(trouble))
    except FileNotFoundError:
        yield Trouble(origin=source.origin, message="does not exist; check the path")
    except PermissionError:
        yield Trouble(
            origin=source.origin, message="may not be read by this user; change its permissions (chmod +r)"
        )
    except OSError as trouble:
        yield Trouble(origin=source.origin, message=f"cannot be read: {trouble.strerror or trouble}")


def choose_reader(source: Source, suffix: str, readers: Mapping[str, Reader]) -> Reader:
    """Choose the reader of an input: by its ending, or else by its first bytes."""
    if reader := readers.get(suffix):
        return reader
    if advice := load_suffixes().unread.get(suffix):
        raise UnreadableError(advice)
    head = next(source.chunks(), b"")
    return readers[guess_suffix(head) or ".txt"]
