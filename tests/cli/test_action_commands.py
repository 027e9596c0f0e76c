"""`learnsession actions` and `evidence`: what was agreed, answered and returned."""

from __future__ import annotations

import csv
import io
from collections.abc import Callable, Iterator
from pathlib import Path

import openpyxl
import pytest
from action_shell import Shell

from journeys.hand import Table, laid
from learnsession.settings.writing import change_setting

LINE = (
    "Put a one-page chronology in each supervision file @team manager by Fri 18 Dec "
    "#professional-curiosity"
)
KEYS = (
    *("id", "ref", "action", "rationale", "owner", "agency", "level", "due", "review_date"),
    *("status", "overdue", "measure", "evidence", "barrier", "themes", "standards", "source"),
    "history",
)


@pytest.fixture
def table(tmp_path: Path) -> Iterator[Table]:
    with laid(tmp_path) as made:
        yield made


@pytest.fixture
def shell(table: Table, monkeypatch: pytest.MonkeyPatch, capsys) -> Shell:
    return Shell(table, monkeypatch, capsys)


def test_a_store_without_actions_says_where_they_come_from(shell: Shell):
    assert "No action is agreed yet." in shell("actions")
    assert shell.json() == []


def test_one_line_gives_action_owner_date_and_theme(shell: Shell):
    told = shell("actions", "add", LINE, "--team", "North")
    assert told == (
        "A-0001: Put a one-page chronology in each supervision file · Owner: team manager · "
        "Due: 18 December 2026 · Not started\n"
    )
    (action,) = shell.json()
    assert list(action)[:3] == ["id", "ref", "action"]
    assert set(KEYS) <= set(action)
    assert (action["owner"], action["due"]) == ("team manager", "2026-12-18")
    assert (action["themes"], action["status"], action["overdue"]) == (
        ["professional-curiosity"], "not-started", False,
    )  # fmt: skip
    assert set(action["source"]) == {"session", "pack", "activity", "prompt", "recommendation"}


def test_a_line_of_input_is_as_good_and_none_is_refused(shell: Shell):
    shell("actions", "add", lines=f"{LINE}\n")
    assert shell.code("actions", "add") == 1
    assert "Say what is to be done." in shell.err
    assert len(shell.json()) == 1


def test_a_date_that_has_passed_is_not_kept_without_a_yes(shell: Shell):
    assert shell.code("actions", "add", "Ring the school by 18/12/2024") == 1
    assert "18 December 2024 has passed." in shell.err
    assert shell.json() == []
    shell("actions", "add", "Ring the school by 18/12/2024", "--yes")
    (action,) = shell.json("--overdue")
    assert action["overdue"] is True


def test_an_answer_that_is_missing_is_not_given(shell: Shell):
    shell("actions", "add", "One", "--team", "North")
    shell("actions", "stuck", "1", lines="No form yet\nhead of service\n")
    (action,) = shell.json()
    assert (action["status"], action["barrier"]) == ("cannot-proceed", "No form yet")
    assert action["history"][-1]["to"] == "head of service"
    shell("actions", "done", "A-0001")
    (action,) = shell.json()
    assert (action["status"], action["difference"]) == ("complete", "not given")


def test_options_answer_as_lines_do(shell: Shell):
    for number in range(4):
        shell("actions", "add", f"Action {number}")
    shell("actions", "done", "1", "--difference", "read before visits", "--by", "team manager")
    shell("actions", "going", "2", "--note", "half", "--due", "8/1/2027")
    shell("actions", "stuck", "3", "--barrier", "no form", "--to", "head of service")
    shell("actions", "drop", "4", "--reason", "overtaken")
    by_ref = {action["ref"]: action for action in shell.json()}
    assert {ref: action["status"] for ref, action in by_ref.items()} == {
        "A-0001": "complete", "A-0002": "in-progress", "A-0003": "cannot-proceed",
        "A-0004": "dropped",
    }  # fmt: skip
    assert by_ref["A-0002"]["due"] == "2027-01-08"
    assert by_ref["A-0001"]["history"][-1]["by"] == "team manager"
    assert shell.code("actions", "done", "4", "--difference", "x") == 1
    assert "A-0004 is dropped already." in shell.err


def test_an_action_is_updated_and_fields_are_emptied(shell: Shell):
    shell("actions", "add", LINE)
    shell(
        *("actions", "update", "a1", "--action", "Put a chronology in", "--level", "service"),
        *("--carried-by", "head of service", "--reply-by", "31/1", "--measure", "10 files"),
        *("--standard", "1.4", "--clear", "due"),
    )
    (action,) = shell.json()
    assert (action["action"], action["level"]) == ("Put a chronology in", "service")
    assert (action["due"], action["reply_by"]) == (None, "2027-01-31")
    assert action["standards"] == ["1.4"]
    assert shell.code("actions", "update", "1") == 1
    assert "Nothing would change." in shell.err
    assert shell.code("actions", "update", "1", "--clear", "colour") == 1
    assert "There is no field 'colour'." in shell.err


def test_the_last_thing_said_is_undone(shell: Shell):
    shell("actions", "add", "One")
    shell("actions", "done", "1", "--difference", "x")
    assert "Not started" in shell("actions", "undo", "1")
    assert shell.code("actions", "undo", "1") == 1


def test_a_concern_is_taken_further_and_answered(shell: Shell):
    shell("actions", "add", "One")
    shell(
        *("actions", "escalate", "1", "--concern", "No reply", "--stage", "senior-manager"),
        *("--to", "director"),
    )
    assert "Senior managers, to director: No reply. No answer yet." in shell("actions", "show", "1")
    shell("actions", "outcome", "1", lines="On the agenda\n")
    (action,) = shell.json()
    assert action["escalations"][0]["outcome"] == "On the agenda"


@pytest.mark.parametrize(
    ("options", "refs"),
    [
        ((), ["A-0001", "A-0002", "A-0003"]),
        (("--team", "north"), ["A-0001", "A-0002"]),
        (("--owner", "MANAGER"), ["A-0001"]),
        (("--status", "done"), ["A-0003"]),
        (("--status", "open"), ["A-0001", "A-0002"]),
        (("--due-before", "1/1/2027"), ["A-0001"]),
        (("--theme", "professional-curiosity"), ["A-0001"]),
        (("--standard", "1.4"), ["A-0002"]),
        (("--text", "CHRONOLOGY file"), ["A-0001"]),
        (("--review", "child ai"), []),
        (("--sort", "ref", "--text", "the"), ["A-0002", "A-0003"]),
    ],
)
def test_filters(shell: Shell, options: tuple[str, ...], refs: list[str]):
    shell("actions", "add", LINE, "--team", "North")
    shell("actions", "add", "Ask the nursery", "--team", "North", "--standard", "1.4")
    shell("actions", "add", "Read the guidance", "--team", "South")
    shell("actions", "done", "3", "--difference", "x")
    assert sorted(action["ref"] for action in shell.json(*options)) == refs


def test_a_filter_that_cannot_be_read_is_refused(shell: Shell):
    assert shell.code("actions", "--status", "lost") == 1
    assert "There is no status 'lost'." in shell.err
    assert shell.code("actions", "--due-before", "12/13") == 1
    assert shell.code("actions", "--sort", "colour") == 2


def test_actions_are_listed_with_what_is_finished_told(shell: Shell):
    shell("actions", "add", LINE, "--team", "North")
    shell("actions", "add", "Over", "--team", "North")
    shell("actions", "drop", "2", "--reason", "x")
    listed = shell("actions")
    assert "A-0001  18/12/2026  Not started" in listed
    assert "Also 1 finished action:" in listed
    assert "A-0002" in shell("actions", "--status", "finished")


@pytest.mark.parametrize("form", ["csv", "xlsx", "ics", "md", "docx"])
def test_they_leave_in_each_form(shell: Shell, tmp_path: Path, form: str):
    shell("actions", "add", LINE, "--team", "North")
    written = shell("actions", "--to", form, "--output", str(tmp_path)).split("\n")[0]
    assert Path(written).stat().st_size > 100
    assert Path(written).stat().st_mode & 0o077 == 0
    assert shell.code("actions", "--to", form, "--output", str(tmp_path)) == 1
    assert "is there already" in shell.err
    shell("actions", "--to", form, "--output", str(tmp_path), "--force")


def test_what_looks_like_personal_details_needs_a_yes(shell: Shell, tmp_path: Path):
    shell("actions", "add", "Ring 999 247 5145 about the form")
    assert shell.code("actions", "--to", "csv", "--output", str(tmp_path)) == 1
    assert "999 247" not in shell.err
    assert not list(tmp_path.glob("*.csv"))
    shell("actions", "--to", "csv", "--output", str(tmp_path), "--yes")


def test_no_dates_no_calendar(shell: Shell, tmp_path: Path):
    shell("actions", "add", "One")
    assert shell.code("actions", "--to", "ics", "--output", str(tmp_path)) == 1
    assert "no calendar to write" in shell.err


def test_what_was_typed_never_becomes_a_formula(shell: Shell, tmp_path: Path):
    shell("actions", "add", '=HYPERLINK("http://x","y")', "--owner", "+cmd|calc")
    written = shell("actions", "--to", "xlsx", "--output", str(tmp_path)).strip()
    cells = [cell for row in openpyxl.load_workbook(written).worksheets[0] for cell in row]
    assert not [cell for cell in cells if cell.data_type == "f"]
    assert '=HYPERLINK("http://x","y")' in [cell.value for cell in cells]


class TestTwoLaptops:
    @pytest.fixture
    def file(self, tmp_path: Path) -> str:
        return str(tmp_path / "actions.handover")

    def test_open_actions_arrive_once(self, shell: Shell, tmp_path: Path, file: str):
        shell("actions", "add", LINE, "--team", "North")
        assert "1 open action in" in shell("actions", "handover", file)
        there = tmp_path / "there"
        assert "1 action new here" in shell("actions", "receive", file, store=there)
        assert "1 action known already" in shell("actions", "receive", file, store=there)
        assert "A-0001" in shell("actions", store=there)

    def test_nothing_is_done_on_a_rehearsal(self, shell: Shell, tmp_path: Path, file: str):
        shell("actions", "add", LINE)
        shell("actions", "handover", file)
        there = tmp_path / "there"
        shell("actions", "receive", file, "--dry-run", store=there)
        assert not there.exists()

    def test_where_both_changed_somebody_has_to_say(self, shell: Shell, tmp_path: Path, file: str):
        there = tmp_path / "there"
        shell("actions", "add", LINE)
        shell("actions", "handover", file)
        shell("actions", "receive", file, store=there)
        shell("actions", "done", "1", "--difference", "here", store=there)
        shell("actions", "going", "1", "--note", "half")
        shell("actions", "handover", file, "--force")
        assert shell.code("actions", "receive", file, store=there) == 1
        assert "--holds" in shell.err
        shell("actions", "receive", file, "--holds", "here", store=there)
        assert "Complete" in shell("actions", "show", "1", store=there)

    @pytest.mark.parametrize("content", ["", "{}", "no JSON"])
    def test_what_is_no_handover_is_refused(self, shell: Shell, file: str, content: str):
        Path(file).write_text(content)
        assert shell.code("actions", "receive", file) == 1
        assert "is no handover of agreed actions" in shell.err
        assert shell.code("actions", "receive", f"{file}.gone") == 1


class TestEvidence:
    @pytest.fixture
    def evidence(self, shell: Shell, table: Table, tmp_path: Path) -> Callable[..., str]:
        room = table.session(leave=False, head_count=9)
        room.agree_action("Ask the nursery", "health visitor")
        room.settle()
        room.close()
        room.leave()
        table.advance(minutes=60 * 24 * 14)
        shell("actions", "done", "1", "--difference", "Forms arrive the same day")

        def write(*options: str) -> str:
            path = shell("evidence", "--output", str(tmp_path), "--force", *options).strip()
            return Path(path).read_text("utf-8-sig")

        return write

    def test_says_what_was_delivered_agreed_and_done(self, evidence: Callable[..., str]):
        text = evidence("--pack", "norfolk-child-ai", "--since", "1/11", "--to", "md")
        for words in ("North team", "Child AI", "Ask the nursery", "Forms arrive the same day"):
            assert words in text
        (row,) = csv.DictReader(io.StringIO(evidence("--to", "csv")))
        assert (row["Session"], row["How many"], row["Status"]) == ("S-0001", "9", "Complete")

    def test_what_no_session_here_agreed_is_named(
        self, evidence: Callable[..., str], shell: Shell, table: Table
    ):
        evidence("--to", "md")
        assert "not in it" not in shell.err
        shell("actions", "add", "Ring the school @DSL by 18/12", "--team", "North team")
        assert "Ring the school" not in evidence("--to", "md")
        assert "1 agreed action is not in it (A-0002)" in shell.err
        assert shell.err.endswith(" actions\n")
        evidence("--to", "md", "--until", "30/11")
        assert "not in it" not in shell.err  # it was entered later
        evidence("--to", "md", "--pack", "norfolk-child-ai")
        assert "not in it" not in shell.err  # and of no review

    def test_of_another_review_or_time_there_is_none(
        self, evidence: Callable[..., str], shell: Shell
    ):
        for options in (("--pack", "case-q"), ("--since", "1/12"), ("--team", "South")):
            assert shell.code("evidence", *options) == 1
            assert "No session that was asked for" in shell.err

    @pytest.mark.parametrize("chosen", ["names", "roles"])
    @pytest.mark.parametrize("form", ["md", "csv"])
    def test_no_owners_name_is_in_it_whatever_the_team_has_chosen_since(
        self, shell: Shell, table: Table, tmp_path: Path, chosen: str, form: str
    ):
        change_setting(table.root, "owners", "names")
        room = table.session(leave=False)
        room.agree_action("Priya to ring the school", "Priya Shah")
        room.settle()
        room.leave()
        change_setting(table.root, "owners", chosen)
        path = Path(shell("evidence", "--to", form, "--output", str(tmp_path)).strip())
        assert "Priya" not in path.read_text("utf-8-sig")
        assert "a colleague" in path.read_text("utf-8-sig")
