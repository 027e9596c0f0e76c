"""`store restore FILE`: what a backup would bring back, and bringing it back."""

from __future__ import annotations

import re
from contextlib import contextmanager
from datetime import UTC, datetime
from typing import TYPE_CHECKING

import click

from learnsession.cli.around import Around, json_option, print_json, yes_option
from learnsession.cli.terminal import agree
from learnsession.errors import NotFoundError, StoreError
from learnsession.paths import path_of

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from learnsession.store.backup_lists import KeptBackup
    from learnsession.store.backup_reading import Backup
    from learnsession.store.restore_plan import Plan
    from learnsession.store.sealing import Seal

_WEEK = re.compile(r"\d{4}-W\d{2}", re.ASCII)
_COMES_BACK = "What was removed for good after that day comes back with it."


@click.command()
@click.argument("file", default="")
@click.option("--dry-run", is_flag=True, help="Show what would be done, and change nothing.")
@click.option(
    "--missing-only", is_flag=True, help="Leave alone what is here and can be read, even if older."
)
@yes_option
@json_option
@click.pass_obj
def restore(
    around: Around, file: str, dry_run: bool, missing_only: bool, yes: bool, as_json: bool
) -> None:
    """Bring back a backup, once you have seen what changes.

    FILE is what `store backup` wrote, or a weekly backup kept beside the store, such as 2026-W47.
    Without FILE those are listed. What is replaced is kept in the store's folder `quarantine`.
    With --json nothing is asked: without --yes it only shows what would be done.
    """
    root, seal = around.root, around.seal()
    if not file:
        _list_kept(around, seal, as_json)
        return
    with _opened(root, seal, file) as opened:
        found, others = _compared(root, seal, opened)
        plan = _only_missing(found) if missing_only else found
        will = bool(plan.added or plan.overwritten) and not dry_run
        if as_json:
            from learnsession.cli.backup_views import plan_values

            if will and yes:
                _bring_back(root, seal, opened, plan)
            replacing, restored = not missing_only, will and yes
            print_json(plan_values(found, others, replacing=replacing, restored=restored))
            return
        from learnsession.cli.restore_words import plan_words

        for line in plan_words(found, others, replacing=not missing_only):
            click.echo(line)
        if dry_run:
            click.echo("Nothing was changed: this only shows what would be done.")
        elif not will:
            click.echo("There is nothing to bring back; nothing was changed.")
        else:
            _restore(root, seal, opened, plan, yes=yes)


def _compared(root: Path, seal: Seal, opened: Backup) -> tuple[Plan, list[str]]:
    """What a backup would do here, and the references of the sessions that it does not hold."""
    from learnsession.store.names import names
    from learnsession.store.restore_plan import plan_restore

    plan, here = plan_restore(root, seal, opened), names(root)
    others = sorted(name.ref for name in here if name.path not in opened.files)
    if opened.key_id is not None and here and (plan.added or plan.overwritten):
        plan = plan._replace(notes=(*plan.notes, _COMES_BACK))
    return plan, others


def _only_missing(plan: Plan) -> Plan:
    """Without what is here and can be read."""
    return plan._replace(overwritten=tuple(over for over in plan.overwritten if over.lost))


def _restore(root: Path, seal: Seal, opened: Backup, plan: Plan, *, yes: bool) -> None:
    """Ask, restore, and say what was done."""
    from learnsession.store.layout import QUARANTINE

    if not yes:
        agree(
            "Restore this",
            "Nothing was restored, because there is no terminal to ask at:",
            "--yes restores it, --dry-run only shows what would be done.",
        )
    _bring_back(root, seal, opened, plan)
    click.echo(f"Restored. The store: {root}")
    if plan.overwritten:
        click.echo(f"What was replaced is kept in {root / QUARANTINE}")


def _bring_back(root: Path, seal: Seal, opened: Backup, plan: Plan) -> None:
    from learnsession.store import restoring

    restoring.restore(root, seal, opened, plan, datetime.now(UTC))


@contextmanager
def _opened(root: Path, seal: Seal, given: str) -> Iterator[Backup]:
    """A backup file, or one of those beside the store by its week."""
    from learnsession.store.backup_reading import FromStore, opened_backup

    path = path_of(given)
    if not _WEEK.fullmatch(given) or path.exists():
        with opened_backup(path) as opened:
            yield opened
        return
    from learnsession.store.backup_lists import read_backup

    try:
        kept = read_backup(root, given, seal)
    except FileNotFoundError as error:
        raise NotFoundError(
            f"There is no backup {given} beside the store.",
            "See which there are: learnsession store restore",
        ) from error
    yield FromStore(root, kept)


def _list_kept(around: Around, seal: Seal, as_json: bool) -> None:
    from learnsession.settings import read_settings

    kept = dict(_kept(around.root, seal))
    more_are_made = read_settings(around.root).weekly_backup
    if as_json:
        from learnsession.cli.backup_views import kept_values

        print_json(kept_values(kept, more_are_made=more_are_made))
        return
    from learnsession.cli.restore_words import kept_words

    for line in kept_words(kept, around.place, more_are_made=more_are_made):
        click.echo(line)


def _kept(root: Path, seal: Seal) -> Iterator[tuple[str, KeptBackup | StoreError]]:
    """Every weekly backup by its name, the oldest first; or why it cannot be read."""
    from learnsession.store.backup_lists import backup_names, read_backup

    for name in backup_names(root):
        try:
            yield name, read_backup(root, name, seal)
        except StoreError as error:
            yield name, error


COMMANDS = (restore,)
