"""Who may know whom, seen from a fresh interpreter: imports cost the first paint its time."""

from __future__ import annotations

import pkgutil
import subprocess
import sys

import pytest

import learnsession

CORE = ("session", "packs", "store", "room", "notes", "actions", "documents", "plain")
ROOT_MODULES = ("errors", "moment", "paths", "typed", "settings", "wording")


def modules(room: str) -> list[str]:
    """A room and everything in it."""
    name = f"learnsession.{room}"
    package = __import__(name, fromlist=["__path__"])
    inside = pkgutil.walk_packages(getattr(package, "__path__", []), f"{name}.")
    return [name, *(module.name for module in inside)]


def loaded_by(names: list[str]) -> set[str]:
    """Every module, by its first name, that a fresh interpreter holds after importing these."""
    lines = [f"import {name}" for name in names]
    code = "\n".join([*lines, "import sys", "print(*{m.split('.')[0] for m in sys.modules})"])
    ran = subprocess.run(
        [sys.executable, "-c", code], capture_output=True, text=True, check=False, timeout=60
    )
    assert ran.returncode == 0, ran.stderr
    return set(ran.stdout.split())


@pytest.mark.parametrize("room", CORE)
def test_the_core_knows_no_screen_and_no_word(room: str) -> None:
    assert not loaded_by(modules(room)) & {"textual", "rich", "docx", "lxml"}


def test_all_of_the_core_together_knows_none_either() -> None:
    names = [name for room in CORE for name in modules(room)]
    assert not loaded_by([*names, *(f"learnsession.{m}" for m in ROOT_MODULES)]) & {
        "textual",
        "rich",
        "docx",
    }


def test_only_the_store_knows_tinydb_and_only_packs_know_yaml() -> None:
    assert not loaded_by([*modules("session"), "learnsession.typed"]) & {"tinydb", "yaml"}
    assert "tinydb" not in loaded_by(modules("packs"))


def test_the_command_line_is_cheap_to_import() -> None:
    """`--version` must not pay for models, lists or screens."""
    heavy = {"textual", "rich", "pydantic", "tinydb", "yaml", "docx", "ulid", "filelock"}
    assert not loaded_by(["learnsession.cli"]) & heavy
    assert not loaded_by(["learnsession.__main__"]) & heavy


def test_home_is_shown_without_models_and_readers() -> None:
    """They cost more than the whole of Home; they come once it is painted."""
    home = ["learnsession.tui.app", "learnsession.tui.screens.home"]
    assert not loaded_by(home) & {"pydantic", "yaml", "tinydb", "docx", "openpyxl", "dateparser"}


def test_the_version_needs_nothing_at_all() -> None:
    assert learnsession.__version__
    assert not loaded_by(["learnsession"]) & {"click", "pydantic"}


def test_this_would_notice() -> None:
    assert "textual" in loaded_by(["learnsession.session.agenda", "textual"])
