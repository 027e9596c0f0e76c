"""One thread that saves, in order, so that the screen never waits for the disk.

A save that the disk refuses is told at once and tried again until it succeeds; the saves after it
wait, so that the order holds.
"""

from __future__ import annotations

import threading
import time
from collections import deque
from collections.abc import Callable, Sequence
from dataclasses import dataclass

from learnsession.errors import SaveError

Job = Callable[[], None]
Done = Callable[[Exception | None], None]

WAITS = (0.5, 1.0, 2.0, 5.0)
"""Seconds before each next try of a save that was refused; the last one repeats."""


@dataclass(frozen=True, slots=True)
class _Task:
    job: Job
    done: Done | None
    key: str | None
    pause: float


class Writer:
    """Takes jobs and runs them one after another on a thread of its own.

    The thread starts with the first job. It keeps the program alive until `close`, so that nothing
    that waits is lost by merely leaving.

    Args:
        waits: seconds before each next try; the last one repeats.

    """

    def __init__(self, waits: Sequence[float] = WAITS) -> None:
        self._waits = tuple(waits)
        self._tasks: deque[_Task] = deque()
        """Waiting and running ones; the first stays until it is done."""
        self._busy = False
        self._stopping = False
        self._hurry = 0
        self._changed = threading.Condition()
        self._thread: threading.Thread | None = None
        self.failures: list[Exception] = []
        """What went wrong other than a refused save, and nobody was there to be told."""

    def submit(
        self, job: Job, done: Done | None = None, key: str | None = None, pause: float = 0.0
    ) -> None:
        """Queue a job. Returns at once.

        Args:
            job: saves something; is run again after a `SaveError`, so it must bear repetition.
            done: called on the writer's thread: with the error each time the disk refuses, and
                with None once it is saved. Any other error is told once and ends the job.
            key: a job with the same key that waits just before this one is replaced by it, and
                its `done` is never called. For drafts, of which only the latest matters.
            pause: seconds to wait before it is begun, so that the screen comes first; cut short
                when somebody drains.

        Raises:
            SaveError: the writer has been closed.

        """
        with self._changed:
            if self._stopping:
                raise SaveError("The session has been left.", "Open it again, then save again.")
            if self._replaceable(key):
                self._tasks.pop()
            self._tasks.append(_Task(job, done, key, pause))
            if self._thread is None:
                self._thread = threading.Thread(target=self._run, name="writer", daemon=False)
                self._thread.start()
            self._changed.notify_all()

    @property
    def waiting(self) -> int:
        """How many jobs are not done yet, the running one among them."""
        return len(self._tasks)

    def drain(self, timeout: float) -> bool:
        """Wait until everything is done; a refused save is tried again at once.

        Returns:
            True when nothing is left; False when `timeout` seconds were not enough.

        """
        with self._changed:
            self._hurry += 1
            self._changed.notify_all()
            return self._changed.wait_for(lambda: not self._tasks, timeout)

    def close(self, timeout: float) -> tuple[Job, ...]:
        """Wait until everything is done, at most `timeout` seconds, then stop the thread.

        Returns:
            The jobs that could not be done, in order; they can be run by hand or submitted to
            another writer. A second call returns them again.

        """
        until = time.monotonic() + timeout
        self.drain(timeout)
        with self._changed:
            self._stopping = True
            self._changed.notify_all()
        if self._thread is not None and self._thread is not threading.current_thread():
            self._thread.join(max(0.0, until - time.monotonic()) + 0.05)
        with self._changed:
            return tuple(task.job for task in self._tasks)

    def _replaceable(self, key: str | None) -> bool:
        """True when the last job waits, is not running and has this key."""
        if key is None or len(self._tasks) <= int(self._busy):
            return False
        return self._tasks[-1].key == key

    def _run(self) -> None:
        while True:
            with self._changed:
                self._changed.wait_for(lambda: self._tasks or self._stopping)
                if self._stopping:
                    return
                task = self._tasks[0]
                self._busy = True
            finished = self._until_saved(task)
            with self._changed:
                self._busy = False
                if finished:
                    self._tasks.popleft()
                self._changed.notify_all()

    def _until_saved(self, task: _Task) -> bool:
        """Run a job until it is saved; False when the writer is stopped before that."""
        tries = 0
        if task.pause and not self._wait(task.pause, self._hurry):
            return False
        while True:
            hurry = self._hurry
            try:
                task.job()
            except SaveError as error:
                self._tell(task, error)
                if not self._wait(self._waits[min(tries, len(self._waits) - 1)], hurry):
                    return False
                tries += 1
            except Exception as error:
                self._tell(task, error)
                return True
            else:
                self._tell(task, None)
                return True

    def _wait(self, seconds: float, hurry: int) -> bool:
        """Wait before the next try, shorter when somebody drains; False when stopping."""
        with self._changed:
            self._changed.wait_for(lambda: self._stopping or self._hurry != hurry, seconds)
            return not self._stopping

    def _tell(self, task: _Task, error: Exception | None) -> None:
        if task.done is None:
            if error is not None and not isinstance(error, SaveError):
                self.failures.append(error)
            return
        try:
            task.done(error)
        except Exception as failure:
            self.failures.append(failure)
