"""A table for each journey."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from journeys.hand import Table, laid


@pytest.fixture
def table(tmp_path: Path) -> Iterator[Table]:
    """An empty store, a folder for exports, and ten to two in the afternoon."""
    with laid(tmp_path) as made:
        yield made
