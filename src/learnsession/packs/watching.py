"""Whether a file was saved since it was last looked at."""

from __future__ import annotations

from pathlib import Path


class Watched:
    """A file that somebody is writing. What it is now counts as seen."""

    def __init__(self, path: Path) -> None:
        self.path = path
        self._seen = self._stamp()

    def changed(self) -> bool:
        """True once after each save; a file that is away for a moment has not changed yet.

        Many editors save by putting a new file in the place of the old one.
        """
        now = self._stamp()
        if now is None or now == self._seen:
            return False
        self._seen = now
        return True

    def _stamp(self) -> tuple[int, int, int] | None:
        try:
            found = self.path.stat()
        except (OSError, ValueError):
            return None
        return found.st_mtime_ns, found.st_size, found.st_ino
