"""The commands, in this process: what they print, where, and with which exit code."""

from __future__ import annotations

import io
import json
import sys
from pathlib import Path
from types import SimpleNamespace
from typing import Any

import click
import pytest

from learnsession import __version__
from learnsession.cli import cli
from learnsession.cli.program import run_program
from support import pack_values

PACK = "norfolk-child-ai"


def own_pack(**changes: object) -> str:
    """A good pack file: JSON is YAML too."""

    def marked(value: Any) -> Any:
        if isinstance(value, list):
            return [marked(each) for each in value]
        if isinstance(value, dict):
            more = {"written_for_pack": True} if {"id", "text"} <= value.keys() else {}
            return {key: marked(each) for key, each in value.items()} | more
        return value

    return json.dumps(marked(pack_values()) | changes)


class Program:
    """Runs commands on one store."""

    def __init__(self, store: Path, capsys: pytest.CaptureFixture[str], patch: Any) -> None:
        self.store = store
        self._capsys = capsys
        self._patch = patch
        self.out = self.err = ""

    def __call__(self, *arguments: str, typed: str | bytes = "") -> int:
        data = typed.encode() if isinstance(typed, str) else typed
        raw = io.BytesIO(data)
        stdin = SimpleNamespace(buffer=SimpleNamespace(raw=raw), isatty=lambda: False)
        self._patch.setattr("sys.stdin", stdin)
        code = run_program(["--store", str(self.store), *arguments])
        self.out, self.err = self._capsys.readouterr()
        return code

    def json(self, *arguments: str) -> Any:
        assert self(*arguments, "--json") == 0, self.err
        return json.loads(self.out)

    def session(self, typed: str = "/quit\n", *options: str) -> None:
        assert self("run", PACK, "--plain", *options, typed=typed) == 0, self.err


@pytest.fixture
def program(
    store_dir: Path,
    capsys: pytest.CaptureFixture[str],
    monkeypatch: pytest.MonkeyPatch,
    tmp_path: Path,
) -> Program:
    folder = tmp_path / "current"
    folder.mkdir()
    monkeypatch.chdir(folder)
    return Program(store_dir, capsys, monkeypatch)


# Help, version, usage


def test_help_lists_every_command_and_reads_well(program: Program) -> None:
    assert program("--help") == 0
    for name, command in cli.commands.items():
        assert f"  {name} " in program.out
        help_text = (command.help or "").splitlines()[0]
        assert help_text in program.out, f"the help of {name} is cut short"
    assert "--store" in program.out


@pytest.mark.parametrize(
    "group", ["", *(name for name, each in cli.commands.items() if isinstance(each, click.Group))]
)
def test_no_first_line_of_help_is_cut_in_a_narrow_terminal(
    program: Program, monkeypatch: pytest.MonkeyPatch, group: str
) -> None:
    monkeypatch.setenv("COLUMNS", "80")
    assert program(*filter(None, [group]), "--help") == 0
    commands = cli.commands[group] if group else cli
    assert isinstance(commands, click.Group)
    for name, command in commands.commands.items():
        listed = f"  {name.ljust(max(map(len, commands.commands)))}  "
        assert f"\n{listed}{command.get_short_help_str(1000)}\n" in program.out


@pytest.mark.parametrize("name", sorted(cli.commands))
def test_every_option_is_explained(name: str) -> None:
    for option in cli.commands[name].params:
        if option.param_type_name == "option":
            assert getattr(option, "help", ""), f"{name} {option.name}"


def test_the_version(program: Program) -> None:
    assert program("--version") == 0
    assert program.out == f"learnsession, version {__version__}\n"


@pytest.mark.parametrize(
    "arguments",
    [("nonsense",), ("run",), ("sessions", "--store", "x"), ("run", PACK, "--activities", "a"),
     ("export", "last", "--to", "pdf")],
)  # fmt: skip
def test_usage_errors_exit_with_2(program: Program, arguments: tuple[str, ...]) -> None:
    assert program(*arguments) == 2
    assert program.err
    assert not program.store.exists()


@pytest.mark.parametrize("command", ["run", "resume", "reopen", "export"])
def test_every_command_that_writes_accepts_yes(command: str) -> None:
    assert "--yes" in [name for option in cli.commands[command].params for name in option.opts]


def test_the_app_without_a_terminal_is_refused_in_one_sentence(program: Program) -> None:
    for arguments in ((), ("run", PACK), ("resume",), ("resume", "last")):
        assert program(*arguments) == 1
        assert program.out == ""
        assert "--plain" in program.err
        assert len(program.err.strip().splitlines()) == 1
    assert not program.store.exists()


def test_at_a_terminal_the_app_opens_with_what_was_asked_for(
    program: Program, monkeypatch: pytest.MonkeyPatch
) -> None:
    program.session("one\n")
    program.session("two\n/close\ny\n")
    opened: list[dict[str, Any]] = []

    def run_app(root: Path, _seal: object, **more: Any) -> None:
        opened.append({"root": root, **more})

    monkeypatch.setitem(sys.modules, "learnsession.tui.starting", SimpleNamespace(run_app=run_app))
    monkeypatch.setattr("learnsession.cli.terminal.at_terminal", lambda: True)
    assert program() == 0
    assert program("run", PACK, "--team", "Duty team", "--activities", "1") == 0
    assert program("resume") == 0
    assert program("resume", "S-0002") == 1
    assert "reopen S-0002" in program.err
    home, run, resume = opened
    assert home == {"root": program.store}
    assert (run["run"].team, len(run["run"].activities)) == ("Duty team", 1)
    assert resume["resume"] == program.json("show", "S-0001")["id"]


def test_an_empty_name_does_not_mean_the_usual_store(program: Program) -> None:
    program.session("one\n")
    assert run_program(["--store", "", "sessions"]) == 2
    assert "names no folder" in program._capsys.readouterr().err


@pytest.mark.parametrize("named", ["~nobody-of-this-name", "~nobody-of-this-name/store"])
def test_a_name_after_a_tilde_that_nobody_has_is_a_folder(named: str, program: Program) -> None:
    for command in (("sessions",), ("store", "where")):
        assert run_program(["--store", named, *command]) == 0
        said = program._capsys.readouterr()
        assert "fault" not in said.err


def test_what_is_advised_is_for_the_store_that_was_named(program: Program) -> None:
    program.session("one\n")
    assert program("store", "where") == 0
    assert f"learnsession --store {program.store} store protect" in program.out


# Packs


def test_packs_as_json(program: Program) -> None:
    rows = program.json("packs")
    assert PACK in [row["id"] for row in rows]
    for row in rows:
        assert list(row) == [
            "id", "title", "kind", "minutes", "activities", "prompts", "path", "sha256",
        ]  # fmt: skip
        whole = program.json("packs", row["id"])
        assert row["activities"] == len(whole["activities"])
        assert row["minutes"] == sum(each["minutes"] for each in whole["activities"])
        assert row["prompts"] == sum(len(each["prompts"]) for each in whole["activities"])
        assert isinstance(whole["recommendations"], list)


def test_packs_for_people_names_broken_ones_replacements_and_the_own_folder(
    program: Program,
) -> None:
    own = program.store / "my-packs"
    own.mkdir(parents=True)
    (own / "mine.yaml").write_text(own_pack(id=PACK, title="Mine"))
    (own / "broken.yaml").write_text("format: 1\nid: broken\n")
    assert program("packs") == 0
    assert "broken.yaml" in program.out
    assert "Broken." in program.out
    assert "in place of the one that ships" in program.out
    assert str(own) in program.out
    rows = program.json("packs")
    assert [row["title"] for row in rows if row["id"] == PACK] == ["Mine"]
    assert "broken.yaml" in program.err
    assert program("packs", PACK) == 0
    assert "Map (6 minutes, pairs, essential)" in program.out


def test_check_says_everything_that_is_wrong(program: Program, tmp_path: Path) -> None:
    good, bad = tmp_path / "good.yaml", tmp_path / "bad.yaml"
    good.write_text(own_pack(content_note="This is about neglect. You may step out."))
    bad.write_text("format: 1\nid: Bad Id\ntitle: x\nfoo: y\n")
    assert program("check", str(good)) == 0
    assert program.out == f"{good}: good (a pack, tiny: 3 activities, 19 minutes)\n"
    assert program("check", str(good), str(bad), str(tmp_path), "nowhere") == 1
    assert len(program.out.splitlines()) == 1
    lines = program.err.splitlines()
    assert len(lines) > 4
    assert all(": " in line for line in lines)
    assert f"{bad}:4: " in program.err
    assert program("check", str(bad), "--json") == 1
    (found,) = json.loads(program.out)
    assert (found["good"], len(found["problems"]) > 2) == (False, True)


@pytest.mark.parametrize("spec", ["nowhere", "./nowhere.yaml", "."])
def test_a_pack_that_is_not_there_is_exit_1(program: Program, spec: str) -> None:
    for arguments in (("run", spec, "--plain"), ("packs", spec)):
        assert program(*arguments) == 1
        assert program.err.count("\n") == 1
        assert "Traceback" not in program.err


def test_a_broken_pack_is_refused_with_every_problem_on_a_line(
    program: Program, tmp_path: Path
) -> None:
    bad = tmp_path / "bad.yaml"
    bad.write_text("format: 1\nid: x\nfoo: y\n")
    assert program("run", str(bad), "--plain") == 1
    assert len(program.err.splitlines()) > 2
    assert all(line.startswith(f"{bad}:") for line in program.err.splitlines())


# Running


def test_run_with_options(program: Program) -> None:
    program.session("/overview\n", "--team", "Duty team", "--facilitator", "team manager",
                    "--format", "workshop-90", "--activities", "3,1", "--yes")  # fmt: skip
    shown = program.json("show", "last")
    assert (shown["team"], shown["format"]) == ("Duty team", "workshop-90")
    whole = program.json("packs", PACK)
    titles = [each["title"] for each in whole["activities"]]
    program("resume", "last", "--plain", typed="/overview\n")
    for number, title in enumerate(titles, 1):
        assert (f". {title}" in program.out) == (number in (1, 3))


def test_a_number_that_no_activity_has_is_refused_with_what_is_possible(program: Program) -> None:
    for number in ("0", "99"):
        assert program("run", PACK, "--plain", "--activities", number) == 1
        assert "1 " in program.err
    assert program("run", PACK, "--plain", "--format", "team-31") == 1
    assert "team-30" in program.err
    assert program("run", PACK, "--plain", "--finish", "soon") == 1
    assert "14:30" in program.err
    assert program("sessions") == 0
    assert "No session is kept yet" in program.out


def test_a_rehearsal_leaves_no_record(program: Program) -> None:
    program.session("heard\n", "--rehearse")
    assert "Rehearsal" in program.out
    assert program.json("sessions") == []


def test_bytes_that_are_no_text_are_left_out_and_counted(program: Program) -> None:
    assert program("run", PACK, "--plain", typed=b"caf\xff\xc3\xa9\r\none\rtwo\r\n") == 0
    assert "Kept 1: café\n1 unreadable character left out.\n" in program.out
    texts = [each["text"] for each in program.json("show", "last")["reflections"]]
    assert texts == ["café", "one\ntwo"]


def test_resume_takes_the_latest_open_one(program: Program) -> None:
    program.session("one\n")
    program.session("two\n")
    program.session("three\n/close\ny\n")
    assert program("resume", "--plain", typed="more\n") == 0
    assert "This is S-0002" in program.out
    assert program.json("show", "last")["ref"] == "S-0002"
    assert program("resume", "S-0003", "--plain") == 1
    assert "reopen S-0003" in program.err
    assert program("reopen", "s-3", "--yes") == 0
    assert f"--store {program.store} resume S-0003" in program.out
    assert program("reopen", "S-0003") == 1
    assert program("resume", "S-0003", "--plain", typed="again\n") == 0
    assert "Kept 2: again" in program.out


def test_resume_without_an_open_session(program: Program) -> None:
    assert program("resume", "--plain") == 1
    assert program.err.count("\n") == 1


def test_a_store_that_a_cloud_service_copies_is_warned_about(program: Program) -> None:
    program.store = program.store / "OneDrive - County" / "store"
    program.session("one\n")
    assert "OneDrive" in program.err
    assert "--store" in program.err


# Reading


def test_an_empty_store_explains_itself_and_is_not_made(program: Program) -> None:
    assert program("sessions") == 0
    assert "learnsession" in program.out
    assert program.json("sessions") == []
    for command in ("show", "export", "reopen"):
        assert program(command, "last") == 1
    assert not program.store.exists()


def test_the_shapes_of_sessions_and_show(program: Program) -> None:
    program.session("one\n/go 2\ntwo\n/action three\n/owner 3 nurse\n/due 3 2099-12-18\n"
                    "/here 9 school\n/confidence before 2 3\n/review 2099-01-31\n"
                    "/amend 2 TWO\n/withdraw 1\n", "--team", "Duty team")  # fmt: skip
    (row,) = program.json("sessions")
    assert list(row) == ["id", "ref", "pack", "title", "team", "format", "state", "started",
                         "closed", "reflections", "agreed_actions"]  # fmt: skip
    assert (row["reflections"], row["agreed_actions"], row["closed"]) == (1, 1, None)
    assert (row["state"], row["ref"], row["pack"]) == ("open", "S-0001", PACK)
    assert row["started"].endswith("Z")

    shown = program.json("show", row["id"][:12])
    assert list(shown) == ["id", "ref", "pack", "team", "format", "state", "started", "closed",
                           "review_date", "words_removed", "attendance", "confidence", "position",
                           "phases", "reflections", "agreed_actions",
                           "previous_actions"]  # fmt: skip
    assert list(shown["pack"]) == ["id", "title", "sha256"]
    assert shown["review_date"] == "2099-01-31"
    assert shown["attendance"] == {"head_count": 9, "roles": ["school"]}
    assert shown["confidence"] == {"before": [2, 3], "after": []}
    assert shown["position"] == {"phase": "welcome", "step": 2}
    for phase in shown["phases"]:
        assert list(phase) == ["id", "planned_minutes", "actual_minutes"]
    assert sum(phase["planned_minutes"] for phase in shown["phases"]) == 30
    (two,) = shown["reflections"]
    assert list(two) == ["id", "text", "phase", "activity", "prompt", "at"]
    assert (two["text"], two["phase"], two["activity"], two["prompt"]) == (
        "TWO", "welcome", None, None,
    )  # fmt: skip
    (three,) = shown["agreed_actions"]
    assert list(three) == ["id", "ref", "action", "owner", "due", "status", "phase", "at",
                           "rationale", "agency", "carried_by", "measure", "evidence", "barrier",
                           "difference", "level", "reply_by", "review_date", "recommendation",
                           "themes", "standards", "pinned", "escalations",
                           "answers"]  # fmt: skip
    assert three["ref"] == "A-0001"
    assert (three["action"], three["owner"], three["due"], three["status"]) == (
        "three", "nurse", "2099-12-18", "not-started",
    )  # fmt: skip


def test_history_shows_what_was_taken_back_and_reworded(program: Program) -> None:
    program.session("one\ntwo\n/amend 2 TWO\n/withdraw 1\n")
    assert program("show", "last", "--history", "--json") == 0
    one, two = json.loads(program.out)["reflections"]
    assert list(one)[-2:] == ["withdrawn", "history"]
    assert one["withdrawn"].endswith("Z")
    assert two["withdrawn"] is None
    assert [change["what"] for change in one["history"]] == ["written", "taken back"]
    written, amended = two["history"]
    assert list(amended) == ["what", "at", "by", "before", "after", "reason", "after_closing",
                             "kinds"]  # fmt: skip
    assert (written["by"], written["before"], written["after"]) == (
        "facilitator",
        None,
        {"text": "two"},
    )
    assert (amended["before"], amended["after"]) == ({"text": "two"}, {"text": "TWO"})
    assert (amended["what"], amended["by"]) == ("amended", "facilitator")
    assert amended["at"].endswith("Z")
    assert program("show", "last", "--history") == 0
    assert "Taken back by facilitator." in program.out
    assert "Before: two\n" in program.out
    assert program("show", "last") == 0
    assert "one" not in program.out.split()


def test_what_was_amended_after_a_closing_is_shown_with_its_reason(program: Program) -> None:
    program.session("one\n/action two\n/close\ny\n", "--facilitator", "Team manager")
    again = "/withdraw 1\n/because misheard\n/amend 1 ONE\n/because known now\n/owner 2 nurse\n"
    assert program("reopen", "last") == 0
    assert program("resume", "last", "--plain", typed=again) == 0
    assert "Write /because and the reason" in program.out
    shown = json.loads(_shown(program, "--json"))
    (_, amended) = shown["reflections"][0]["history"]
    assert (amended["by"], amended["reason"]) == ("Team manager", "misheard")
    assert amended["after_closing"] is True
    (_, named) = shown["agreed_actions"][0]["history"]
    assert named["before"] == {"action": "two", "owner": None, "due": None}
    assert named["after"] == {"action": "two", "owner": "nurse", "due": None}
    words = _shown(program)
    assert "Amended after closing by Team manager. Reason: misheard\n" in words
    assert "Owner before: not given; after: nurse\n" in words


def test_an_action_is_shown_as_it_stands_at_the_end_of_its_session(program: Program) -> None:
    program.session(
        "/action Ask the school @nurse by 18/12/2099\n/going A-0001 by 20/12/2099 a start\n"
    )
    assert program("show", "last") == 0
    assert "due: 20 December 2099" in program.out


def _shown(program: Program, *more: str) -> str:
    assert program("show", "last", "--history", *more) == 0
    return program.out


def test_a_damaged_session_is_named_and_the_others_are_listed(program: Program) -> None:
    program.session("one\n")
    program.session("two\n")
    for path in (program.store / "sessions").rglob("S-0001*"):
        path.write_bytes(b"")
    (program.store / "catalogue.json").unlink()
    rows = program.json("sessions")
    assert [row["ref"] for row in rows] == ["S-0002"]
    assert "S-0001" in program.err
    assert program("show", "S-0001") == 1
    assert "Traceback" not in program.err


def test_export_prints_the_path_and_never_writes_over(program: Program) -> None:
    program.session("what was heard\n")
    assert program("export", "last", "--to", "md") == 0
    path = Path(program.out.strip())
    assert path.parent == Path.cwd()
    assert "what was heard" in path.read_text("utf-8")
    assert program("export", "last", "--to", "md", "--yes") == 1
    assert "--force" in program.err
    assert program("export", "last", "--to", "md", "--force") == 0
    assert program("export", "last", "--output", "note.docx") == 0
    assert Path("note.docx").read_bytes()[:2] == b"PK"


def test_completion_scripts(program: Program) -> None:
    for shell in ("bash", "zsh", "fish"):
        assert program("completion", shell) == 0
        assert "_LEARNSESSION_COMPLETE" in program.out


def test_completing_sessions_and_packs(program: Program, monkeypatch: pytest.MonkeyPatch) -> None:
    program.session("one\n")
    monkeypatch.setenv("_LEARNSESSION_COMPLETE", "bash_complete")
    for words, found in (("show S", "S-0001"), ("run nor", PACK)):
        monkeypatch.setenv("COMP_WORDS", f"learnsession --store {program.store} {words}")
        monkeypatch.setenv("COMP_CWORD", "4")
        program()
        assert found in program.out


# Advice, and a store that is none


def test_advice_names_the_store_that_was_named(program: Program) -> None:
    program.session()
    for arguments in (("show", "x"), ("reopen", "S-0001"), ("run", "nope", "--plain"), ("resume",)):
        assert program(*arguments) == 1
        assert f"learnsession --store {program.store} " in program.err, arguments


def test_a_bare_number_is_a_reference(program: Program) -> None:
    program.session()
    assert program.json("show", "1")["ref"] == "S-0001"
    assert program("show", "2") == 1


@pytest.mark.parametrize(
    "arguments",
    [("sessions",), ("show", "last"), ("run", PACK, "--plain"), ("packs",), ("export", "last"),
     ("resume", "--plain"), ("reopen", "last")],
)  # fmt: skip
def test_a_store_that_is_a_file_is_refused(program: Program, arguments: tuple[str, ...]) -> None:
    program.store.write_text("x")
    assert program(*arguments) == 1
    said = f"'{program.store}' is a file, not a folder. Name a folder with --store.\n"
    assert program.err == said
    assert program.out == ""


def test_the_ending_of_the_output_says_what_to_write(program: Program) -> None:
    program.session()
    assert program("export", "last", "--output", "a.md") == 0
    assert Path("a.md").read_text(encoding="utf-8").startswith("# ")
    assert program("export", "last", "--output", ".") == 0
    assert Path(program.out.strip()).suffix == ".docx"


def test_an_activity_that_is_not_there_ends_in_one_mark(program: Program) -> None:
    assert program("run", PACK, "--plain", "--activities", "99") == 1
    assert not program.err.rstrip().endswith("?.")


def test_what_is_no_file_has_no_line(program: Program, tmp_path: Path) -> None:
    for name in ("missing.yaml", str(tmp_path)):
        assert program("check", name) == 1
        assert program.err.startswith(f"{name}: ")
