"""Fixtures of the tests of measuring."""

from __future__ import annotations

import pytest

from detente.tables.kinds import Kinds, load_kinds
from tests.measuring.building import States


@pytest.fixture
def kinds() -> Kinds:
    return load_kinds()


@pytest.fixture
def states() -> States:
    return States()
