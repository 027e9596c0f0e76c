"""Words that every room uses: numbers as people read them, and what stands for no answer."""

from __future__ import annotations

NOT_GIVEN = "not given"
"""Stands where somebody was asked and nothing was said."""

_UNITS = (("GB", 1e9), ("MB", 1e6), ("kB", 1e3))
"""Those that file managers show: 1 kB is 1,000 bytes."""


def counted(number: int, one: str, several: str = "") -> str:
    """A number with its noun: `1 session`, `1,200 sessions`, `0 copies`.

    `several` is for more than one where an s does not do: `copies`.
    """
    return f"{number:,} {one if number == 1 else several or one + 's'}"


def size_words(size: int) -> str:
    """A number of bytes: `1 byte`, `48.0 kB`, `1.2 MB`."""
    for unit, of in _UNITS:
        if round(size / of, 4) >= 1:  # what would read '1000.0 kB' is '1.0 MB'
            return f"{size / of:.1f} {unit}"
    return counted(size, "byte")
