"""An answer that cannot be printed, and a terminal that is only half there."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path
from types import SimpleNamespace

import pytest

from learnsession.cli import around


@pytest.mark.parametrize("out", [">&-", "> /dev/full"])
@pytest.mark.parametrize("command", ["sessions", "sessions --json", "--help"])
def test_an_answer_that_cannot_be_printed_is_said(store_dir: Path, command: str, out: str) -> None:
    line = f'"{sys.executable}" -m learnsession --store "{store_dir}" {command} {out}'
    done = subprocess.run(["/bin/sh", "-c", line], capture_output=True, timeout=60, check=False)
    assert done.returncode == 1
    said = done.stderr.decode()
    assert said.startswith("The answer could not be printed: ")
    assert len(said.splitlines()) == 1


def test_a_reader_that_is_gone_is_no_trouble(store_dir: Path) -> None:
    line = f'"{sys.executable}" -m learnsession --store "{store_dir}" packs --json | true'
    done = subprocess.run(["/bin/sh", "-c", line], capture_output=True, timeout=60, check=False)
    assert done.stderr == b""


@pytest.mark.parametrize("missing", ["stdin", "stdout", "stderr"])
def test_the_app_needs_all_three_streams(missing: str, monkeypatch: pytest.MonkeyPatch) -> None:
    for name in ("stdin", "stdout", "stderr"):
        stream = SimpleNamespace(isatty=lambda there=name != missing: there)
        monkeypatch.setattr(around.sys, name, stream)
    assert not around.at_terminal()
    with pytest.raises(around.NoTerminalError, match="--plain"):
        around.needs_terminal("learnsession run x --plain")
    monkeypatch.setattr(around.sys, missing, SimpleNamespace(isatty=lambda: True))
    assert around.at_terminal()
