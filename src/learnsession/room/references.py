"""Short references for agreed actions, taken ahead of their need: the disk is asked meanwhile."""

from __future__ import annotations

import threading
from collections.abc import Callable

from learnsession.errors import StoreError

PATIENCE = 0.5
"""Seconds to wait for a reference that is being asked for."""


class NextReference:
    """The reference of the next agreed action.

    Args:
        reserve: gives a free one out for good; waits for the disk and raises `StoreError`.

    """

    def __init__(self, reserve: Callable[[], str]) -> None:
        self._reserve = reserve
        self._ready: str | None = None
        self._asking: threading.Thread | None = None
        self._lock = threading.Lock()

    def ask(self) -> None:
        """Ask for one, unless there is one already. Returns at once."""
        with self._lock:
            if self._ready is None and self._asking is None:
                self._asking = threading.Thread(target=self._ask, name="reference", daemon=True)
                self._asking.start()

    def take(self) -> str | None:
        """The next one; None where the disk gives none out, and the action goes without."""
        self.ask()
        asking = self._asking
        if asking is not None:
            asking.join(PATIENCE)
        with self._lock:
            taken, self._ready = self._ready, None
        return taken

    def _ask(self) -> None:
        try:
            reference: str | None = self._reserve()
        except StoreError:
            reference = None
        with self._lock:
            self._ready, self._asking = reference, None
