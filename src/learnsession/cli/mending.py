"""Looking after what is kept: `store check`, `store repair`, `store rebuild`, `store where`."""

from __future__ import annotations

from datetime import UTC, datetime
from typing import TYPE_CHECKING

import click

from learnsession.cli.around import FAILED, Around, json_option, print_json, warn, yes_option
from learnsession.cli.terminal import agree

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from learnsession.store.findings import Finding, Part
    from learnsession.store.repairing import Plan
    from learnsession.store.sealing import Seal


@click.command()
@json_option
@click.pass_context
def check(ctx: click.Context, as_json: bool) -> None:
    """Read everything that is kept and say what is well.

    Changes nothing. Exits 1 when something is damaged, and says what to do.
    """
    from learnsession.cli.mending_views import check_in_words, check_values
    from learnsession.store.findings import is_damaged

    around: Around = ctx.obj
    root = around.root
    parts = _looked_at(around, root) if root.is_dir() else ()
    if as_json:
        print_json(check_values(root, parts))
    else:
        click.echo(check_in_words(root, parts, around.place))
    if is_damaged(parts):
        ctx.exit(FAILED)


def _looked_at(around: Around, root: Path) -> tuple[Part, ...]:
    """Everything; or the vault alone, while nothing else can be opened."""
    from learnsession.store.checking import check_store
    from learnsession.store.repairing import needs_vault_first
    from learnsession.store.vault_copies import vault_part

    if needs_vault_first(root):
        warn("Only the copies of the vault were looked at: nothing else opens without them.")
        return (vault_part(root),)
    return check_store(root, around.seal())


@click.command()
@yes_option
@click.pass_context
def repair(ctx: click.Context, yes: bool) -> None:
    """Bring back what is damaged from the last good copy.

    Says first what would be done, and asks. Damaged files are kept in the folder `quarantine`.
    """
    from learnsession.store import repairing

    around: Around = ctx.obj
    root = around.root
    if _is_absent(root):
        return
    left: tuple[Finding, ...] = ()
    if repairing.needs_vault_first(root):
        now = datetime.now(UTC)
        found = repairing.plan_vault(root, now)
        left = _mended(around, found, lambda: repairing.repair_vault(root, found, now), yes=yes)
    if not left:
        left = _repaired(around, around.seal(), yes=yes)
    if left:
        ctx.exit(FAILED)


def _is_absent(root: Path) -> bool:
    """Say so where nothing has been kept yet."""
    absent = not root.is_dir()
    if absent:
        click.echo(f"There is nothing yet: {root}")
    return absent


def _repaired(around: Around, seal: Seal, *, yes: bool) -> tuple[Finding, ...]:
    """Mend everything that can be; gives what stays damaged."""
    from learnsession.store import repairing

    root, now = around.root, datetime.now(UTC)
    found = repairing.plan_repair(root, seal, now)
    if not found.mends and not found.left:
        click.echo(f"Nothing is damaged. The store: {root}")
        return ()
    return _mended(around, found, lambda: repairing.repair(root, seal, found, now), yes=yes)


def _mended(
    around: Around, found: Plan, act: Callable[[], Plan], *, yes: bool
) -> tuple[Finding, ...]:
    """Show a plan, ask, do it, and say what was done."""
    from learnsession.cli.mending_views import done_in_words, left_in_words, plan_in_words

    if not found.mends:
        click.echo(left_in_words(found.left, around.place))
        return found.left
    click.echo(plan_in_words(found, around.place))
    if not yes:
        agree(
            "Mend this now",
            "Nothing was changed: there is no terminal to ask at.",
            "To mend all this: learnsession store repair --yes",
        )
    done = act()
    click.echo(done_in_words(done, around.root, around.place))
    return done.left


@click.command()
@click.pass_context
def rebuild(ctx: click.Context) -> None:
    """Make the catalogue anew by reading every session.

    The catalogue is what lists of sessions are read from. No session is changed.
    """
    from learnsession.cli.mending_views import rebuilt_in_words
    from learnsession.store.rebuilding import rebuild as rebuild_catalogue

    around: Around = ctx.obj
    root = around.root
    if _is_absent(root):
        return
    found = rebuild_catalogue(around.store())
    click.echo(rebuilt_in_words(found, root, around.place))
    if found.damaged:
        ctx.exit(FAILED)


@click.command()
@json_option
@click.pass_obj
def where(around: Around, as_json: bool) -> None:
    """Say where everything is, how large, and who may read it.

    Warns when a cloud service copies the folder elsewhere. Asks for no passphrase.
    """
    from learnsession.cli.mending_views import where_in_words, where_values
    from learnsession.store.whereabouts import whereabouts

    found = whereabouts(around.root)
    if as_json:
        print_json(where_values(found))
    else:
        click.echo(where_in_words(found, around.place))


COMMANDS = (check, repair, rebuild, where)
