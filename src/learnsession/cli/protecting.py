"""The passphrase of the store: `store protect`, `store unprotect`, `store passphrase`."""

from __future__ import annotations

import click

from learnsession.cli import terminal
from learnsession.cli.around import FAILED, Around, warn, yes_option
from learnsession.errors import RefusedError

_FILE_OPTION = click.option(
    "--passphrase-file",
    "file",
    metavar="FILE",
    default="",
    help="Read the passphrase from the first line of FILE.",
)


@click.command()
@_FILE_OPTION
@yes_option
@click.pass_obj
def protect(around: Around, file: str, yes: bool) -> None:
    """Seal every file of the store with a passphrase.

    The recovery key is shown once. Without the passphrase and the recovery key nobody can ever
    read the sessions again, and nobody can help.
    """
    from learnsession.cli.passphrases import ask_new
    from learnsession.store import vault
    from learnsession.store.top_level import strangers
    from learnsession.store.vault_file import is_protected

    root = around.root
    if is_protected(root):
        raise RefusedError(
            "This store is protected already.",
            "To change the passphrase: learnsession store passphrase",
        )
    vault.may_protect(root)  # whatever stands against it, before a recovery key is shown
    instead = "learnsession store protect --passphrase-file FILE"
    fresh = vault.prepare(ask_new(file or around.passphrase_file, instead))
    click.echo("The recovery key opens the store too. It is shown only now:\n")
    click.echo(f"    {fresh.recovery}\n")
    click.echo("Write it down and keep it where only the right people find it.")
    if not yes and terminal.at_terminal():
        click.confirm("Have you written it down? The store is sealed then", abort=True, err=True)
    vault.protect(root, fresh)
    click.echo(f"Protected. From now on the passphrase is asked for. The store: {root}")
    click.echo("Notes that were exported, and backups made elsewhere before, are not sealed.")
    others = strangers(root)
    if others:
        warn(f"Not files of a store, so they are not sealed: {', '.join(others)}")


@click.command()
@yes_option
@click.pass_context
def unprotect(ctx: click.Context, yes: bool) -> None:
    """Put the store back into clear text."""
    from learnsession.cli.passphrases import ask, from_file
    from learnsession.store import vault

    around: Around = ctx.obj
    root = around.root
    _must_be_protected(around)
    if not yes and terminal.at_terminal():
        click.confirm(
            "Whoever may read the folder can then read every session. Go on", abort=True, err=True
        )
    given = around.passphrase_file
    closed = vault.unprotect(root, from_file(given) if given else ask("Passphrase"))
    click.echo(f"No longer protected. The store: {root}")
    if closed:
        warn("Damaged, or sealed with another key, so still sealed:")
        for path in closed:
            warn(f"  {path}")
        warn(f"Mend what can be mended with: {around.place.command('store repair')}")
        ctx.exit(FAILED)


@click.command()
@click.option(
    "--new-passphrase-file",
    "file",
    metavar="FILE",
    default="",
    help="Read the new passphrase from the first line of FILE.",
)
@click.pass_obj
def passphrase(around: Around, file: str) -> None:
    """Change the passphrase. The recovery key stays as it is."""
    from learnsession.cli.passphrases import ask, ask_new, from_file
    from learnsession.store import vault

    _must_be_protected(around)
    given = around.passphrase_file
    old = from_file(given) if given else ask("Passphrase, or the recovery key")
    vault.unlock(around.root, old)  # a wrong one is said before a new one is asked for
    new = ask_new(file, "learnsession store passphrase --new-passphrase-file FILE")
    vault.change_passphrase(around.root, old, new)
    click.echo("The passphrase is changed. Backups made elsewhere before still open with the old.")


def _must_be_protected(around: Around) -> None:
    from learnsession.store.missing_keys import refuse_missing_keys
    from learnsession.store.vault_file import is_protected

    refuse_missing_keys(around.root)
    if not is_protected(around.root):
        raise RefusedError(
            "This store is not protected.", "Protect it with: learnsession store protect"
        )


COMMANDS = (protect, unprotect, passphrase)
