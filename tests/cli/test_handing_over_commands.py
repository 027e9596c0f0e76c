"""`actions handover` and `actions receive`: what they say, and what they leave alone."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from action_shell import Shell

from journeys.hand import laid

LINE = "Put a chronology in each file @team manager"


@pytest.fixture
def shell(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> Iterator[Shell]:
    with laid(tmp_path / "here") as table:
        yield Shell(table, monkeypatch, capsys)


@pytest.fixture
def file(tmp_path: Path) -> str:
    return str(tmp_path / "actions.handover")


@pytest.fixture
def there(tmp_path: Path) -> Path:
    return tmp_path / "there"


def test_what_was_finished_goes_along_and_is_said(shell: Shell, file: str, there: Path):
    for text in (LINE, "Another"):
        shell("actions", "add", text)
    shell("actions", "handover", file)
    shell("actions", "receive", file, store=there)
    shell("actions", "done", "1", "--difference", "Seen")
    said = shell("actions", "handover", file, "--force")
    assert "1 open action, and what became of 1 finished one in" in said
    assert "more about 1 action" in shell("actions", "receive", file, store=there)
    assert "Complete" in shell("actions", "show", "1", store=there)


def test_a_file_that_is_there_is_left_alone(shell: Shell, file: str):
    shell("actions", "add", LINE)
    Path(file).write_text("mine")
    assert shell.code("actions", "handover", file) == 2
    assert "--force writes over it" in shell.err
    assert Path(file).read_text() == "mine"


def test_what_looks_personal_is_said_and_masked(shell: Shell, file: str):
    shell("actions", "add", "Ring the surgery about 999 000 0018")
    shell("actions", "handover", file)
    assert "looks like personal details: A-0001" in shell.err
    assert "999 000 0018" not in shell.err


def test_a_dry_run_says_what_it_would_bring(shell: Shell, file: str, there: Path):
    shell("actions", "add", LINE)
    shell("actions", "handover", file)
    said = shell("actions", "receive", file, "--dry-run", store=there)
    assert said.startswith("It would bring: 1 action new here.")
    shell("actions", "receive", file, store=there)
    said = shell("actions", "receive", file, "--dry-run", store=there)
    assert said == "It would bring: nothing new. 1 action known already.\n"


def test_what_is_far_too_large_is_not_read(
    shell: Shell,
    file: str,
    monkeypatch: pytest.MonkeyPatch,
):
    monkeypatch.setattr("learnsession.actions.handover.LARGEST", 100)
    Path(file).write_text("x" * 101)
    assert shell.code("actions", "receive", file) == 1
    assert "is too large to be a handover" in shell.err


def test_a_choice_is_told(shell: Shell, file: str, there: Path):
    shell("actions", "add", LINE)
    shell("actions", "handover", file)
    shell("actions", "receive", file, store=there)
    shell("actions", "going", "1", "--note", "half", store=there)
    shell("actions", "stuck", "1", "--barrier", "no form", "--to", "head of service")
    shell("actions", "handover", file, "--force")
    said = shell("actions", "receive", file, "--holds", "there", store=there)
    assert "A-0001: what was said there holds." in said
    assert "Taken in: 1 action changed on both laptops." in said
