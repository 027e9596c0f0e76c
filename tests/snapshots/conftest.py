"""Pictures are only taken and compared with the Textual that they were taken with."""

from __future__ import annotations

import re
from collections.abc import Iterator
from importlib.metadata import version
from pathlib import Path

import pytest

from journeys.hand import Table, laid

CONSTRAINTS = Path(__file__).parents[2] / "constraints.txt"


def pinned() -> str:
    """The version of Textual that the project is tested with."""
    found = re.search(r"^textual==(\S+)$", CONSTRAINTS.read_text("utf-8"), re.MULTILINE)
    assert found, "constraints.txt pins no textual"
    return found[1]


def pytest_configure(config: pytest.Config) -> None:
    if config.getoption("update_snapshots", default=False) and version("textual") != pinned():
        raise pytest.UsageError(
            f"Pictures are taken with textual {pinned()}, and this is {version('textual')}. "
            "Install the one in constraints.txt first."
        )


@pytest.fixture(autouse=True)
def _the_pinned_textual() -> None:
    if version("textual") != pinned():
        pytest.skip(f"pictures are compared with textual {pinned()} only")


@pytest.fixture
def table(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Table]:
    """A table whose folders have the same short names on every machine."""
    monkeypatch.chdir(tmp_path)
    with laid(Path("folder")) as made:
        yield made
