"""The commands that read sessions: `sessions`, `show`, `export`."""

from __future__ import annotations

from typing import TYPE_CHECKING, cast

import click

from learnsession.cli.around import (
    Around,
    json_option,
    print_json,
    session_argument,
    warn,
    yes_option,
)

if TYPE_CHECKING:
    from learnsession.room.desk import Opened
    from learnsession.room.exporting import Kind


@click.command()
@json_option
@click.pass_obj
def sessions(around: Around, as_json: bool) -> None:
    """List every session, the one written to last first."""
    store = around.store()
    found = store.listing()
    for path, words in found.damaged:
        warn(f"{path}: {words}")
    if as_json:
        from learnsession.cli.views import session_row

        print_json([session_row(row) for row in found.rows])
        return
    from learnsession.cli.reading import register_lines, session_table

    click.echo(session_table(found.rows, around.place))
    registers = store.registers()
    if registers:
        click.echo(f"\n{register_lines(registers)}")


@click.command()
@session_argument()
@click.option(
    "--history", is_flag=True, help="Also what became of each entry: who, when, before, after, why."
)
@json_option
@click.pass_obj
def show(around: Around, session: str, history: bool, as_json: bool) -> None:
    """Show SESSION: where it stands, what was heard and agreed."""
    opened = _opened(around, session)
    if as_json:
        from learnsession.cli import views

        print_json(views.session(opened, history=history))
        return
    from learnsession.cli.reading import session_words

    click.echo(session_words(opened, history=history))


@click.command()
@session_argument()
@click.option(
    "--to",
    "kind",
    type=click.Choice(("docx", "md")),
    help="Word or Markdown; otherwise what the ending of PATH says, or Word.",
)
@click.option(
    "--output", metavar="PATH", help="The file, or a folder for it; otherwise this folder."
)
@click.option("--force", is_flag=True, help="Write over a file that is there.")
@yes_option
@click.pass_obj
def export(
    around: Around,
    session: str,
    kind: str | None,
    output: str | None,
    force: bool,
    yes: bool,
) -> None:
    """Write the session note of SESSION and print where it is.

    What in it looks like personal details is listed first, and needs a yes.
    """
    from learnsession.cli.exporting import must_be_agreed, wanted
    from learnsession.moment import utc_now
    from learnsession.room.exporting import export as write
    from learnsession.room.exporting import findings

    opened = _opened(around, session)
    what = wanted(cast("Kind | None", kind), output, opened.record)
    must_be_agreed(findings(opened), yes=yes)
    click.echo(write(opened, what.kind, utc_now(), to=what.to, force=force))


def _opened(around: Around, session: str) -> Opened:
    """A session as it stands on disk; what is to be known about its file goes to standard error."""
    desk = around.desk()
    opened = desk.read(desk.store.find(session).id)
    for notice in opened.notices:
        warn(notice)
    return opened


COMMANDS = (sessions, show, export)
