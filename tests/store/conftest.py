from __future__ import annotations

from pathlib import Path

import pytest

from learnsession.store.sessions import SessionStore


@pytest.fixture
def store(tmp_path: Path) -> SessionStore:
    return SessionStore(tmp_path / "store")
