"""The commands that say what became of an agreed action: `actions done` and its sisters."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import click

from learnsession.cli.action_options import STAGES, asked, due_of, registrar_of, say, today_of
from learnsession.cli.around import Around
from learnsession.wording import NOT_GIVEN

if TYPE_CHECKING:
    from learnsession.session.terms import Answer


def _answering(
    name: str,
    answer: Answer,
    option: str,
    asks: str,
    *more: click.Option,
    help: str,  # noqa: A002
) -> click.Command:
    """The command that says one of the four things of an action."""

    def run(around: Around, ref: str, words: str | None, by: str, yes: bool, **given: Any) -> None:
        registrar = registrar_of(around, by)
        action = registrar.find(ref)
        due = due_of(given.get("due"), today_of(registrar), yes=yes)
        said = words if words is not None else asked(asks, NOT_GIVEN)
        to = given.get("to")
        if answer == "stuck" and to is None:
            to = asked("Who is asked for help, by role?", "")
        say(registrar.answer(action, answer, said, due=due, to=to or ""), registrar)

    params: list[click.Parameter] = [
        click.Argument(["ref"]),
        click.Option([f"--{option}", "words"], help=f"{asks} Otherwise it is asked for."),
        *more,
        click.Option(["--by"], default="", help="Your role, for the history."),
        click.Option(["--yes"], is_flag=True, help="Answer every question with yes."),
    ]
    return click.Command(name, callback=click.pass_obj(run), params=params, help=help)


_DUE = click.Option(["--due"], metavar="DATE", help="A new date.")
done = _answering(
    *("done", "done", "difference", "What difference did it make for children?"),
    help="Say that REF is done.",
)
going = _answering(
    *("going", "going", "note", "How far is it?"), _DUE, help="Say that REF is still going."
)
stuck = _answering(
    *("stuck", "stuck", "barrier", "What stands in the way?"),
    click.Option(["--to"], help="Who is asked for help, by role."),
    _DUE,
    help="Say that REF cannot proceed without help.",
)
drop = _answering(
    *("drop", "dropped", "reason", "Why is it dropped?"), help="Say that REF is dropped, and why."
)


@click.command()
@click.argument("ref")
@click.option("--off", is_flag=True, help="It is no longer.")
@click.option("--by", default="", help="Your role, for the history.")
@click.pass_obj
def pin(around: Around, ref: str, off: bool, by: str) -> None:
    """Make REF the team's headline improvement.

    It comes first in every session of the team until it is done.
    """
    registrar = registrar_of(around, by)
    say(registrar.pin(registrar.find(ref), pinned=not off), registrar)


@click.command()
@click.argument("ref")
@click.option("--concern", help="What the concern is. Otherwise it is asked for.")
@click.option(
    "--stage",
    type=click.Choice(STAGES),
    default="line-manager",
    help="How far it is taken; otherwise to line managers.",
)
@click.option("--to", help="To whom it goes, by role. Otherwise it is asked for.")
@click.option("--by", default="", help="Your role, for the history.")
@click.pass_obj
def escalate(
    around: Around, ref: str, concern: str | None, stage: Any, to: str | None, by: str
) -> None:
    """Take a concern about REF further, to somebody who can decide."""
    registrar = registrar_of(around, by)
    action = registrar.find(ref)
    said = concern if concern is not None else asked("What is the concern?", NOT_GIVEN)
    role = to if to is not None else asked("To whom does it go, by role?", NOT_GIVEN)
    say(registrar.escalate(action, said, stage, role), registrar)


@click.command()
@click.argument("ref")
@click.option("--words", help="What came of it. Otherwise it is asked for.")
@click.option("--by", default="", help="Your role, for the history.")
@click.pass_obj
def outcome(around: Around, ref: str, words: str | None, by: str) -> None:
    """Say what came of the concern about REF that was taken further."""
    registrar = registrar_of(around, by)
    action = registrar.find(ref)
    said = words if words is not None else asked("What came of it?", NOT_GIVEN)
    say(registrar.answer_escalation(action, said), registrar)


@click.command()
@click.argument("ref")
@click.option("--by", default="", help="Your role, for the history.")
@click.pass_obj
def undo(around: Around, ref: str, by: str) -> None:
    """Undo the last thing that was said of REF."""
    registrar = registrar_of(around, by)
    say(registrar.undo(registrar.find(ref)), registrar)


COMMANDS = (done, going, stuck, drop, pin, escalate, outcome, undo)
"""What the group `actions` takes from here."""
