"""The command `evidence`: what a team did with a review, as the form that partnerships ask for."""

from __future__ import annotations

from typing import TYPE_CHECKING, cast

import click

from learnsession.cli.around import Around, warn, yes_option

if TYPE_CHECKING:
    from collections.abc import Sequence
    from datetime import date

    from learnsession.actions.evidence import Form

FORMS = ("docx", "md", "csv")
"""As in `actions.evidence`, which costs too much to be loaded for every command; a test compares.
"""

MOST_NAMED = 6
"""References that are named in one warning."""


@click.command()
@click.option("--pack", default="", help="Only on this review: its id or a part of its title.")
@click.option("--team", default="", help="Only what this team did.")
@click.option("--since", metavar="DATE", default="", help="Only sessions from DATE on.")
@click.option("--until", metavar="DATE", default="", help="Only sessions up to DATE.")
@click.option(
    "--to",
    "form",
    type=click.Choice(FORMS),
    default="docx",
    help="Word, Markdown, or CSV with a row an action; otherwise Word.",
)
@click.option("--output", metavar="FOLDER", default="", help="Where to; otherwise this folder.")
@click.option("--force", is_flag=True, help="Write over a file that is there.")
@yes_option
@click.pass_obj
def evidence(
    around: Around,
    pack: str,
    team: str,
    since: str,
    until: str,
    form: str,
    output: str,
    force: bool,
    yes: bool,
) -> None:
    """Write the evidence of use, and print where it is.

    It says what was delivered, when, by which team and to how many, what the team will do, what has
    been done, and what difference it made. Roles stand in the place of owners' names.
    """
    from learnsession.actions.evidence import evidence as write
    from learnsession.actions.personal import in_evidence
    from learnsession.cli.action_files import write_all
    from learnsession.cli.exporting import must_be_agreed
    from learnsession.room.using import delivered

    desk = around.desk()
    today = desk.now().astimezone().date()
    first, last = _past(since, today), _past(until, today)
    use = delivered(desk, pack=pack, team=team, since=first, until=last)
    for trouble in use.left_out:
        warn(trouble)
    if use.left_out:
        warn(f"Look with: {around.place.command('store check')}")
    if use.elsewhere:
        warn(_not_told(use.elsewhere))
        warn(f"See all agreed actions: {around.place.command('actions')}")
    must_be_agreed(in_evidence(use.sessions), yes=yes)
    asked = _asked(pack, team, first, last)
    exported = write(
        use.sessions, cast("Form", form), now=desk.now(), asked=asked, left_out=use.left_out
    )
    for path in write_all((exported,), output, force=force):
        click.echo(path)


def _not_told(refs: Sequence[str]) -> str:
    """That evidence tells of sessions, and these actions have none here."""
    named = ", ".join(refs[:MOST_NAMED]) + (" …" if len(refs) > MOST_NAMED else "")
    which = "1 agreed action is" if len(refs) == 1 else f"{len(refs)} agreed actions are"
    return (
        f"{which} not in it ({named}): no session on this laptop agreed "
        f"{'it' if len(refs) == 1 else 'them'}."
    )


def _past(text: str, today: date) -> date | None:
    """A day that people look back to: without a year the last such day, and not the next."""
    if not text.strip():
        return None
    from learnsession.session.dates import read_past_day

    return read_past_day(text, today)


def _asked(pack: str, team: str, since: date | None, until: date | None) -> str:
    from learnsession.session.dates import spoken

    parts = [
        f"review {pack.strip()}" if pack.strip() else "",
        f"team {team.strip()}" if team.strip() else "",
        f"from {spoken(since)}" if since else "",
        f"to {spoken(until)}" if until else "",
    ]
    return ", ".join(part for part in parts if part)


COMMANDS = (evidence,)
"""What the group of all commands takes from here."""
