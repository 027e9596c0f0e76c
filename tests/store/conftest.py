from __future__ import annotations

from pathlib import Path

import pytest
from backup_samples import filled, quick_keys
from harm import a_store

from learnsession.store import vault
from learnsession.store.sealing import CLEAR, Seal
from learnsession.store.sessions import SessionStore


@pytest.fixture
def store(tmp_path: Path) -> SessionStore:
    return SessionStore(tmp_path / "store")


@pytest.fixture
def root(tmp_path: Path) -> Path:
    """A store with something of everything."""
    return filled(tmp_path / "store")


@pytest.fixture(params=[False, True], ids=["clear", "sealed"])
def sealed(request: pytest.FixtureRequest) -> bool:
    """Whether the store of a test stands behind a passphrase: both, one after the other."""
    return bool(request.param)


@pytest.fixture
def used(tmp_path: Path, sealed: bool) -> Path:
    """A store with a weekly backup, and something that was said since."""
    a_store(tmp_path / "store", sealed)
    return tmp_path / "store"


@pytest.fixture(params=["clear", "sealed"])
def seal(request: pytest.FixtureRequest, root: Path) -> Seal:
    """`root` in clear text, and behind a passphrase."""
    return CLEAR if request.param == "clear" else vault.protect(root, quick_keys())


@pytest.fixture
def other(tmp_path: Path) -> Path:
    """Where to restore: nothing is there yet."""
    return tmp_path / "other"
