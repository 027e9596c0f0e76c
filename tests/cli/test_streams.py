"""An answer that cannot be printed, and a terminal that is only half there."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path
from types import SimpleNamespace

import pytest

from learnsession.cli import terminal


@pytest.mark.parametrize("out", [">&-", "> /dev/full"])
@pytest.mark.parametrize("command", ["sessions", "sessions --json", "--help"])
def test_an_answer_that_cannot_be_printed_is_said(store_dir: Path, command: str, out: str) -> None:
    line = f'"{sys.executable}" -m learnsession --store "{store_dir}" {command} {out}'
    done = subprocess.run(["/bin/sh", "-c", line], capture_output=True, timeout=60, check=False)
    assert done.returncode == 1
    said = done.stderr.decode()
    assert said.startswith("The answer could not be printed: ")
    assert len(said.splitlines()) == 1


@pytest.mark.parametrize("rehearse", [False, True])
@pytest.mark.parametrize("out", [">&-", "> /dev/full"])
def test_a_session_that_nobody_can_follow_is_said_to_be_left(
    store_dir: Path, out: str, rehearse: bool
) -> None:
    ours, theirs = os.openpty()
    options = "run norfolk-child-ai --plain" + " --rehearse" * rehearse
    line = f'"{sys.executable}" -m learnsession --store "{store_dir}" {options} {out}'
    try:
        done = subprocess.run(
            ["/bin/sh", "-c", line], stdin=theirs, stderr=subprocess.PIPE, timeout=60, check=False
        )
    finally:
        os.close(ours)
        os.close(theirs)
    assert done.returncode == 1
    go_on = f" To go on: learnsession --store {store_dir} resume S-0001 --plain"
    said = "The session was left, because what it says could not be printed."
    assert done.stderr.decode() == f"{said}{'' if rehearse else go_on}\n"


def test_a_reader_that_is_gone_is_no_trouble(store_dir: Path) -> None:
    line = f'"{sys.executable}" -m learnsession --store "{store_dir}" packs --json | true'
    done = subprocess.run(["/bin/sh", "-c", line], capture_output=True, timeout=60, check=False)
    assert done.stderr == b""


@pytest.mark.parametrize("missing", ["stdin", "stdout", "stderr"])
def test_the_app_needs_all_three_streams(missing: str, monkeypatch: pytest.MonkeyPatch) -> None:
    for name in ("stdin", "stdout", "stderr"):
        stream = SimpleNamespace(isatty=lambda there=name != missing: there)
        monkeypatch.setattr(terminal.sys, name, stream)
    assert not terminal.at_terminal()
    with pytest.raises(terminal.NoTerminalError, match="--plain"):
        terminal.needs_terminal("learnsession run x --plain")
    monkeypatch.setattr(terminal.sys, missing, SimpleNamespace(isatty=lambda: True))
    assert terminal.at_terminal()
