"""A shell for the tests of the commands on agreed actions."""

from __future__ import annotations

import io
import json
from pathlib import Path
from typing import Any

import pytest

from journeys.hand import Table
from learnsession.cli.program import run_program


class Terminal(io.StringIO):
    """Lines that somebody types at a terminal."""

    def isatty(self) -> bool:
        return True


class Shell:
    """Gives commands to the store of a table, as a shell does; without a terminal at first."""

    def __init__(self, table: Table, monkeypatch: pytest.MonkeyPatch, capsys: Any) -> None:
        self.table = table
        self.stream: type[io.StringIO] = io.StringIO
        self._monkeypatch = monkeypatch
        self._capsys = capsys

    def __call__(self, *arguments: str, lines: str = "", store: Path | None = None) -> str:
        """What is answered; a failure is an error here."""
        assert self.code(*arguments, lines=lines, store=store) == 0, self.err
        return self.out

    def code(self, *arguments: str, lines: str = "", store: Path | None = None) -> int:
        """How it ended; what was said is in `out` and `err`."""
        self._monkeypatch.setattr("sys.stdin", self.stream(lines))
        self._monkeypatch.setenv("LEARNSESSION_NOW", self.table.now.isoformat())
        code = run_program(["--store", str(store or self.table.root), *arguments])
        self.out, err = self._capsys.readouterr()
        self.err = "".join(
            line
            for line in err.splitlines(keepends=True)
            if not line.startswith("The clock was set")
        )
        return code

    def json(self, *arguments: str) -> list[dict[str, Any]]:
        return json.loads(self("actions", *arguments, "--json"))
