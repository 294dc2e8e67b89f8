"""Every reader on broken files; ``benchmarks/fuzz.py`` runs the same for as long as one likes."""

from __future__ import annotations

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from detente.reading import READERS
from tests.reading.fuzzing import OTHER_NAMES, PACKED, SAMPLES, broken, read_broken

BOUNDED = settings(
    max_examples=25, deadline=None, derandomize=True, suppress_health_check=list(HealthCheck), database=None
)


def test_every_format_has_samples_to_break():
    assert set(READERS) - OTHER_NAMES - {".parquet"} == set(SAMPLES)


@pytest.mark.parametrize("suffix", SAMPLES)
def test_sound_samples_give_documents_or_say_why_not(suffix, worker):
    for data in SAMPLES[suffix]:
        read_broken(suffix, data, worker)


@pytest.mark.parametrize("suffix", SAMPLES)
def test_no_broken_file_breaks_its_reader(suffix, worker):
    @BOUNDED
    @given(data=broken(SAMPLES[suffix]))
    def run(data: bytes) -> None:
        read_broken(suffix, data, worker)

    run()


@pytest.mark.parametrize("packing", PACKED)
def test_no_broken_packing_breaks_a_reader(packing, worker):
    samples = [PACKED[packing](data) for suffix in (".txt", ".jsonl", ".csv") for data in SAMPLES[suffix]]

    @BOUNDED
    @given(data=broken(samples), suffix=st.sampled_from([".txt", ".jsonl", ".csv"]))
    def run(data: bytes, suffix: str) -> None:
        read_broken(suffix, data, worker, packed=packing)

    run()


def test_no_format_read_as_another_breaks_its_reader(worker):
    everything = [data for samples in SAMPLES.values() for data in samples]
    for suffix in SAMPLES:
        for data in everything:
            read_broken(suffix, data, worker)
