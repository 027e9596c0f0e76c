"""A fault in learnsession itself, told by its place alone.

A usual traceback ends in the error's own message, and Textual's lists every variable: both may hold
what somebody typed, and stay in the terminal's history.
"""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

SAID = (
    "learnsession stopped because of a fault of its own. What was written is kept: start it again "
    "to go on. What follows says where it happened, and nothing that was typed:"
)
MOST_FRAMES, MOST_ERRORS = 30, 5


def told(error: BaseException) -> str:
    """Where it happened, with what led to it first: kinds of error, files and lines, no values."""
    return "\n".join([SAID, *(line for each in reversed(_chain(error)) for line in _lines(each))])


def _chain(error: BaseException) -> list[BaseException]:
    """The error and what it came from, the newest first."""
    chain = [error]
    while len(chain) < MOST_ERRORS:
        last = chain[-1]
        # A worker of Textual wraps what went wrong in it without saying so in Python's way.
        before = getattr(last, "error", None) or last.__cause__ or last.__context__
        if not isinstance(before, BaseException) or before in chain:
            break
        chain.append(before)
    return chain


def _lines(error: BaseException) -> Iterator[str]:
    import traceback

    yield f"{type(error).__module__}.{type(error).__qualname__}".removeprefix("builtins.")
    for frame in traceback.extract_tb(error.__traceback__)[-MOST_FRAMES:]:
        # The last folders only: what stands before them may name whoever sits here.
        yield f"  {'/'.join(Path(frame.filename).parts[-3:])}:{frame.lineno} {frame.name}"
