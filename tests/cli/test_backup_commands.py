"""`store backup`, `store restore`, and the backup that the linear door leaves behind."""

from __future__ import annotations

import json
import os
from pathlib import Path
from typing import Any

import pytest
from test_commands import PACK, Program, program  # noqa: F401 - a fixture

from learnsession.cli import terminal
from learnsession.store import vault
from learnsession.store.backup_lists import backup_names
from learnsession.store.vault_file import Derivation

PASSPHRASE = "four calm green boats"


@pytest.fixture(name="run")
def _run(program: Program) -> Program:  # noqa: F811
    """A store with two sessions."""
    program.session("The nursery had written it down\n/quit\n")
    program.session("Nobody asked the father\n/quit\n")
    return program


@pytest.fixture
def asked(monkeypatch: pytest.MonkeyPatch) -> list[str]:
    """Stand at a terminal and say no; gives the questions."""
    questions: list[str] = []

    def no(question: str, **_: object) -> None:
        questions.append(question)
        raise terminal.click.Abort

    monkeypatch.setattr(terminal, "at_terminal", lambda: True)
    monkeypatch.setattr(terminal.click, "confirm", no)
    return questions


def files(root: Path) -> dict[str, bytes]:
    """Every file and its bytes, but for locks."""
    found = (path for path in root.rglob("*") if path.is_file() and path.suffix != ".lock")
    return {path.relative_to(root).as_posix(): path.read_bytes() for path in found}


def session_file(run: Program, ref: str = "S-0001") -> Path:
    return next((run.store / "sessions").rglob(f"{ref}_*.json"))


def say_more(run: Program) -> None:
    assert run("resume", "S-0001", "--plain", typed="Something later\n/quit\n") == 0


def protect(run: Program) -> tuple[str, str]:
    """Protect the store; gives the option that opens it."""
    vault.protect(run.store, vault.prepare(PASSPHRASE, Derivation(b"salt" * 4, 1, 1, 64)))
    Path("pass").write_text(PASSPHRASE, "utf-8")
    return "--passphrase-file", "pass"


# store backup


def test_it_says_what_is_in_it_and_how_it_comes_back(run: Program) -> None:
    assert run("store", "backup", "kept.zip") == 0
    assert f"Backed up: {Path('kept.zip').absolute()}" in run.out
    assert "It holds 2 sessions and is " in run.out
    assert "Whoever has this file can read every session in it." in run.out
    assert f"learnsession --store {run.store} store restore" in run.out
    assert run.err == ""


def test_into_a_folder_it_is_named_after_the_day(run: Program) -> None:
    Path("stick").mkdir()
    assert run("store", "backup", "stick") == 0
    (made,) = Path("stick").iterdir()
    assert made.name.startswith("learnsession-20")
    assert made.suffix == ".zip"


def test_a_file_that_is_there_is_not_overwritten_without_a_yes(run: Program) -> None:
    Path("kept.zip").write_bytes(b"mine")
    assert run("store", "backup", "kept.zip") == 1
    assert "is there already; --yes replaces it." in run.err
    assert Path("kept.zip").read_bytes() == b"mine"
    assert run("store", "backup", "kept.zip", "--yes") == 0
    assert Path("kept.zip").read_bytes() != b"mine"


def test_at_a_terminal_it_asks_before_it_overwrites(run: Program, asked: list[str]) -> None:
    Path("kept.zip").write_bytes(b"mine")
    assert run("store", "backup", "kept.zip") == 130
    assert "kept.zip' is there already. Replace it" in asked[0]
    assert Path("kept.zip").read_bytes() == b"mine"


@pytest.mark.parametrize("to", ["-", os.devnull, "absent/kept.zip", "store/kept.zip"])
def test_it_is_written_to_nothing_but_a_file_elsewhere(run: Program, to: str) -> None:
    given = str(run.store / "kept.zip") if to.startswith("store") else to
    assert run("store", "backup", given, "--yes") == 1
    assert run.err.count("\n") == 1
    assert not Path("absent").exists()


def test_what_is_damaged_is_said(run: Program) -> None:
    session_file(run).write_bytes(b"cut")
    assert run("store", "backup", "kept.zip") == 0
    assert "an earlier save of it went in: S-0001." in run.err
    lost = session_file(run, "S-0002")
    lost.write_bytes(b"cut")
    lost.with_name(f"{lost.name}.bak").unlink()
    assert run("store", "backup", "kept.zip", "--yes") == 1
    assert "Not in the backup, because it is damaged or no ordinary file: S-0002" in run.err
    assert "It holds 1 session and" in run.out


def test_what_is_in_it_as_json(run: Program) -> None:
    written = run.json("store", "backup", "kept.zip")
    file = Path("kept.zip").absolute()
    assert (written["file"], written["size"]) == (str(file), file.stat().st_size)
    assert (written["sessions"], written["sealed"]) == (2, False)
    assert written["files"] > 2
    assert (written["from_earlier_saves"], written["missing"]) == ([], [])
    lost = session_file(run)
    lost.write_bytes(b"cut")
    lost.with_name(f"{lost.name}.bak").unlink()
    assert run("store", "backup", "kept.zip", "--yes", "--json") == 1
    assert json.loads(run.out)["missing"] == [lost.relative_to(run.store).as_posix()]
    assert "Not in the backup" in run.err
    assert run(*protect(run), "store", "backup", "kept.zip", "--yes", "--json") == 1
    assert json.loads(run.out)["sealed"] is True


def test_an_empty_store_has_nothing_to_back_up(program: Program) -> None:  # noqa: F811
    assert program("store", "backup", "kept.zip") == 1
    assert "nothing to back up yet" in program.err
    assert not program.store.exists()
    assert not Path("kept.zip").exists()


# store restore


@pytest.mark.parametrize("sealed", [False, True])
def test_there_and_back_into_an_empty_store(run: Program, tmp_path: Path, sealed: bool) -> None:
    opens = protect(run) if sealed else ()
    assert run(*opens, "show", "S-0001") == 0
    shown = run.out
    assert run(*opens, "store", "backup", "kept.zip") == 0
    assert ("It is sealed" in run.out) is sealed
    run.store = tmp_path / "other"
    assert run("store", "restore", "kept.zip", "--dry-run") == 0
    assert "New here: S-0001, S-0002" in run.out
    assert "Nothing was changed" in run.out
    assert not run.store.exists()
    assert run("store", "restore", "kept.zip", "--yes") == 0
    assert ("will be protected" in run.out) is sealed
    assert run(*opens, "show", "S-0001") == 0
    assert run.out == shown
    assert run(*opens, "store", "restore", "kept.zip") == 0
    assert "nothing to bring back" in run.out


def test_a_rehearsal_changes_no_byte_and_says_which_is_older(run: Program) -> None:
    assert run("store", "backup", "kept.zip") == 0
    say_more(run)
    session_file(run, "S-0002").write_bytes(b"cut")
    before = files(run.store)
    assert run("store", "restore", "kept.zip", "--dry-run") == 0
    assert files(run.store) == before
    assert "Damaged here, to be replaced from the backup: S-0002" in run.out
    assert "  S-0001: here it was last added to on " in run.out
    assert "the backup is older" in run.out
    assert run.err == ""


def test_nothing_is_restored_without_a_yes(run: Program, asked: list[str]) -> None:
    assert run("store", "backup", "kept.zip") == 0
    say_more(run)
    before = files(run.store)
    assert run("store", "restore", "kept.zip") == 130
    assert asked == ["Restore this"]
    assert files(run.store) == before


def test_without_a_terminal_it_refuses_in_one_sentence(run: Program) -> None:
    assert run("store", "backup", "kept.zip") == 0
    say_more(run)
    before = files(run.store)
    assert run("store", "restore", "kept.zip") == 1
    assert "Different here, to be replaced" in run.out
    assert run.err.count(". ") == 0
    assert "--yes restores it" in run.err
    assert files(run.store) == before


def test_what_is_replaced_is_kept(run: Program) -> None:
    assert run("store", "backup", "kept.zip") == 0
    good = session_file(run).read_bytes()
    say_more(run)
    newer = session_file(run).read_bytes()
    assert run("store", "restore", "kept.zip", "--yes") == 0
    assert session_file(run).read_bytes() == good
    aside = run.store / "quarantine"
    assert f"What was replaced is kept in {aside}" in run.out
    assert newer in [path.read_bytes() for path in aside.iterdir()]


def test_only_what_is_missing(run: Program) -> None:
    assert run("store", "backup", "kept.zip") == 0
    good = session_file(run, "S-0002").read_bytes()
    say_more(run)
    newer = session_file(run).read_bytes()
    session_file(run, "S-0002").write_bytes(b"cut")
    assert run("store", "restore", "kept.zip", "--missing-only", "--yes") == 0
    assert "Different here, left as it is:" in run.out
    assert session_file(run).read_bytes() == newer
    assert session_file(run, "S-0002").read_bytes() == good


def test_for_a_program_it_only_shows_until_there_is_a_yes(run: Program) -> None:
    assert run("store", "backup", "kept.zip") == 0
    good = session_file(run)
    older = good.read_bytes()
    say_more(run)
    session_file(run, "S-0002").write_bytes(b"cut")
    run.session()
    newer = files(run.store)
    path, cut = (
        session_file(run, ref).relative_to(run.store).as_posix() for ref in ("S-0001", "S-0002")
    )
    restore = ("store", "restore", "kept.zip")
    for options in ((), ("--dry-run", "--yes")):
        shown = run.json(*restore, *options)
        assert shown["restored"] is False
        assert shown["made"].endswith("Z")
        assert shown["new"] == []
        found = {each["path"]: each for each in shown["different"]}
        assert found[path]["replaced"] is True
        assert found[path]["damaged_here"] is False
        assert "the backup is older" in found[path]["words"]
        assert found[cut]["damaged_here"] is True
        assert shown["not_in_backup"] == ["S-0003"]
        assert shown["notes"] == ["What was removed for good after that day comes back with it."]
        assert files(run.store) == newer
    done = run.json(*restore, "--missing-only", "--yes")
    assert done["restored"] is True
    assert [each["path"] for each in done["different"] if not each["replaced"]] == [path]
    assert good.read_bytes() == newer[path]
    assert run.json(*restore, "--yes")["restored"] is True
    assert good.read_bytes() == older
    assert run.json(*restore, "--yes")["restored"] is False


def test_a_sealed_backup_does_not_mix_with_another_store(run: Program, tmp_path: Path) -> None:
    opens = protect(run)
    assert run(*opens, "store", "backup", "kept.zip") == 0
    run.store = tmp_path / "other"
    run.session()
    before = files(run.store)
    assert run("store", "restore", "kept.zip", "--yes") == 1
    assert "This backup is sealed with a passphrase." in run.err
    opens = protect(run)
    sealed = files(run.store)
    assert run(*opens, "store", "restore", "kept.zip", "--yes") == 1
    assert "another passphrase than this store" in run.err
    assert files(run.store) == sealed != before


def test_a_file_that_was_changed_is_named_and_nothing_happens(run: Program) -> None:
    assert run("store", "backup", "kept.zip") == 0
    whole = Path("kept.zip").read_bytes()
    before = files(run.store)
    for data in (whole[:-40], whole[: len(whole) // 2], whole.replace(b"S-0001", b"S-0009"), b""):
        Path("kept.zip").write_bytes(data)
        assert run("store", "restore", "kept.zip", "--yes") == 1
        assert "kept.zip" in run.err
        assert "Traceback" not in run.err
    assert run("store", "restore", "absent.zip", "--yes") == 1
    assert files(run.store) == before


# The weekly backup


def test_the_linear_door_leaves_the_backup_of_the_week(run: Program) -> None:
    (week,) = backup_names(run.store)
    assert run("store", "restore") == 0
    assert f"  {week}  " in run.out
    assert ", 1 session\n" in run.out
    say_more(run)
    assert run("store", "restore", week, "--dry-run") == 0
    assert "  S-0001: here it was last added to on " in run.out
    assert "Not in the backup, and left as it is: S-0002" in run.out
    assert run("store", "restore", week, "--yes") == 0
    assert run("show", "S-0001") == 0
    assert "Something later" not in run.out


def test_a_week_that_is_not_there_is_said(run: Program) -> None:
    assert run("store", "restore", "2020-W01") == 1
    assert "There is no backup 2020-W01 beside the store." in run.err


def test_a_damaged_list_is_said_in_the_listing(run: Program) -> None:
    (week,) = backup_names(run.store)
    (run.store / "backups" / f"{week}.json").write_bytes(b"cut")
    assert run("store", "restore") == 0
    assert f"  {week}  {week}.json is damaged." in run.out


def test_the_weekly_backups_as_json(run: Program) -> None:
    (week,) = backup_names(run.store)
    listed = run.json("store", "restore")
    assert listed["weekly_backup"] is True
    (kept,) = listed["backups"]
    assert (kept["name"], kept["sessions"], kept["wrong"]) == (week, 1, "")
    assert kept["made"].endswith("Z")
    (run.store / "backups" / f"{week}.json").write_bytes(b"cut")
    (kept,) = run.json("store", "restore")["backups"]
    assert (kept["made"], kept["sessions"]) == (None, None)
    assert kept["wrong"].startswith(f"{week}.json is damaged.")


def test_none_is_made_when_the_setting_is_off(program: Program) -> None:  # noqa: F811
    assert program("settings", "set", "weekly_backup", "no") == 0
    program.session("The nursery had written it down\n/quit\n")
    assert not (program.store / "backups").exists()
    assert program("store", "restore") == 0
    assert program.out.splitlines() == [
        "There is no weekly backup beside the store yet.",
        "No more are made: the setting 'A backup every week' is off.",
    ]


def test_a_rehearsal_leaves_none(program: Program) -> None:  # noqa: F811
    assert program("run", PACK, "--plain", "--rehearse", typed="/quit\n") == 0
    assert not (program.store / "backups").exists()


def test_a_failure_is_said_on_standard_error_and_the_session_is_kept(
    program: Program,  # noqa: F811
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    from learnsession.store import weekly

    def refuse(*_: Any) -> None:
        raise OSError(28, "No space left on device")

    monkeypatch.setattr(weekly, "make_weekly", refuse)
    program.session("The nursery had written it down\n/quit\n")
    assert program.err.startswith("The weekly backup could not be made. No space left on device. ")
    assert program.err.count("\n") == 1
    assert program("show", "S-0001") == 0
