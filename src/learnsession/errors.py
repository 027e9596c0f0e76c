"""What is said when something cannot be done.

Every error that a person can cause or meet is a `LearnSessionError`: one sentence on what
happened, one on what to do, and where. The doors print these; nothing else is printed.

    LearnSessionError
    ├── PackError          a pack, format or local file cannot be used; carries every problem in it
    ├── NotFoundError      a pack, session or file that was named is not there
    ├── RefusedError       this cannot be done now, or not so (closed, paused, talk only …)
    │   └── ReasonNeededError  an entry of a closed session is changed only with a reason
    ├── StoreError
    │   ├── DamagedError   a kept file is cut, changed or empty
    │   ├── InUseError     another window or process has this session
    │   ├── NewerError     the file was written by a newer learnsession
    │   ├── LockedError    the store is protected, and its passphrase was not given or is wrong
    │   └── SaveError      the disk refused; nothing of what was typed is dropped
    └── ExportError        a note could not be written
"""

from __future__ import annotations

from dataclasses import dataclass


class LearnSessionError(Exception):
    """Something that a person can understand and act on.

    Args:
        happened: one sentence, what happened.
        todo: one sentence, what to do about it.
        where: a file, with its line if there is one; or nothing.

    """

    title = "Something could not be done"

    def __init__(self, happened: str, todo: str, where: str = "") -> None:
        super().__init__(happened, todo, where)
        self.happened = happened
        self.todo = todo
        self.where = where

    def __str__(self) -> str:
        """Both sentences, with the place in front where there is one."""
        place = f"{self.where}: " if self.where else ""
        return f"{place}{self.happened} {self.todo}"


@dataclass(frozen=True, slots=True)
class Problem:
    """One thing that is wrong in a file that somebody wrote.

    `line` counts from 1; a problem of the file as a whole stands on line 1.
    """

    file: str
    line: int
    wrong: str
    todo: str

    def __str__(self) -> str:
        """On one line: the place, what is wrong, what to do."""
        return f"{self.file}:{self.line}: {self.wrong} {self.todo}"


class PackError(LearnSessionError):
    """A file that somebody wrote cannot be used. It is refused as a whole.

    Args:
        problems: everything that is wrong in it, at least one, in the order of their lines.

    """

    title = "This file cannot be used"

    def __init__(self, problems: tuple[Problem, ...]) -> None:
        first = problems[0]
        super().__init__(first.wrong, first.todo, f"{first.file}:{first.line}")
        self.problems = problems


class NotFoundError(LearnSessionError):
    """A pack, session or file that was named is not there."""

    title = "Not found"


class RefusedError(LearnSessionError):
    """What was asked for cannot be done now, or not in this way; nothing was changed by it."""

    title = "Not now"


class ReasonNeededError(RefusedError):
    """An entry was there when the session was closed, and a change of it needs a reason."""


class StoreError(LearnSessionError):
    """The store could not be read or written."""

    title = "The store"


class DamagedError(StoreError):
    """A kept file is cut, changed from outside, or empty."""

    title = "A damaged file"


class InUseError(StoreError):
    """Another window or process has this session open for writing."""

    title = "Already open"


class NewerError(StoreError):
    """The file was written by a newer version of learnsession."""

    title = "Written by a newer version"


class LockedError(StoreError):
    """The store is protected, and its passphrase was not given or is wrong."""

    title = "Protected"


class SaveError(StoreError):
    """The disk refused a save. What was typed is still held in memory."""

    title = "Not saved yet"


class ExportError(LearnSessionError):
    """A session note could not be written."""

    title = "Not exported"
