"""What tests of several rooms share. Helpers to import stand in `support`."""

from __future__ import annotations

import os
from pathlib import Path

import pytest
from hypothesis import settings

from fault_table import rows, table
from learnsession.packs.format import Format
from learnsession.packs.model import Pack
from learnsession.session.agenda import Agenda
from support import FakeClock, Ids, tiny_agenda, tiny_format, tiny_pack
from swift import look_for_garbage_rarely, parse_styles_once

settings.register_profile(
    "quiet",
    deadline=None,
    database=None,
    max_examples=50,
    derandomize=True,  # what is new is found by `make faults`, not by whoever changes a comma
)
settings.register_profile("thorough", deadline=None, database=None, max_examples=1_000)
settings.load_profile(os.environ.get("HYPOTHESIS_PROFILE", "quiet"))

look_for_garbage_rarely()
parse_styles_once()


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Mark what `make faults` takes further: see the markers in pyproject.toml."""
    for item in items:
        if "120x36" in item.name and "snapshots" not in item.path.parts:
            item.add_marker(pytest.mark.wide)
        if getattr(getattr(item, "obj", None), "is_hypothesis_test", False):
            item.add_marker(pytest.mark.property)


@pytest.fixture(autouse=True)
def _apart(tmp_path_factory: pytest.TempPathFactory, monkeypatch: pytest.MonkeyPatch) -> None:
    """No test reads or writes what the developer has at home."""
    home = tmp_path_factory.mktemp("home")
    for name in [name for name in os.environ if name.startswith(("LEARNSESSION_", "XDG_"))]:
        monkeypatch.delenv(name)
    monkeypatch.setenv("HOME", str(home))
    monkeypatch.setenv("LEARNSESSION_STORE", str(home / "store"))


@pytest.fixture
def store_dir(tmp_path: Path) -> Path:
    """An empty place for a store; it does not exist yet."""
    return tmp_path / "store"


@pytest.fixture
def clock() -> FakeClock:
    """Noon on 2 March 2026, until it is advanced."""
    return FakeClock()


@pytest.fixture
def ids() -> Ids:
    """Ids that count."""
    return Ids()


@pytest.fixture
def pack() -> Pack:
    """A tiny pack."""
    return tiny_pack()


@pytest.fixture
def form() -> Format:
    """A tiny format."""
    return tiny_format()


@pytest.fixture
def agenda() -> Agenda:
    """The tiny format on the tiny pack, with its preselected activity."""
    return tiny_agenda()


def pytest_terminal_summary(
    terminalreporter: pytest.TerminalReporter, config: pytest.Config
) -> None:
    """`make faults` ends with one table of what was done and whether it held."""
    chosen = config.getoption("markexpr")
    if "faults" not in chosen or "not faults" in chosen:
        return
    stats = terminalreporter.stats
    found = list(rows([*stats.get("passed", ()), *stats.get("failed", ())]))
    if found:
        terminalreporter.section("faults")
        for line in table(found):
            terminalreporter.write_line(line)
