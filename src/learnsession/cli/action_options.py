"""The options of the `actions` commands: which actions are meant, and what is said of one."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from typing import TYPE_CHECKING, Any, TypeVar

import click

from learnsession.actions.status_words import STATUSES
from learnsession.errors import RefusedError
from learnsession.session.terms import LEVEL_WORDS

if TYPE_CHECKING:
    from learnsession.actions.filters import Filter
    from learnsession.session.action_events import ActionFields

Function = TypeVar("Function", bound=Callable[..., Any])

LEVELS = tuple(LEVEL_WORDS)

SORTS = ("due", "ref", "owner", "team", "status", "agreed")
"""As in `actions.filters`, which costs too much to be loaded for every command; a test compares."""

_WORDS = {
    "rationale": "Why it is to be done.",
    "agency": "The agency that does it.",
    "carried-by": "Who takes it to the service or the partnership, by role.",
    "measure": "How success will be seen.",
    "evidence": "What shows that it was done.",
    "barrier": "What stands in the way.",
    "recommendation": "The recommendation or learning point that it came from.",
}
_DAYS = {
    "reply-by": "When a reply from the service or the partnership is expected.",
    "review": "When it is looked at again.",
}


def filter_options(function: Function) -> Function:
    """The options that say which actions are meant."""
    return _with(
        function,
        click.option("--team", default="", help="Only those of this team."),
        click.option("--owner", default="", help="Only those whose owner holds these words."),
        click.option("--status", default="", help=f"Only these: {', '.join(STATUSES)}."),
        click.option("--overdue", is_flag=True, help="Only those that should be done by now."),
        click.option("--due-before", metavar="DATE", default="", help="Only those due before."),
        click.option("--theme", default="", help="Only those with this theme."),
        click.option("--standard", default="", help="Only those with this practice standard."),
        click.option("--review", default="", help="Only those from this review: its id or title."),
        click.option("--text", default="", help="Only those in which all these words stand."),
        click.option("--sort", type=click.Choice(SORTS), help="Otherwise the most pressing first."),
    )


def field_options(function: Function) -> Function:
    """The options that say more of an action."""
    words = (click.option(f"--{name}", help=told) for name, told in _WORDS.items())
    days = (click.option(f"--{name}", metavar="DATE", help=told) for name, told in _DAYS.items())
    return _with(
        function,
        click.option("--owner", help="Who does it: a role."),
        click.option("--due", metavar="DATE", help="By when: 18/12, Friday, in 6 weeks."),
        click.option("--level", type=click.Choice(LEVELS), help="Who has to change something."),
        *words,
        *days,
        click.option("--theme", "themes", multiple=True, help="A theme; can be given again."),
        click.option("--standard", "standards", multiple=True, help="A practice standard: 1.4."),
    )


def filter_of(given: dict[str, Any], today: date) -> Filter:
    """The filter that the options ask for.

    Raises:
        RefusedError: there is no such status, or the date cannot be read.

    """
    from learnsession.actions.filters import Filter
    from learnsession.actions.status_words import read_status
    from learnsession.session.dates import read_day

    return Filter(
        team=given["team"],
        owner=given["owner"],
        status=read_status(given["status"]) if given["status"].strip() else "",
        overdue=given["overdue"],
        due_before=read_day(given["due_before"], today) if given["due_before"].strip() else None,
        theme=given["theme"],
        standard=given["standard"],
        pack=given["review"],
        text=given["text"],
    )


def fields_of(given: dict[str, Any], today: date) -> ActionFields | None:
    """What else the options say of an action; None when they say nothing.

    Raises:
        RefusedError: a date cannot be read.

    """
    from learnsession.session.action_events import ActionFields
    from learnsession.session.dates import read_day
    from learnsession.typed import clean

    values: dict[str, Any] = {
        name.replace("-", "_"): clean(given[name.replace("-", "_")]).text.strip()
        for name in _WORDS
        if given[name.replace("-", "_")]
    }
    if given["reply_by"]:
        values["reply_by"] = read_day(given["reply_by"], today)
    if given["review"]:
        values["review_date"] = read_day(given["review"], today)
    if given["level"]:
        values["level"] = given["level"]
    for name in ("themes", "standards"):
        if given[name]:
            values[name] = tuple(each.strip().lstrip("#") for each in given[name])
    return ActionFields(**values) if values else None


def due_of(text: str | None, today: date, *, yes: bool) -> date | None:
    """A due date; one that has passed is asked for.

    Raises:
        RefusedError: it cannot be read, or it has passed and nobody said yes.
        Abort: somebody said no.

    """
    if not text or not text.strip():
        return None
    from learnsession.session.dates import read_day

    return not_past(read_day(text, today), today, yes=yes)


def not_past(due: date | None, today: date, *, yes: bool) -> date | None:
    """The same date, once somebody said yes to one that has passed.

    Raises:
        RefusedError: it has passed, and there is nobody to ask.
        Abort: somebody said no.

    """
    if due is None or due >= today or yes:
        return due
    from learnsession.cli.terminal import can_be_asked
    from learnsession.session.dates import spoken

    if not can_be_asked():
        raise RefusedError(f"{spoken(due)} has passed.", "Give a later date, or add --yes.")
    click.confirm(f"{spoken(due)} has passed. Keep it all the same?", abort=True, err=True)
    return due


def _with(function: Function, *options: Callable[[Function], Function]) -> Function:
    for option in reversed(options):
        function = option(function)
    return function
