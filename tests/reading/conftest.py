from __future__ import annotations

from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from detente.model.document import Document
from detente.reading import Trouble, read_paths
from detente.reading.extractor import Extractor

Reading = tuple[list[Document], list[Trouble]]


@pytest.fixture(scope="session")
def worker() -> Iterator[Extractor]:
    """One parsing process for all tests: starting it takes a second."""
    with Extractor(deadline=20) as extractor:
        yield extractor


class Lent:
    """Stands for Extractor in read_paths, so that the shared worker outlives each call."""

    shared: Extractor

    def __init__(self, **_: object) -> None:
        pass

    def __enter__(self) -> Extractor:
        return self.shared

    def __exit__(self, *_: object) -> None:
        pass


@pytest.fixture
def read(worker: Extractor, monkeypatch: pytest.MonkeyPatch) -> Callable[..., Reading]:
    Lent.shared = worker
    monkeypatch.setattr("detente.reading.paths.Extractor", Lent)

    def run(*paths: Path | str, **options: object) -> Reading:
        troubles: list[Trouble] = []
        documents = list(read_paths(paths, report=troubles.append, **options))  # type: ignore[arg-type]
        return documents, troubles

    return run


@pytest.fixture
def write(tmp_path: Path) -> Callable[[str, str | bytes], Path]:
    def make(name: str, content: str | bytes) -> Path:
        path = tmp_path / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(content if isinstance(content, bytes) else content.encode("utf-8"))
        return path

    return make
