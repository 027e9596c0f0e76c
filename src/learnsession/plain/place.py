"""How a command is typed for this store, for the words on how to go on."""

from __future__ import annotations

from dataclasses import dataclass
from shlex import quote


@dataclass(frozen=True, slots=True)
class Place:
    """Which store this is: as it was named before the command, or empty for the usual one."""

    store: str = ""

    def command(self, words: str) -> str:
        """A command as it is typed, e.g. `learnsession --store DIR resume S-0042`."""
        store = f" --store {quote(self.store)}" if self.store else ""
        return f"learnsession{store} {words}"
