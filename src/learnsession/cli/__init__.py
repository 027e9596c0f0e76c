"""The commands. Each is a few lines and imports what it needs when it runs."""

from __future__ import annotations

import sys
from typing import Any

import click
from click.core import ParameterSource

from learnsession import __version__
from learnsession.cli import (
    actions,
    completing,
    evidence,
    forgetting,
    material,
    running,
    sessions,
    settings,
    storing,
    writing,
)
from learnsession.cli.around import FAILED, Around, tell, warn
from learnsession.cli.ordered import Ordered
from learnsession.cli.terminal import needs_terminal
from learnsession.errors import LearnSessionError
from learnsession.moment import set_clock
from learnsession.plain.place import Place


class _Commands(Ordered):
    """Lists its commands in the order in which they are used, and says what they could not do."""

    order = (
        *("run", "resume", "reopen", "packs", "new", "preview", "check"),
        *(
            "sessions",
            "show",
            "export",
            "actions",
            "evidence",
            "erase",
            "redact",
            "store",
            "settings",
            "completion",
        ),
    )

    def invoke(self, ctx: click.Context) -> Any:
        """Run the command; an error is said with commands for the store that was named."""
        try:
            return super().invoke(ctx)
        except LearnSessionError as error:
            tell(error, Place(ctx.params.get("store") or ""))
            ctx.exit(FAILED)


def _named(ctx: click.Context, parameter: click.Parameter, value: str) -> str:
    """An empty name, as of a variable that is not set, shall not mean the usual store."""
    given = ctx.get_parameter_source(parameter.name or "") is ParameterSource.COMMANDLINE
    if given and not value.strip():
        raise click.BadParameter("it names no folder.")
    return value


@click.group(
    cls=_Commands,
    invoke_without_command=True,
    context_settings={"help_option_names": ["-h", "--help"]},
)
@click.version_option(__version__, prog_name="learnsession")
@click.option(
    "--store",
    metavar="DIR",
    callback=_named,
    default="",
    help="Where sessions are kept. Otherwise LEARNSESSION_STORE, or your own data folder.",
)
@click.option(
    "--passphrase-file",
    metavar="FILE",
    default="",
    help="Read the passphrase of a protected store from the first line of FILE.",
)
@click.pass_context
def cli(ctx: click.Context, store: str, passphrase_file: str) -> None:
    """Run a team learning session on a published safeguarding review.

    Without a command the app opens. Start with `learnsession packs`, or go straight on with
    `learnsession run PACK`; add --plain for lines in and lines out instead of the app.

    A SESSION is its short reference (S-0042), its id or a unique beginning of it, or `last`.
    """
    ctx.obj = Around(store, passphrase_file)
    if set_clock():
        warn(set_clock())
    if ctx.invoked_subcommand is None:
        needs_terminal("learnsession run PACK --plain")
        from learnsession.tui.starting import run_app

        sys.exit(run_app(ctx.obj.root, ctx.obj.seal()))


for _module in (
    running,
    material,
    writing,
    sessions,
    actions,
    evidence,
    forgetting,
    storing,
    settings,
    completing,
):
    for _command in _module.COMMANDS:
        cli.add_command(_command)
