"""Keeping the garbage collector from looking through what was just read to be kept."""

from __future__ import annotations

import gc
from collections.abc import Iterator
from contextlib import contextmanager


@contextmanager
def long_lived() -> Iterator[None]:
    """What is made in this block is counted among what lives long, as it would be in the end.

    After a large file was read the collector looks through all of it at the next chance, up to
    three times before it counts it as old, and finds nothing. To freeze and to thaw moves
    everything there at once, without a look.
    """
    was_on = gc.isenabled()
    gc.disable()
    try:
        yield
        gc.freeze()
        gc.unfreeze()
    finally:
        if was_on:
            gc.enable()
