"""`store check`, `store repair`, `store rebuild` and `store where`: what they say and do."""

from __future__ import annotations

import json
import shutil
from collections.abc import Callable
from pathlib import Path

import click
import pytest
from test_commands import Program, program  # noqa: F401 - a fixture

from learnsession.cli import terminal
from learnsession.store import vault
from learnsession.store.envelope import wrap
from learnsession.store.vault_file import Derivation

PASSPHRASE = "four calm green boats"
COMMANDS = ("check", "repair", "rebuild", "where")
HEARD = "The nursery had written it down"


class Keeper:
    """Runs `learnsession store …` on a store with two sessions, in clear text or protected."""

    def __init__(self, program: Program, options: tuple[str, ...]) -> None:  # noqa: F811
        self.program, self.root, self._options = program, program.store, options

    def __call__(self, *arguments: str) -> int:
        return self.program(*self._options, "store", *arguments)

    @property
    def out(self) -> str:
        return self.program.out

    @property
    def err(self) -> str:
        return self.program.err

    def file(self, ref: str = "S-0001") -> Path:
        return next((self.root / "sessions").rglob(f"{ref}_*.json"))

    def shown(self, ref: str = "S-0001") -> str:
        assert self.program(*self._options, "show", ref) == 0, self.err
        return self.out


@pytest.fixture(params=["clear", "sealed"])
def keeper(request: pytest.FixtureRequest, program: Program) -> Keeper:  # noqa: F811
    program.session(f"{HEARD}\n/quit\n")
    program.session("Nobody asked the father\n/quit\n")
    if request.param == "clear":
        return Keeper(program, ())
    vault.protect(program.store, vault.prepare(PASSPHRASE, Derivation(b"salt" * 4, 1, 1, 64)))
    Path("pass").write_text(PASSPHRASE, "utf-8")
    return Keeper(program, ("--passphrase-file", "pass"))


def files(root: Path) -> dict[str, bytes]:
    """Every file and its bytes, but for locks."""
    found = (path for path in root.rglob("*") if path.is_file() and path.suffix != ".lock")
    return {path.relative_to(root).as_posix(): path.read_bytes() for path in found}


def cut(path: Path) -> None:
    path.write_bytes(path.read_bytes()[:-20])


def spoil_all(keeper: Keeper) -> None:
    for path in (keeper.file(), keeper.root / "counter.json", keeper.root / "catalogue.json"):
        cut(path)
    shutil.rmtree(keeper.root / "backups")


# Nothing, and nothing wrong


@pytest.mark.parametrize("command", COMMANDS)
def test_where_there_is_nothing_yet_that_is_said_and_nothing_made(
    program: Program,  # noqa: F811
    command: str,
) -> None:
    assert program("store", command) == 0
    assert "There is nothing yet" in program.out
    assert str(program.store) in program.out
    assert not program.store.exists()


def test_a_store_that_is_well_is_said_to_be_part_by_part(keeper: Keeper) -> None:
    before = files(keeper.root)
    assert keeper("check") == 0
    lines = keeper.out.splitlines()
    assert lines[0] == f"The store: {keeper.root}"
    assert "  Sessions: 2 well" in lines
    assert "  Half-written texts: none" in lines
    assert lines[-1] == "All is well."
    assert keeper.err == ""
    assert keeper("repair") == 0
    assert keeper.out == f"Nothing is damaged. The store: {keeper.root}\n"
    assert files(keeper.root) == before


# Damage


def test_check_names_what_is_wrong_and_what_to_do(keeper: Keeper) -> None:
    spoil_all(keeper)
    before = files(keeper.root)
    assert keeper("check") == 1
    assert "  Sessions: 1 well, 1 damaged\n" in keeper.out
    assert "Damaged or missing:" in keeper.out
    assert f"  sessions/{keeper.file().parent.name}/{keeper.file().name}\n" in keeper.out
    assert f"learnsession --store {keeper.root} store repair` brings back" in keeper.out
    assert f"learnsession --store {keeper.root} store rebuild" in keeper.out
    assert keeper.out.endswith("3 things are not well.\n")
    assert files(keeper.root) == before


def test_check_as_json(keeper: Keeper) -> None:
    assert keeper("check", "--json") == 0
    assert json.loads(keeper.out)["damaged"] is False
    spoil_all(keeper)
    assert keeper("check", "--json") == 1
    found = json.loads(keeper.out)
    assert (found["store"], found["exists"], found["damaged"]) == (str(keeper.root), True, True)
    sessions = next(part for part in found["parts"] if part["what"] == "sessions")
    assert sessions["well"] == 1
    assert sessions["findings"][0].keys() == {"kind", "path", "wrong", "todo", "damage"}


def test_notes_alone_are_no_damage(keeper: Keeper) -> None:
    for number in (1, 2):
        (keeper.file().parent / f"S-0001 (copy {number}).json").write_text("x")
    assert keeper("check") == 0
    assert "Good to know; nothing is lost by it:" in keeper.out
    assert keeper.out.count("a cloud service may have put a second version here") == 1
    assert keeper.out.endswith("All is well.\n")


def test_repair_brings_everything_back_and_keeps_what_was_damaged(keeper: Keeper) -> None:
    bad = keeper.file()
    spoil_all(keeper)
    damaged = bad.read_bytes()
    assert keeper("repair", "--yes") == 0, keeper.err
    assert "S-0001 is brought back from its last good generation" in keeper.out
    assert "the next session is S-0003" in keeper.out
    assert f"The damaged files are kept here: {keeper.root / 'quarantine'}" in keeper.out
    assert keeper.out.endswith("Everything that was damaged is mended.\n")
    assert damaged in [path.read_bytes() for path in (keeper.root / "quarantine").iterdir()]
    assert keeper("check") == 0
    assert HEARD in keeper.shown()
    assert keeper("repair") == 0
    assert "Nothing is damaged" in keeper.out


def test_without_a_terminal_and_a_yes_nothing_is_mended(keeper: Keeper) -> None:
    spoil_all(keeper)
    before = files(keeper.root)
    assert keeper("repair") == 1
    assert "This can be mended:" in keeper.out
    assert keeper.err == (
        "Nothing was changed: there is no terminal to ask at. To mend all this: "
        f"learnsession --store {keeper.root} store repair --yes\n"
    )
    assert files(keeper.root) == before


@pytest.mark.parametrize("answer", [True, False])
def test_at_a_terminal_the_plan_is_shown_and_asked_about(
    keeper: Keeper, monkeypatch: pytest.MonkeyPatch, answer: bool
) -> None:
    def confirm(question: str, **_: object) -> None:
        assert question == "Mend this now"
        if not answer:
            raise click.Abort

    spoil_all(keeper)
    before = files(keeper.root)
    monkeypatch.setattr(terminal, "at_terminal", lambda: True)
    monkeypatch.setattr(click, "confirm", confirm)
    assert keeper("repair") == (0 if answer else 130)
    assert "This can be mended:" in keeper.out
    assert (files(keeper.root) == before) is not answer


def test_what_cannot_be_mended_is_said_with_what_is_left_to_do(keeper: Keeper) -> None:
    spoil_all(keeper)
    cut(keeper.file().with_name(f"{keeper.file().name}.bak"))
    assert keeper("repair", "--yes") == 1
    assert "This cannot be mended from what the store holds:" in keeper.out
    assert f"learnsession --store {keeper.root} store restore FILE" in keeper.out
    assert "the next session is S-0003" in keeper.out, "the rest is mended"
    assert "Not everything is well yet" in keeper.out
    assert keeper("repair") == 1
    assert "store repair" not in keeper.out, "it would not help"
    assert keeper("check") == 1


# The catalogue


def test_rebuild_says_how_many_sessions_there_are(keeper: Keeper) -> None:
    cut(keeper.root / "catalogue.json")
    assert keeper("rebuild") == 0
    assert keeper.out == "The catalogue is made anew: 2 sessions.\n"
    assert keeper("check") == 0
    assert "Sessions in the catalogue: 2 well" in keeper.out


def test_rebuild_names_the_sessions_that_it_cannot_read(keeper: Keeper) -> None:
    cut(keeper.file())
    cut(keeper.file().with_name(f"{keeper.file().name}.bak"))
    assert keeper("rebuild") == 1
    assert "The catalogue is made anew: 1 session.\n" in keeper.out
    assert keeper.file().name in keeper.out
    assert "Not in it." in keeper.out
    assert "store repair" in keeper.out


# The vault


@pytest.fixture
def sealed(program: Program) -> Keeper:  # noqa: F811
    program.session(f"{HEARD}\n/quit\n")
    vault.protect(program.store, vault.prepare(PASSPHRASE, Derivation(b"salt" * 4, 1, 1, 64)))
    Path("pass").write_text(PASSPHRASE, "utf-8")
    return Keeper(program, ("--passphrase-file", "pass"))


@pytest.mark.parametrize("harm", [cut, Path.unlink])
def test_without_a_vault_to_unlock_the_vault_comes_first(
    sealed: Keeper, harm: Callable[[Path], None]
) -> None:
    for name in ("vault.json", "vault.json.bak"):
        harm(sealed.root / name)
    cut(sealed.file())
    assert sealed("check") == 1
    assert "Only the copies of the vault were looked at" in sealed.err
    assert "Copies of the vault: 1 well, 2 damaged" in sealed.out
    assert sealed("repair", "--yes") == 0, sealed.err
    assert "written anew from another copy of the vault" in sealed.out
    assert "S-0001 is brought back" in sealed.out
    assert sealed("check") == 0
    assert HEARD in sealed.shown()


def test_with_no_whole_vault_that_is_said_and_nothing_else_tried(sealed: Keeper) -> None:
    for path in sealed.root.rglob("vault.json*"):
        cut(path)
    before = files(sealed.root)
    assert sealed("check") == 1
    assert sealed("repair", "--yes") == 1
    assert "without it nothing here can be read" in sealed.out
    assert sealed.err == ""
    assert files(sealed.root) == before


def test_the_vault_of_a_newer_version_is_said_to_be_one(sealed: Keeper) -> None:
    for path in sealed.root.rglob("vault.json*"):
        path.write_bytes(wrap("vault", b"{}", number=99))
    before = files(sealed.root)
    for command in ("check", "repair", "rebuild"):
        assert sealed(command) == 1
        assert "was written by a newer version of learnsession" in sealed.err
    assert files(sealed.root) == before


def test_a_protected_store_asks_for_its_passphrase(sealed: Keeper) -> None:
    for command in ("check", "repair", "rebuild"):
        assert sealed.program("store", command) == 1
        assert "no terminal to ask for its passphrase" in sealed.err
    assert sealed.program("store", "where") == 0, "which opens no file"


# Where


def test_where_says_what_is_where_how_large_and_who_may_read_it(keeper: Keeper) -> None:
    before = files(keeper.root)
    assert keeper("where") == 0
    lines = keeper.out.splitlines()
    assert lines[0] == f"The store: {keeper.root}"
    sessions = next(line for line in lines if line.startswith("  Sessions "))
    assert sessions.split()[1:3] == ["2", "files"]
    assert sessions.endswith("  sessions")
    assert any(line.startswith("  All together") for line in lines)
    protected = (keeper.root / "vault.json").exists()
    assert f"It is {'' if protected else 'not '}protected" in keeper.out
    assert "Only you may read it" in keeper.out
    assert files(keeper.root) == before


def test_where_names_what_others_may_read(keeper: Keeper) -> None:
    for number in range(7):
        keeper.root.joinpath(f"{number}.txt").write_text("x")
        keeper.root.joinpath(f"{number}.txt").chmod(0o644)
    keeper.root.chmod(0o755)
    assert keeper("where") == 0
    assert "Everyone who uses this computer may read some of it:\n" in keeper.out
    assert "  the folder of the store itself\n" in keeper.out
    assert "  and 3 more\n" in keeper.out
    assert f"chmod -R go-rwx {keeper.root}" in keeper.out


def test_where_warns_of_a_cloud_service(
    program: Program,  # noqa: F811
    tmp_path: Path,
) -> None:
    program.store = tmp_path / "Dropbox" / "store"
    for _ in range(2):
        assert program("store", "where") == 0
        assert "The folder is one that Dropbox copies elsewhere" in program.out
        program.session()


def test_where_as_json(keeper: Keeper) -> None:
    assert keeper("where", "--json") == 0
    found = json.loads(keeper.out)
    assert found["store"] == str(keeper.root)
    assert (found["exists"], found["cloud"], found["readers"]) == (True, None, "owner")
    assert found["open_to_others"] == []
    assert found["size"] == sum(each["size"] for each in found["kept"])
    assert found["kept"][0].keys() == {"what", "path", "files", "size"}
