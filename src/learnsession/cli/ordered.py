"""Groups of commands that are listed as they are used, not by the alphabet."""

from __future__ import annotations

from typing import ClassVar

import click


class Ordered(click.Group):
    """Lists its commands in an order; what the order does not name comes last."""

    order: ClassVar[tuple[str, ...]] = ()

    def list_commands(self, ctx: click.Context) -> list[str]:
        """The names of the commands."""
        names = super().list_commands(ctx)
        return [*self.order, *(name for name in names if name not in self.order)]
