"""Whether somebody can be asked, and asking them; where nobody can be, that is said."""

from __future__ import annotations

import sys

import click

from learnsession.errors import LearnSessionError


class NoTerminalError(LearnSessionError):
    """Something needs somebody at a terminal, and there is none; nothing was done."""

    title = "No terminal"


def at_terminal() -> bool:
    """Whether somebody sits at a terminal, for reading and writing; the app draws on stderr."""
    return can_be_asked() and sys.stdout is not None and sys.stdout.isatty()


def can_be_asked() -> bool:
    """Whether a question can be read and answered; what a command prints may go to a file."""
    return all(stream is not None and stream.isatty() for stream in (sys.stdin, sys.stderr))


def needs_terminal(instead: str) -> None:
    """Refuse to open the app without a terminal, naming the command that works without.

    Raises:
        NoTerminalError: there is none.

    """
    if not at_terminal():
        raise NoTerminalError(
            "The app needs a terminal, for input, output and errors alike; without one use",
            f"`{instead}`.",
        )


def must_be_asked(undone: str, needed: str) -> None:
    """Refuse where nobody can be asked.

    Args:
        undone: what was not done, such as 'erased'.
        needed: the options that answer, as a sentence.

    Raises:
        NoTerminalError: there is no terminal.

    """
    if not at_terminal():
        raise NoTerminalError(f"Nothing was {undone}: without a terminal to ask at,", needed)


def agree(question: str, otherwise: str, todo: str) -> None:
    """Go on only with a yes from the terminal.

    Args:
        question: without its question mark.
        otherwise: what is said without a terminal: what was not done.
        todo: which option answers.

    Raises:
        NoTerminalError: there is no terminal.
        Abort: the answer was another one.

    """
    if not at_terminal():
        raise NoTerminalError(otherwise, todo)
    click.confirm(question, abort=True, err=True)
