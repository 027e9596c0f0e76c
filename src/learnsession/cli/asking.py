"""What a command still has to know from a person: a line of the input for each question."""

from __future__ import annotations

import sys

import click

from learnsession.errors import RefusedError
from learnsession.wording import NOT_GIVEN


def answer_to(question: str, said: str | None, option: str) -> str:
    """What a person must answer: as an option or a line; at the end of the input it is not given.

    Args:
        question: what is asked.
        said: what was given as an option; None asks for a line.
        option: its name, for the words on how to answer.

    Raises:
        RefusedError: the option or the line is empty, which is no answer.

    """
    if said is None:
        said = line_of_input(question)
    if said is None:
        return NOT_GIVEN
    if not said.strip():
        raise RefusedError(
            "An empty answer is not kept.", f"{question} Say it with --{option}, or in a line."
        )
    return said


def one_of(option: str | None, behind: str | None, name: str) -> str | None:
    """What was said, as an option or behind the reference.

    Raises:
        UsageError: both were given.

    """
    if option is not None and behind is not None:
        raise click.UsageError(f"Say it with --{name} or behind the reference, not both.")
    return behind if option is None else option


def line_of_input(question: str, *, needed: bool = True) -> str | None:
    """The next line of the input, without outer blanks; None at its end.

    Args:
        question: shown at a terminal.
        needed: at a terminal it is asked again while the line is empty.

    """
    if sys.stdin is None:
        return None
    seen = sys.stdin.isatty()
    while True:
        if seen:
            click.echo(f"{question} ", nl=False, err=True)
        line = sys.stdin.readline()
        if line.strip() or not line or not (seen and needed):
            return line.strip() if line else None
        click.echo("Please say it in a few words.", err=True)
