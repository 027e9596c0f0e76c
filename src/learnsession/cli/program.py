"""The program around the commands: streams, exit codes, an answer that cannot be printed."""

from __future__ import annotations

import errno
import io
import sys
from contextlib import suppress
from typing import TextIO, cast

import click

from learnsession.cli.around import FAILED, let_go, warn

_INTERRUPTED = 130
"""The exit code after Ctrl+C, as shells have it."""


class _Closed(io.TextIOBase):
    """Stands for a stream that was closed before the program started."""

    def write(self, _text: str, /) -> int:
        """Refuse, as the system does."""
        raise OSError(errno.EBADF, "it is closed")


def run_program(arguments: list[str] | None = None) -> int:
    """Run one command and give the exit code; nothing that a person did ends in a traceback."""
    sys.stdout = sys.stdout or cast("TextIO", _Closed())
    sys.stderr = sys.stderr or cast("TextIO", _Closed())
    for stream in (sys.stdout, sys.stderr):
        _speak_utf8(stream)
    try:
        code = _run(arguments)
        sys.stdout.flush()
    except BrokenPipeError:
        code = FAILED
    except (KeyboardInterrupt, click.Abort):
        with suppress(OSError):
            warn("Stopped.")
        code = _INTERRUPTED
    except Exception as error:  # also what nobody foresaw: a traceback may hold what was typed
        of_stream = isinstance(error, OSError) and error.filename is None
        code = _unprinted(error) if of_stream else _unforeseen(error)
    for stream in (sys.stdout, sys.stderr):
        _last_flush(stream)
    return code


def _run(arguments: list[str] | None) -> int:
    from learnsession.cli import cli

    try:
        result = cli.main(arguments, prog_name="learnsession", standalone_mode=False)
    except click.ClickException as error:
        error.show()
        return error.exit_code
    except SystemExit as ending:
        return ending.code if isinstance(ending.code, int) else FAILED if ending.code else 0
    return result if isinstance(result, int) else 0


def _unforeseen(error: Exception) -> int:
    """Say what is known of an error that nobody foresaw."""
    from learnsession.privacy.faults import told

    with suppress(OSError):
        warn(told(error))
    return FAILED


def _unprinted(error: Exception) -> int:
    """Say that there is nowhere to print to, where even that can be said."""
    with suppress(OSError):
        why = getattr(error, "strerror", None) or type(error).__name__
        warn(
            f"The answer could not be printed: {why}. "
            "Run it again with somewhere for the answer to go."
        )
    return FAILED


def _speak_utf8(stream: TextIO) -> None:
    """Every letter can be printed, also on a console that was set to something narrower."""
    if isinstance(stream, io.TextIOWrapper):
        stream.reconfigure(encoding="utf-8", errors="replace")


def _last_flush(stream: TextIO) -> None:
    """If nobody reads any more, Python's own last flush has nothing to complain about."""
    try:
        stream.flush()
    except OSError:
        let_go(stream)
