"""The sample facts and the page made of them, once for all tests of the room."""

from __future__ import annotations

from datetime import date

import pytest

from detente.model.dossier import Facts
from detente.reporting.dossier import write_dossier
from tests.reporting.sample import DOCUMENTS, sample_facts


@pytest.fixture(scope="session")
def facts() -> Facts:
    return sample_facts(since=date(2025, 2, 1))


@pytest.fixture(scope="session")
def page(facts: Facts) -> str:
    return write_dossier(facts, "html", DOCUMENTS)
