"""The program around the commands: streams, exit codes, an answer that cannot be printed."""

from __future__ import annotations

import errno
import io
import sys
from contextlib import suppress
from typing import TextIO, cast

import click

from learnsession.cli.around import let_go, warn

FAILED, USAGE, INTERRUPTED = 1, 2, 130


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
        warn("Stopped.")
        code = INTERRUPTED
    except OSError as error:
        if error.filename is not None:  # a file, so no stream: whoever used it should have said so
            raise
        code = _unprinted(error)
    _last_flush(sys.stdout)
    return code


def _run(arguments: list[str] | None) -> int:
    from learnsession.cli import cli

    try:
        result = cli.main(arguments, prog_name="learnsession", standalone_mode=False)
    except click.ClickException as error:
        error.show()
        return error.exit_code
    except SystemExit as ending:
        return ending.code if isinstance(ending.code, int) else FAILED
    return result if isinstance(result, int) else 0


def _unprinted(error: OSError) -> int:
    """Say that there is nowhere to print to, where even that can be said."""
    with suppress(OSError):
        warn(
            f"The answer could not be printed: {error.strerror or error}. "
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
