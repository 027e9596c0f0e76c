"""The commands on agreed actions: `actions` lists them, and below it what is said of one."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import click

from learnsession.cli.action_answers import COMMANDS as ANSWERS
from learnsession.cli.action_options import (
    due_of,
    field_options,
    fields_of,
    filter_of,
    filter_options,
    not_past,
)
from learnsession.cli.action_receipts import registrar_of, say, today_of, words_of
from learnsession.cli.around import Around, json_option, print_json, tell, warn, yes_option
from learnsession.cli.asking import line_of_input
from learnsession.cli.handing_over import handover, receive
from learnsession.cli.ordered import Ordered
from learnsession.errors import RefusedError

if TYPE_CHECKING:
    from datetime import date

    from learnsession.actions.register import Register
    from learnsession.session.action_line import ActionLine

FORMS = ("csv", "xlsx", "ics", "md", "docx")
"""As in `actions.leaving`, which costs too much to be loaded for every command; a test compares."""


class _Actions(Ordered):
    order = (
        *("show", "add", "update", "going", "done", "stuck", "drop", "pin", "escalate"),
        *("outcome", "undo", "handover", "receive"),
    )


@click.group(cls=_Actions, invoke_without_command=True)
@filter_options
@json_option
@click.option("--to", "form", type=click.Choice(FORMS), help="Write them into a file of this kind.")
@click.option("--output", metavar="FOLDER", default="", help="Where to; otherwise this folder.")
@click.option("--one-file", is_flag=True, help="One calendar file for all, not one an action.")
@click.option("--force", is_flag=True, help="Write over a file that is there.")
@yes_option
@click.pass_context
def actions(
    ctx: click.Context,
    /,
    as_json: bool,
    form: str | None,
    output: str,
    one_file: bool,
    force: bool,
    yes: bool,
    **given: Any,
) -> None:
    """List agreed actions, or say something of one.

    Without a filter the open ones are listed, the most pressing first; --json and --to take all of
    them. REF is what people say: A-0042, or 42.
    """
    if ctx.invoked_subcommand is not None:
        return
    around: Around = ctx.obj
    if as_json and form:
        raise click.UsageError("--json lists them, --to writes a file: give one of them.")
    register = _register(around)
    wanted = filter_of(given, register.today)
    found = register.select(wanted, given["sort"])
    if as_json:
        from learnsession.actions.register import to_json

        print_json([to_json(state, register.today) for state in found])
    elif form:
        from learnsession.cli.action_files import Wanted, write_actions

        meant = Wanted(form, wanted.words, register.missing, one_file=one_file)
        for path in write_actions(found, meant, output, force=force, yes=yes):
            click.echo(path)
    else:
        from learnsession.cli.action_words import action_table

        click.echo(action_table(register, found, wanted, around.place))


def _register(around: Around) -> Register:
    """Every agreed action; what could not be read is said on standard error."""
    register = around.desk().register()
    if register.trouble:
        tell(register.trouble, around.place)
    return register


@actions.command()
@click.argument("ref")
@json_option
@click.pass_obj
def show(around: Around, ref: str, as_json: bool) -> None:
    """Tell the whole story of REF."""
    register = _register(around)
    action = register.find(ref)
    if as_json:
        from learnsession.actions.register import to_json

        (state,) = (state for state in register.states if state["id"] == action.id)
        print_json(to_json(state, register.today))
        return
    from learnsession.cli.action_words import action_words

    click.echo(action_words(action, register.today))


@actions.command()
@click.argument("line", required=False)
@click.option("--team", default="", help="The team that agreed it.")
@click.option("--by", default="", help="Your role, for the history.")
@field_options
@yes_option
@click.pass_obj
def add(around: Around, /, line: str | None, team: str, by: str, yes: bool, **given: Any) -> None:
    """Write an action down outside a session.

    LINE is what is typed in a session, such as
    "Put a chronology in each file @team manager by 18/12 #professional-curiosity".
    """
    from learnsession.room.naming import usual_framework
    from learnsession.session.action_line import read_action_line

    registrar = registrar_of(around, by)
    today = today_of(registrar)
    text = line if line is not None else line_of_input("What is to be done?")
    if not text or not text.strip():
        raise RefusedError("There is nothing to keep.", "Say what is to be done.")
    read = read_action_line(text, today, usual_framework(around.root))
    for trouble in read.troubles:
        click.echo(trouble, err=True)
    due = due_of(given["due"], today, yes=yes) or not_past(read.due, today, yes=yes)
    fields = fields_of(_with_tags(given, read.themes, read.standards), today)
    owner = given["owner"] or read.owner
    _say_which_holds(given, read, due)
    team = _team(around, team)
    entered = registrar.enter(team, read.action, owner=owner, due=due, fields=fields)
    say(entered, registrar, around.place, (read.action, team, owner, by, *words_of(fields)))


@actions.command()
@click.argument("ref")
@click.option("--action", "text", help="New words.")
@click.option("--clear", "cleared", multiple=True, help="Empty a field, such as due or measure.")
@click.option("--reason", default="", help="Why it is changed.")
@click.option("--by", default="", help="Your role, for the history.")
@field_options
@yes_option
@click.pass_obj
def update(
    around: Around,
    /,
    ref: str,
    text: str | None,
    cleared: tuple[str, ...],
    reason: str,
    by: str,
    yes: bool,
    **given: Any,
) -> None:
    """Reword REF, or say more of it."""
    registrar = registrar_of(around, by)
    today = today_of(registrar)
    fields = fields_of(given, today)
    changed = registrar.change(
        registrar.find(ref),
        text=text,
        owner=given["owner"],
        due=due_of(given["due"], today, yes=yes),
        fields=fields,
        cleared=_fields_named(cleared),
        reason=reason,
    )
    say(changed, registrar, around.place, (text, given["owner"], reason, by, *words_of(fields)))


def _say_which_holds(given: dict[str, Any], read: ActionLine, due: date | None) -> None:
    """Where the line and an option name two owners or dates, the option counts."""
    from learnsession.session.dates import spoken

    if given["owner"] and read.owner and given["owner"] != read.owner:
        warn(f"The line says @{read.owner}, --owner says '{given['owner']}': the option counts.")
    if due and read.due and due != read.due:
        warn(f"The line says {spoken(read.due)}, --due says {spoken(due)}: the option counts.")


def _team(around: Around, team: str) -> str:
    """Whose action it is: as it was said, or the only team there is.

    Raises:
        RefusedError: there are several.

    """
    if team.strip():
        return team
    desk = around.desk()
    known = tuple(dict.fromkeys((*desk.store.team_names(), *desk.register().teams())))
    if len(known) > 1:
        raise RefusedError(
            "It is not said whose action this is, and an action without a team comes back in no "
            "session.",
            f"Add --team, one of: {', '.join(known)}.",
        )
    if not known:
        warn("It is of no team, so it comes back in no session; --team names one.")
    return known[0] if known else ""


def _fields_named(names: tuple[str, ...]) -> tuple[str, ...]:
    """The fields that are to be emptied, by the names of their options.

    Raises:
        RefusedError: there is no such field.

    """
    from learnsession.session.action_events import ActionFields

    known = {"owner", "due", *ActionFields.model_fields} - {"recommendation"}
    spoken = {"review": "review_date", "theme": "themes", "standard": "standards"}
    named = tuple(spoken.get(name, name.replace("-", "_")) for name in names)
    for name, given in zip(named, names, strict=True):
        if name not in known:
            possible = ", ".join(sorted(each.replace("_", "-") for each in known))
            raise RefusedError(f"There is no field '{given}'.", f"Use one of: {possible}.")
    return named


def _with_tags(
    given: dict[str, Any], themes: tuple[str, ...], standards: tuple[str, ...]
) -> dict[str, Any]:
    return given | {
        "themes": (*themes, *given["themes"]),
        "standards": (*standards, *given["standards"]),
    }


for _command in (*ANSWERS, handover, receive):
    actions.add_command(_command)

COMMANDS = (actions,)
"""What the group of all commands takes from here."""
