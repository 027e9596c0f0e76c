"""How well a text can be read on its background, by the formula of WCAG 2."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from textual.app import App
from textual.geometry import Region

NEEDED = {"calm": 4.5, "paper": 4.5, "contrast": 7.0}
"""The least ratio of each look."""

DRAWN = range(0x2500, 0x25A0)
"""Lines and blocks: rules, borders and scrollbars, which carry no words."""


def luminance(red: int, green: int, blue: int) -> float:
    def linear(part: int) -> float:
        share = part / 255
        return share / 12.92 if share <= 0.04045 else ((share + 0.055) / 1.055) ** 2.4

    return 0.2126 * linear(red) + 0.7152 * linear(green) + 0.0722 * linear(blue)


def ratio(one: tuple[int, int, int], other: tuple[int, int, int]) -> float:
    """From 1 (the same) to 21 (black on white)."""
    light, dark = sorted((luminance(*one), luminance(*other)), reverse=True)
    return (light + 0.05) / (dark + 0.05)


@dataclass(frozen=True)
class Weak:
    """Words that are harder to read than they should be."""

    words: str
    line: int
    ratio: float
    colours: tuple[str, str]


def weak_words(app: App[Any], needed: float, within: Region | None = None) -> list[Weak]:
    """Every run of words on the screen, or in a part of it, that falls short."""
    return [weak for weak in _runs(app, within) if weak.ratio < needed]


def _runs(app: App[Any], within: Region | None) -> Iterator[Weak]:
    for number, strip in enumerate(app.screen._compositor.render_strips()):
        if within and not within.y <= number < within.bottom:
            continue
        for segment in strip.crop(within.x, within.right) if within else strip:
            words = "".join(c for c in segment.text if ord(c) not in DRAWN).strip()
            style = segment.style
            if not words or style is None or style.color is None or style.bgcolor is None:
                continue
            text, ground = style.color.get_truecolor(), style.bgcolor.get_truecolor()
            yield Weak(words, number, ratio(text, ground), (str(text.hex), str(ground.hex)))
