"""`store protect`, `unprotect` and `passphrase`, and `--passphrase-file` before any command."""

from __future__ import annotations

import io
from functools import partial
from pathlib import Path
from types import SimpleNamespace
from typing import Any

import click
import pytest

from learnsession.cli.program import run_program
from learnsession.store import keys
from learnsession.store.sessions import SessionStore
from learnsession.store.vault_file import Derivation, is_protected
from store.whole_store import files_with

PASSPHRASE, ANOTHER = "four calm green boats", "five quick blue trains"
WORDS = "Zebrafinch at the window"


class Terminal:
    """Runs commands on one store; answers are typed where somebody sits at a terminal."""

    def __init__(self, folder: Path, capsys: pytest.CaptureFixture[str], patch: Any) -> None:
        self.store, self._folder = folder / "store", folder
        self._capsys, self._patch = capsys, patch
        self.out = self.err = ""

    def __call__(self, *arguments: str, lines: str = "", answers: tuple[str, ...] | None = None):
        left = list(answers or ())
        raw = io.BytesIO(lines.encode())
        stdin = SimpleNamespace(buffer=SimpleNamespace(raw=raw), isatty=lambda: False)
        self._patch.setattr("sys.stdin", stdin)
        self._patch.setattr("learnsession.cli.terminal.at_terminal", lambda: answers is not None)
        self._patch.setattr(click, "prompt", lambda *_, **how: left.pop(0))
        self._patch.setattr(click, "confirm", partial(self._confirm, left))
        code = run_program(["--store", str(self.store), *arguments])
        self.out, self.err = self._capsys.readouterr()
        assert not left, "an answer was not asked for"
        return code

    @staticmethod
    def _confirm(left: list[str], *_: object, **__: object) -> None:
        if left.pop(0) != "y":
            raise click.Abort

    def file(self, passphrase: str) -> str:
        path = self._folder / f"{passphrase.split()[0]}.txt"
        path.write_text(f"{passphrase}\n", "utf-8")
        return str(path)

    def session(self) -> None:
        assert self("run", "norfolk-child-ai", "--plain", lines=f"{WORDS}\n/quit\n") == 0, self.err

    @property
    def recovery(self) -> str:
        """The key that was shown."""
        return next(line.strip() for line in self.out.splitlines() if line.startswith("    "))


@pytest.fixture
def terminal(
    tmp_path: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> Terminal:
    fresh = partial(keys.fresh, derivation=Derivation(b"salt" * 4, 1, 1, 64))
    monkeypatch.setattr("learnsession.store.vault.keys.fresh", lambda given, _: fresh(given))
    made = Terminal(tmp_path, capsys, monkeypatch)
    made.session()
    return made


def test_protecting_at_a_terminal_shows_the_recovery_key_before_anything_is_sealed(
    terminal: Terminal,
) -> None:
    assert files_with(terminal.store, WORDS)
    code = terminal("store", "protect", answers=(PASSPHRASE, PASSPHRASE, "n"))
    assert code == 130
    assert terminal.recovery
    assert not is_protected(terminal.store)
    assert terminal("store", "protect", answers=(PASSPHRASE, PASSPHRASE, "y")) == 0
    assert is_protected(terminal.store)
    assert files_with(terminal.store, WORDS) == []
    assert terminal("show", "last", answers=(terminal.recovery,)) == 0
    assert WORDS in terminal.out
    assert terminal("store", "protect", answers=()) == 1
    assert "protected already" in terminal.err


def test_a_second_passphrase_that_differs_changes_nothing(terminal: Terminal) -> None:
    assert terminal("store", "protect", answers=(PASSPHRASE, ANOTHER)) == 1
    assert "not the same" in terminal.err
    assert terminal("store", "protect", answers=("short",)) == 1
    assert not is_protected(terminal.store)


@pytest.mark.parametrize("before", [True, False])
def test_a_file_protects_and_opens_for_scripts(terminal: Terminal, before: bool) -> None:
    file = terminal.file(PASSPHRASE)
    option = ("--passphrase-file", file)
    command = ("store", "protect")
    assert terminal(*((*option, *command) if before else (*command, *option))) == 0
    assert len(terminal.recovery.replace("-", "")) == 32
    assert terminal("show", "last") == 1
    assert "--passphrase-file" in terminal.err
    assert WORDS not in terminal.out + terminal.err
    for reading in (("show", "last"), ("show", "last", "--json"), ("show", "last", "--history")):
        assert terminal(*option, *reading) == 0
        assert WORDS in terminal.out
    assert terminal(*option, "resume", "last", "--plain", lines="More of it\n/quit\n") == 0
    assert terminal(*option, "show", "last") == 0
    assert "More of it" in terminal.out
    assert files_with(terminal.store, "More of it") == []


def test_without_a_terminal_a_new_passphrase_is_wanted_in_a_file(terminal: Terminal) -> None:
    assert terminal("store", "protect") == 1
    assert terminal.err == (
        "There is no terminal to ask for the new passphrase; nothing was changed. Put it in a "
        f"file: learnsession --store {terminal.store} store protect --passphrase-file FILE\n"
    )
    assert not is_protected(terminal.store)
    old = terminal.file(PASSPHRASE)
    assert terminal("store", "protect", "--passphrase-file", old) == 0
    assert terminal("--passphrase-file", old, "store", "passphrase") == 1
    assert "Put it in a file: " in terminal.err
    assert "store passphrase --new-passphrase-file FILE" in terminal.err
    assert "is protected" not in terminal.err


@pytest.mark.parametrize("name", ["~nobody-has-this-name", "~nobody-has-this-name/pass"])
def test_a_passphrase_file_in_the_folder_of_nobody_is_not_there(
    terminal: Terminal, name: str
) -> None:
    assert terminal("store", "protect", "--passphrase-file", name) == 1
    assert terminal.err.startswith(f"{name}: The passphrase file cannot be read: ")
    assert len(terminal.err.splitlines()) == 1


def test_a_wrong_passphrase_is_said_in_one_line_and_can_be_given_again(terminal: Terminal) -> None:
    terminal("store", "protect", "--passphrase-file", terminal.file(PASSPHRASE))
    assert terminal("--passphrase-file", terminal.file(ANOTHER), "sessions") == 1
    assert len(terminal.err.strip().splitlines()) == 1
    assert ANOTHER not in terminal.err
    assert terminal("sessions", answers=(ANOTHER, PASSPHRASE)) == 0
    assert "S-0001" in terminal.out
    assert terminal("sessions", answers=(ANOTHER,) * 3) == 1


@pytest.mark.parametrize("content", [b"", b"\n", b"\xff\xfe\x00"])
def test_a_passphrase_file_that_says_nothing_is_refused(terminal: Terminal, content: bytes) -> None:
    file = terminal.store.parent / "empty.txt"
    file.write_bytes(content)
    assert terminal("store", "protect", "--passphrase-file", str(file)) == 1
    assert str(file) in terminal.err
    assert terminal("store", "protect", "--passphrase-file", "nowhere.txt") == 1
    assert not is_protected(terminal.store)


def test_changing_the_passphrase_keeps_the_recovery_key(terminal: Terminal) -> None:
    terminal("store", "protect", "--passphrase-file", terminal.file(PASSPHRASE))
    recovery = terminal.recovery
    old, new = terminal.file(PASSPHRASE), terminal.file(ANOTHER)
    change = ("store", "passphrase", "--new-passphrase-file", new)
    assert terminal("--passphrase-file", old, *change) == 0
    assert terminal("--passphrase-file", old, "sessions") == 1
    assert terminal("--passphrase-file", new, "sessions") == 0
    assert terminal("sessions", answers=(recovery,)) == 0
    wrong = ("store", "passphrase", "--new-passphrase-file", old)
    assert terminal("--passphrase-file", old, *wrong) == 1
    assert terminal("--passphrase-file", new, "sessions") == 0


def test_taking_the_protection_off(terminal: Terminal) -> None:
    assert terminal("store", "unprotect") == 1
    assert "not protected" in terminal.err
    file = terminal.file(PASSPHRASE)
    terminal("store", "protect", "--passphrase-file", file)
    assert terminal("store", "unprotect", answers=("n",)) == 130
    assert is_protected(terminal.store)
    assert terminal("--passphrase-file", file, "store", "unprotect") == 0
    assert not is_protected(terminal.store)
    assert files_with(terminal.store, WORDS)
    assert terminal("show", "last") == 0


def test_a_store_whose_keys_are_gone_gets_no_new_ones(terminal: Terminal) -> None:
    file = terminal.file(PASSPHRASE)
    assert terminal("store", "protect", "--passphrase-file", file) == 0
    (terminal.store / "backups").mkdir(exist_ok=True)
    vault = (terminal.store / "vault.json").rename(terminal.store / "backups" / "vault.json")
    (terminal.store / "vault.json.bak").unlink()
    for command in (("protect", "--passphrase-file", file), ("unprotect",), ("passphrase",)):
        assert terminal("store", *command) == 1
        assert "keys of this store are missing" in terminal.err
        assert f"learnsession --store {terminal.store} store repair" in terminal.err
        assert terminal.out == ""
    assert terminal("sessions") == 1
    assert "keys of this store are missing" in terminal.err
    assert terminal("--passphrase-file", file, "store", "repair", "--yes") == 0
    assert vault.exists()
    assert terminal("--passphrase-file", file, "show", "last") == 0
    assert WORDS in terminal.out


def test_no_recovery_key_is_shown_where_nothing_can_be_sealed(
    terminal: Terminal, monkeypatch: pytest.MonkeyPatch
) -> None:
    file = terminal.file(PASSPHRASE)
    protect = ("store", "protect", "--passphrase-file", file)
    store = SessionStore(terminal.store)
    session = store.open(store.rows()[0].id)
    assert terminal(*protect) == 1
    session.leave()
    assert "is open in another window" in terminal.err
    assert "recovery key" not in terminal.out
    with monkeypatch.context() as patch:
        patch.setattr("os.access", lambda *_: False)
        assert terminal(*protect) == 1
    assert "may not write" in terminal.err
    assert "recovery key" not in terminal.out


def test_what_could_not_be_opened_or_sealed_is_named(terminal: Terminal) -> None:
    file = terminal.file(PASSPHRASE)
    (terminal.store / "minutes.txt").write_text("Ours", "utf-8")
    assert terminal("store", "protect", "--passphrase-file", file) == 0
    assert "they are not sealed: minutes.txt" in terminal.err
    path = next(terminal.store.glob("sessions/*/S-*.json"))
    path.write_bytes(path.read_bytes()[:-1] + b"!")
    assert terminal("--passphrase-file", file, "store", "unprotect") == 1
    assert f"_{path.name}" in terminal.err
    assert terminal("store", "repair", "--yes") == 0
    assert terminal("store", "check") == 0
    assert terminal("show", "last") == 0
    assert WORDS in terminal.out


def test_blanks_are_no_passphrase(terminal: Terminal) -> None:
    assert terminal("store", "protect", answers=(" " * 12,)) == 1
    assert "nothing but blanks" in terminal.err
    file = terminal.store.parent / "blanks.txt"
    file.write_text(" \t \u00a0" * 9, "utf-8")
    assert terminal("store", "protect", "--passphrase-file", str(file)) == 1
    assert "nothing but blanks" in terminal.err
    assert not is_protected(terminal.store)


@pytest.mark.parametrize("length", [4096, 4097, 8191, 8192, 9000])
def test_a_passphrase_is_never_cut(terminal: Terminal, length: int) -> None:
    file = terminal.store.parent / "long.txt"
    file.write_bytes(b"\xef\xbb\xbf" + b"x" * length + "\r\nżółw".encode() * 3000)
    code = terminal("store", "protect", "--passphrase-file", str(file))
    assert code == (0 if length <= 4096 else 1)
    assert ("longer than 4096 bytes" in terminal.err) == (length > 4096)
    if length > 4096:
        assert terminal("store", "protect", answers=("x" * length,)) == 1
        assert "longer than 4096 bytes" in terminal.err
