"""The commands that say what became of an agreed action: `actions done` and its sisters."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import click

from learnsession.cli.action_options import due_of
from learnsession.cli.action_receipts import registrar_of, say, today_of
from learnsession.cli.around import Around
from learnsession.cli.asking import answer_to, line_of_input, one_of
from learnsession.session.terms import ANSWER_ASKS, STAGE_WORDS

if TYPE_CHECKING:
    from learnsession.session.terms import Answer

STAGES = tuple(STAGE_WORDS)
WHO_HELPS = "Who is asked for help, by role?"


def _answering(
    name: str,
    answer: Answer,
    option: str,
    *more: click.Option,
    help: str,  # noqa: A002
) -> click.Command:
    """The command that says one of the four things of an action."""
    asks = ANSWER_ASKS[answer]

    def run(
        around: Around, /, ref: str, words: str | None, by: str, yes: bool, **given: Any
    ) -> None:
        registrar = registrar_of(around, by)
        action, today = registrar.find(ref), today_of(registrar)
        due = due_of(given.get("due"), today, yes=yes)
        said = answer_to(asks, one_of(given["named"], words, option), option)
        to = given.get("to")
        if answer == "stuck" and to is None:
            to = line_of_input(WHO_HELPS, needed=False)
        stands = registrar.answer(action, answer, said, due=due, to=to or "")
        say(stands, registrar, around.place, (said, to, by))

    params: list[click.Parameter] = [
        click.Argument(["ref"]),
        click.Argument(["words"], required=False),
        click.Option([f"--{option}", "named"], help=f"{asks} Otherwise it is asked for."),
        *more,
        click.Option(["--by"], default="", help="Your role, for the history."),
        click.Option(["--yes"], is_flag=True, help="Answer every question with yes."),
    ]
    return click.Command(name, callback=click.pass_obj(run), params=params, help=help)


_DUE = click.Option(["--due"], metavar="DATE", help="A new date.")
_TO = click.Option(["--to"], help=f"{WHO_HELPS} Otherwise it is asked for.")

done = _answering("done", "done", "difference", help="Say that REF is done.")
going = _answering("going", "going", "note", _DUE, help="Say that REF is still going.")
stuck = _answering("stuck", "stuck", "barrier", _TO, _DUE, help="Say that REF is stuck, and why.")
drop = _answering("drop", "dropped", "reason", help="Say that REF is dropped, and why.")


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
    stands = registrar.pin(registrar.find(ref), pinned=not off)
    say(stands, registrar, around.place, (by,))


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
    said = answer_to("What is the concern?", concern, "concern")
    role = answer_to("To whom does it go, by role?", to, "to")
    stands = registrar.escalate(action, said, stage, role)
    say(stands, registrar, around.place, (said, role, by))


@click.command()
@click.argument("ref")
@click.argument("words", required=False)
@click.option("--words", "named", help="What came of it. Otherwise it is asked for.")
@click.option("--by", default="", help="Your role, for the history.")
@click.pass_obj
def outcome(around: Around, ref: str, words: str | None, named: str | None, by: str) -> None:
    """Say what came of the concern about REF that was taken further."""
    registrar = registrar_of(around, by)
    action = registrar.find(ref)
    said = answer_to("What came of it?", one_of(named, words, "words"), "words")
    stands = registrar.answer_escalation(action, said)
    say(stands, registrar, around.place, (said, by))


@click.command()
@click.argument("ref")
@click.option("--by", default="", help="Your role, for the history.")
@click.pass_obj
def undo(around: Around, ref: str, by: str) -> None:
    """Undo the last thing that was said of REF."""
    registrar = registrar_of(around, by)
    stands = registrar.undo(registrar.find(ref))
    say(stands, registrar, around.place, (by,))


COMMANDS = (done, going, stuck, drop, pin, escalate, outcome, undo)
"""What the group `actions` takes from here."""
