"""`store expire`: what has been kept for as long as the team's own rule says."""

from __future__ import annotations

from typing import TYPE_CHECKING

import click

from learnsession.cli.around import (
    FAILED,
    Around,
    json_option,
    print_json,
    tell,
    warn,
    yes_option,
)
from learnsession.cli.terminal import must_be_asked
from learnsession.errors import LearnSessionError, RefusedError
from learnsession.wording import counted

if TYPE_CHECKING:
    from collections.abc import Sequence

    from learnsession.plain.place import Place
    from learnsession.store.expiring import Expired
    from learnsession.store.sessions import SessionStore


_LONG_SILENT = "Nothing has been written for over a year; is the clock right?"


@click.command()
@click.option(
    "--clock-is-right",
    "trusted",
    is_flag=True,
    help="Take the date as it is, although the sessions make it look wrong.",
)
@yes_option
@json_option
@click.pass_context
def expire(ctx: click.Context, trusted: bool, yes: bool, as_json: bool) -> None:
    """List what is past its date; erase what you confirm.

    The date follows from the setting `retain_years`: so many years after a session was closed, or
    started if it never was, and after the last line in a team's register. You are asked for each;
    --yes erases them all, --json only lists.
    """
    from learnsession.store.erasing import finish

    around: Around = ctx.obj
    years = _years(around)
    store = around.store()
    found, in_doubt = _found(store, years, trusted)
    if found and in_doubt:
        warn(f"{_LONG_SILENT} It says {_today()}.")
    if as_json:
        from learnsession.cli.views import expired_row

        rows = [expired_row(each.row, each.until) for each in found]
        print_json({"retain_years": years, "expired": rows})
        return
    finish(store.root)  # what a kill left of an earlier erasing
    if not found:
        click.echo(f"No session is past its date. They are kept for {counted(years, 'year')}.")
        return
    click.echo(_table(found, years))
    counts = yes and not in_doubt
    if not counts:
        needed = "--yes and --clock-is-right are" if in_doubt else "--yes is"
        must_be_asked("erased", f"{needed} needed to erase them.")
    if yes and in_doubt:
        warn("So you are asked for each; with --clock-is-right, --yes answers.")
    ctx.exit(0 if _erase_all(store, found, counts, around.place) else FAILED)


def _years(around: Around) -> int:
    from learnsession.settings import FILE, read_settings

    settings = read_settings(around.root)
    years = settings.retain_years
    if years is not None:
        return years
    for problem in settings.problems:
        if not settings.readable or "'retain" in problem.wrong:
            raise RefusedError(
                f"{problem.wrong} So it is not known what is past its date.",
                problem.todo,
                f"{around.root / FILE}:{problem.line}",
            )
    raise RefusedError(
        "It is not decided for how many years sessions are kept, so none is past its date.",
        "Your own policy says it; then: learnsession settings set retain_years YEARS",
    )


def _found(store: SessionStore, years: int, trusted: bool) -> tuple[tuple[Expired, ...], bool]:
    """What is past its date, and whether the clock looks too far ahead to be believed.

    Raises:
        RefusedError: the clock is behind what was written.

    """
    from learnsession.moment import utc_now
    from learnsession.store.expiring import doubt_of, expired

    listing = store.listing()
    rows = (*listing.rows, *store.registers())
    now = utc_now()
    doubt = None if trusted else doubt_of(rows, now)
    if doubt == "behind":
        raise RefusedError(
            f"The clock says {_today()}, and something was written after that.",
            "Set it right; or add --clock-is-right if it is.",
        )
    for path, words in listing.damaged:
        warn(f"{path}: {words} Its date is not known.")
    return expired(rows, years, now.astimezone().date()), doubt == "ahead"


def _today() -> str:
    from learnsession.moment import utc_now
    from learnsession.session.dates import spoken

    return spoken(utc_now().astimezone().date())


def _table(found: Sequence[Expired], years: int) -> str:
    from learnsession.cli.reading import table
    from learnsession.session.dates import spoken

    head = ("session", "kept until", "state", "pack", "team")
    lines = [
        (each.row.ref, spoken(each.until), each.row.state, each.row.title, each.row.team or "-")
        for each in found
    ]
    return f"Past their date, kept for {counted(years, 'year')}:\n{table((head, *lines))}"


def _erase_all(store: SessionStore, found: Sequence[Expired], yes: bool, place: Place) -> bool:
    """Ask for each and erase it. False when one that was confirmed could not be erased.

    One that cannot be erased does not keep the others from being asked about.
    """
    from learnsession.cli.forgetting import erase_one
    from learnsession.cli.forgotten import ERASED
    from learnsession.store.names import Name

    erased, failed = [], False
    for row, _ in found:
        click.echo()
        try:
            if erase_one(store, Name(row.ref, row.id, row.path), yes=yes):
                erased.append(row.ref)
                click.echo(f"{row.ref} is erased.")
            else:
                click.echo(f"{row.ref} is kept.")
        except LearnSessionError as error:
            failed = True
            tell(error, place)
    click.echo(f"\nErased: {len(erased)} of {len(found)}. {ERASED if erased else ''}".rstrip())
    return not failed


COMMANDS = (expire,)
