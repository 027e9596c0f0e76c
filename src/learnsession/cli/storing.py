"""`store`: looking after the folder in which everything is kept."""

from __future__ import annotations

import click

from learnsession.cli import backing_up, expiring, mending, protecting, restoring
from learnsession.cli.ordered import Ordered


class _Store(Ordered):
    order = (
        *("where", "check", "repair", "rebuild", "backup", "restore"),
        *("expire", "protect", "passphrase", "unprotect"),
    )


@click.group(cls=_Store)
def store() -> None:
    """Look after the folder in which everything is kept."""


for _module in (backing_up, restoring, expiring, mending, protecting):
    for _command in _module.COMMANDS:
        store.add_command(_command)

COMMANDS = (store,)
