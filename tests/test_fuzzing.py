"""What takes files in beside the readers of articles, on broken files; see ``benchmarks/fuzz.py``."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from hypothesis import HealthCheck, given, settings

from detente.reading.extractor import Extractor
from tests.fuzzing import OTHERS, try_broken
from tests.reading.fuzzing import broken


@pytest.fixture(scope="module")
def worker() -> Iterator[Extractor]:
    with Extractor(deadline=20) as extractor:
        yield extractor


@pytest.mark.parametrize("name", OTHERS)
def test_sound_samples_are_taken(name, worker):
    for data in OTHERS[name][0]:
        try_broken(name, data, worker)


@pytest.mark.parametrize("name", OTHERS)
def test_nothing_broken_breaks_what_takes_it(name, worker):
    few = 8 if name.startswith("import") else 20

    @settings(
        max_examples=few,
        deadline=None,
        derandomize=True,
        suppress_health_check=list(HealthCheck),
        database=None,
    )
    @given(data=broken(OTHERS[name][0]))
    def run(data: bytes) -> None:
        try_broken(name, data, worker)

    run()


@pytest.mark.parametrize("data", [b"\x80", b"[]", b"5", b"[" * 100_000, b'{"others": 1}'])
def test_what_is_no_list_of_decisions_is_refused(data, worker):
    try_broken("decisions", data, worker)
