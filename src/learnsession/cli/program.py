"""The program around the commands: streams, errors in words, exit codes."""

from __future__ import annotations

import io
import os
import sys
from typing import TextIO

import click

from learnsession.errors import LearnSessionError, PackError

FAILED, USAGE, INTERRUPTED = 1, 2, 130


def run_program(arguments: list[str] | None = None) -> int:
    """Run one command and give the exit code; nothing that a person did ends in a traceback."""
    for stream in (sys.stdout, sys.stderr):
        _speak_utf8(stream)
    try:
        code = _run(arguments)
        sys.stdout.flush()
    except BrokenPipeError:
        code = FAILED
    except LearnSessionError as error:
        code = _told(error)
    except (KeyboardInterrupt, click.Abort):
        click.echo("Stopped.", err=True)
        code = INTERRUPTED
    _let_go(sys.stdout)
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


def _told(error: LearnSessionError) -> int:
    problems = error.problems if isinstance(error, PackError) else (error,)
    for problem in problems:
        click.echo(str(problem), err=True)
    return FAILED


def _speak_utf8(stream: TextIO | None) -> None:
    """Every letter can be printed, also on a console that was set to something narrower."""
    if isinstance(stream, io.TextIOWrapper):
        stream.reconfigure(encoding="utf-8", errors="replace")


def _let_go(stream: TextIO) -> None:
    """If nobody reads any more, let Python's own last flush go nowhere instead of complaining."""
    try:
        stream.flush()
    except OSError:
        nowhere = os.open(os.devnull, os.O_WRONLY)
        os.dup2(nowhere, stream.fileno())
