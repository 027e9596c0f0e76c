"""The backup of the week, made while nobody waits for it. What goes into it: `store.weekly`.

It is looked after on a thread of its own: in the app a little after a screen is there, and at the
linear door once the session is left. Whatever stops it half-way does no harm, and neither does a
failure, which is told once.
"""

from __future__ import annotations

import threading
from collections.abc import Callable
from datetime import date, datetime
from pathlib import Path

from learnsession.errors import LearnSessionError, StoreError
from learnsession.settings import read_settings
from learnsession.store.sealing import Seal

CALM = 5.0
"""Seconds between a screen that is there and the first look: opening it comes first."""

REST = 0.01
"""Seconds between two files, so that keys and saves come first."""

AT_THE_END = 3.0
"""Seconds that the linear door waits for it. What is not done then is done next time."""

_MOMENT = 0.5
"""Seconds that leaving the app waits for the file in hand."""

Told = Callable[[LearnSessionError], None]
"""Gets what went wrong, on the thread of the backup."""


class WeeklyBackup:
    """Makes the backup of the week if it is due and the settings say so.

    Args:
        root: the store.
        seal: opens and closes its files.
        now: the moment, in UTC.

    """

    def __init__(self, root: Path, seal: Seal, now: Callable[[], datetime]) -> None:
        self._root = root
        self._seal = seal
        self._now = now
        self._stopping = threading.Event()
        self._thread: threading.Thread | None = None
        self._looked: date | None = None
        self._told = False

    def begin(self, told: Told, *, after: float, rest: float) -> None:
        """Look whether it is due, and make it. Returns at once.

        Nothing happens while it is being made, or when this was looked at today.

        Args:
            told: called at most once, whatever goes wrong.
            after: seconds to wait first.
            rest: seconds between two files.

        """
        busy = self._thread is not None and self._thread.is_alive()
        if busy or self._stopping.is_set() or self._looked == self._now().date():
            return
        # A daemon: a disk that does not answer keeps nobody from leaving. Files stay whole.
        self._thread = threading.Thread(
            target=self._run, args=(told, after, rest), name="weekly backup", daemon=True
        )
        self._thread.start()

    def finish(self, within: float) -> None:
        """Wait until it is made, at most so many seconds, then stop it."""
        if self._thread is not None:
            self._thread.join(within)
        self.stop()

    def stop(self) -> None:
        """Stop it after the file in hand; it is not begun again."""
        self._stopping.set()
        if self._thread is not None:
            self._thread.join(_MOMENT)

    def _run(self, told: Told, after: float, rest: float) -> None:
        if self._stopping.wait(after):
            return
        try:
            self._make(rest)
        except Exception as error:  # whatever it is, the session must not notice
            self._looked = self._now().date()
            if not self._told and not self._stopping.is_set():
                self._told = True
                told(_in_words(error))

    def _make(self, rest: float) -> None:
        """Make it. While there is nothing to back up, the next call looks again."""
        from learnsession.store.backup_lists import backup_names
        from learnsession.store.weekly import make_weekly

        if not read_settings(self._root).weekly_backup:
            return
        now = self._now()
        make_weekly(self._root, self._seal, now, lambda: self._stopping.wait(rest))
        if backup_names(self._root):
            self._looked = now.date()


def _in_words(error: Exception) -> StoreError:
    """What went wrong, and that nothing else is the worse for it."""
    why = getattr(error, "happened", "") or getattr(error, "strerror", "") or type(error).__name__
    return NotBackedUpError(
        f"The weekly backup could not be made. {why.rstrip('.')}.",
        "Your sessions are kept as always, earlier backups are as they were, and it is tried again "
        "another day.",
    )


class NotBackedUpError(StoreError):
    """The weekly backup could not be made."""

    title = "No backup this week yet"
