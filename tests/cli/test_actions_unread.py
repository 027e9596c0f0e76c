"""What cannot be read is not left out in silence; and what the commands repeat is the same."""

from __future__ import annotations

import csv
import json
from collections.abc import Iterator
from pathlib import Path

import pytest
from action_shell import Shell

from journeys.hand import Table, laid
from learnsession.actions import evidence as evidence_forms
from learnsession.actions import filters, leaving
from learnsession.cli import action_options, actions, evidence
from learnsession.tui.screens import register_export


@pytest.fixture
def table(tmp_path: Path) -> Iterator[Table]:
    with laid(tmp_path) as made:
        yield made


def agreed(table: Table, words: str) -> None:
    room = table.session(leave=False, head_count=9)
    room.agree_action(words, "health visitor")
    room.settle()
    room.close()
    room.leave()


def damage(table: Table, ref: str) -> None:
    for path in table.root.glob(f"sessions/*/{ref}_*"):
        path.write_bytes(b"damaged")


@pytest.fixture
def shell(table: Table, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture) -> Shell:
    agreed(table, "Ask the nursery")
    agreed(table, "Ring the school")
    damage(table, "S-0001")
    return Shell(table, monkeypatch, capsys)


def missing(shell: Shell) -> str:
    return (
        "What was agreed and said in S-0001 is missing here. S-0001_",
        f"Look with: learnsession --store {shell.table.root} store check",
    )


def test_the_list_tells_and_goes_on(shell: Shell):
    assert "Ring the school" in shell("actions")
    assert all(words in shell.err for words in missing(shell))
    assert shell("actions", "show", "2")
    assert all(words in shell.err for words in missing(shell))


def test_json_goes_on_too(shell: Shell):
    assert [each["ref"] for each in shell.json()] == ["A-0002"]
    assert all(words in shell.err for words in missing(shell))
    assert json.loads(shell("actions", "show", "2", "--json"))["ref"] == "A-0002"
    assert all(words in shell.err for words in missing(shell))


def test_what_is_not_found_may_be_among_what_is_missing(shell: Shell):
    assert shell.code("actions", "done", "1", "--difference", "x") == 1
    assert "There is no agreed action '1'." in shell.err
    assert all(words in shell.err for words in missing(shell))


def test_where_nothing_can_be_read_nobody_says_that_nothing_was_agreed(shell: Shell):
    damage(shell.table, "S-0002")
    assert shell("actions") == "Nothing that was agreed can be shown.\n"
    assert "said in S-0001, S-0002 is missing here." in shell.err


@pytest.mark.parametrize("form", ["md", "csv"])
def test_a_list_on_paper_says_what_is_missing(shell: Shell, tmp_path: Path, form: str):
    (path,) = shell("actions", "--to", form, "--output", str(tmp_path)).splitlines()
    text = Path(path).read_text("utf-8-sig")
    line = "**Could not be read:** What was agreed and said in S-0001"
    assert (line in text) == (form == "md")
    assert all(words in shell.err for words in missing(shell))


def test_evidence_says_what_is_left_out(shell: Shell, tmp_path: Path):
    (path,) = shell("evidence", "--to", "md", "--output", str(tmp_path)).splitlines()
    assert shell.err.startswith("S-0001 is left out. S-0001_")
    assert shell.err.count("S-0001 is left out.") == 1
    assert missing(shell)[1] in shell.err
    assert "something is missing here. S-0001 is left out." in Path(path).read_text("utf-8")


@pytest.mark.parametrize("derived", [("catalogue.json",), ("catalogue.json", "actions.json")])
def test_evidence_knows_of_sessions_that_are_in_no_list(
    shell: Shell, tmp_path: Path, derived: tuple[str, ...]
):
    for name in derived:
        (shell.table.root / name).unlink(missing_ok=True)
    (path,) = shell("evidence", "--to", "csv", "--output", str(tmp_path)).splitlines()
    assert "S-0001 is left out." in shell.err
    with Path(path).open(encoding="utf-8-sig", newline="") as file:
        assert [row["Session"] for row in csv.DictReader(file)] == ["S-0002"]


def test_evidence_knows_what_was_said_outside_sessions_and_is_lost(shell: Shell, tmp_path: Path):
    shell("actions", "done", "2", "--difference", "They ask")
    damage(shell.table, "R-0001")
    shell("evidence", "--to", "md", "--output", str(tmp_path))
    assert "R-0001 is left out." in shell.err


def test_what_is_whole_is_told_without_a_word(table: Table, monkeypatch, capsys, tmp_path: Path):
    agreed(table, "Ask the nursery")
    shell = Shell(table, monkeypatch, capsys)
    for command in (
        ("actions",),
        ("actions", "--to", "md", "--output", str(tmp_path)),
        ("evidence", "--to", "md", "--output", str(tmp_path)),
    ):
        shell(*command)
        assert not shell.err
    for path in tmp_path.glob("*.md"):
        assert "missing here" not in path.read_text("utf-8")
        assert "not be read" not in path.read_text("utf-8")


def test_what_commands_repeat_so_as_to_start_soon_is_what_there_is():
    assert action_options.SORTS == filters.SORTS
    assert actions.FORMS == leaving.FORMS
    assert evidence.FORMS == evidence_forms.FORMS
    assert {form.partition("-")[0] for form in register_export.FORMS} == {*leaving.FORMS}


@pytest.mark.parametrize(
    ("options", "words"),
    [
        (("--team", "South"), "team South"),
        (("--text", "xyz"), "with 'xyz'"),
        (("--status", "stuck"), "stuck"),
        (("--status", "cannot proceed", "--overdue"), "stuck, overdue"),
    ],
)
def test_nothing_found_says_for_what_it_was_looked(shell: Shell, options: tuple[str, ...], words):
    assert shell("actions", *options) == f"No action was found for: {words}.\n"


def test_the_help_names_every_status_that_can_be_typed(shell: Shell):
    told = " ".join(shell("actions", "--help").split())
    for word in ("stuck", "done", "finished", "in progress", "open", "dropped", "complete"):
        assert word in told
    assert "cannot proceed" not in told


def test_a_register_that_lost_its_last_save_says_so(shell: Shell, table: Table):
    shell("actions", "going", "2", "--note", "Half of it")
    shell("actions", "going", "2", "--note", "Nearly")
    (path,) = table.root.glob("sessions/*/R-0001_*.json")
    path.write_bytes(path.read_bytes()[:-9])
    (table.root / "actions.json").unlink(missing_ok=True)
    for path in table.root.glob("sessions/*/S-0001_*"):
        path.unlink()
    shell("actions")
    assert "R-0001" in shell.err
    assert "at most its last save is missing" in shell.err
    shell("actions", "update", "2", "--measure", "Ten files")
    assert "at most the last save is missing" in shell.err
