"""Lines out: what is said, and what is owed until the disk has it."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Protocol, TextIO

from learnsession.room.saving import Saved
from learnsession.typed import clean

_GLANCE = 0.2
"""Seconds between looks at whether the disk has refused."""


class Saying:
    """Two streams of plain lines, each flushed at once; no colour and no cursor, ever.

    Args:
        out: what the session says.
        err: trouble.
        prompting: True at a terminal, where a sign shows that a line is waited for.

    """

    def __init__(self, out: TextIO, err: TextIO, *, prompting: bool = False) -> None:
        self._out = out
        self._err = err
        self._prompting = prompting
        self.unheard = False
        """True once nobody reads what is said; lines that come in are still kept."""

    def say(self, words: str) -> None:
        """Say something; nothing for nothing."""
        if words:
            self._write(f"{clean(words).text}\n")

    def prompt(self) -> None:
        """Show that a line is waited for."""
        if self._prompting:
            self._write("> ")

    def trouble(self, words: str) -> None:
        """Say what went wrong, on the stream for errors; where that is closed, with the rest."""
        try:
            print(clean(words).text, file=self._err, flush=True)
        except OSError:
            self._write(f"{clean(words).text}\n")

    def _write(self, text: str) -> None:
        if self.unheard:
            return
        try:
            self._out.write(text)
            self._out.flush()
        except OSError:
            self.unheard = True


class Saves(Protocol):
    """Whatever knows what is on disk: the room."""

    @property
    def saved(self) -> Saved:
        """What is safely on disk."""
        ...

    def settle(self, timeout: float) -> Saved:
        """Wait until everything is, at most so many seconds."""
        ...


@dataclass(frozen=True, slots=True)
class Receipt:
    """What is said once the disk has it, and the text to give back if it never does."""

    words: str
    text: str


class Receipts:
    """What was taken in and is not yet said to be kept.

    Args:
        saves: knows what is on disk.
        saying: where to say it.
        patience: seconds to wait for a save before the person is told and the session goes on.

    """

    def __init__(self, saves: Saves, saying: Saying, patience: float = 5.0) -> None:
        self._saves = saves
        self._saying = saying
        self._patience = patience
        self._owed: list[Receipt] = []
        self._told = ""

    @property
    def unsaved(self) -> tuple[str, ...]:
        """The texts that the disk does not have yet."""
        return tuple(receipt.text for receipt in self._owed if receipt.text)

    def owe(self, receipt: Receipt) -> None:
        """Say this as soon as it is true: now, if the disk is quick."""
        self._owed.append(receipt)
        self.settle()

    def settle(self) -> None:
        """Wait for the disk, but no longer than until it is known to refuse."""
        for _ in range(round(self._patience / _GLANCE)):
            if not self._saves.saved.waiting or self._saves.settle(_GLANCE).failing:
                break
        self.look()

    def look(self) -> None:
        """Say what has become true since, without waiting."""
        saved = self._saves.saved
        if not saved.waiting:
            self._pay()
        elif (saved.failing or self._owed) and not self._told:
            self._told = saved.failing or "The disk has not answered yet."
            self._saying.trouble(
                f"Not saved yet: {self._told} What you type is held meanwhile, and saving is "
                "tried again."
            )

    def _pay(self) -> None:
        owed, self._owed = self._owed, []
        if self._told:
            self._told = ""
            self._saying.trouble("Everything is saved again.")
        for receipt in owed:
            self._saying.say(receipt.words)
