"""Paths as people type them."""

from __future__ import annotations

import os
from pathlib import Path


def path_of(typed: str) -> Path:
    """The path that somebody typed; `~` is their own folder, and a `~name` of nobody stays.

    A path's own `expanduser` fails for a name that nobody has, though a file may be called so.
    """
    return Path(os.path.expanduser(typed))  # noqa: PTH111
