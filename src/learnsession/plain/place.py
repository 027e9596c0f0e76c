"""How a command is typed for this store, for the words on how to go on."""

from __future__ import annotations

import re
from dataclasses import dataclass
from shlex import quote
from typing import Protocol

_NAMED = re.compile(
    r"(?<![\w-])learnsession "
    r"(?=(?:run|resume|reopen|packs|new|preview|check|sessions|show|export"
    r"|actions|evidence|erase|redact|store|settings|completion)\b|--passphrase-file)"
)


class Advice(Protocol):
    """Something that is said and ends in what to do: an error, or a problem in a file."""

    @property
    def todo(self) -> str:
        """What to do."""
        ...


@dataclass(frozen=True, slots=True)
class Place:
    """Which store this is: as it was named before the command, or empty for the usual one."""

    store: str = ""

    def command(self, words: str) -> str:
        """A command as it is typed, e.g. `learnsession --store DIR resume S-0042`."""
        store = f" --store {quote(self.store)}" if self.store else ""
        return f"learnsession{store} {words}"

    def told(self, said: Advice) -> str:
        """An error or a problem in words; a command that its advice names is one for this store."""
        advice = _NAMED.sub(lambda _: self.command(""), said.todo)
        return str(said).removesuffix(said.todo) + advice
