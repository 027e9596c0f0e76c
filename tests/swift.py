"""What makes hundreds of apps in one process quicker, and changes nothing that they do."""

from __future__ import annotations

import gc
from typing import Any

from textual.css.stylesheet import Stylesheet

RARELY = 20_000
"""New objects after which Python looks for garbage; an app has many, and soon none of them."""


def parse_styles_once() -> None:
    """Each app parses the same styles with the same colours; one of them does it for all."""
    parsed: dict[tuple[object, ...], list[Any]] = {}
    parse = Stylesheet._parse_rules

    def parse_once(sheet: Stylesheet, *style: Any, **more: Any) -> list[Any]:
        key = (tuple(sheet._variables.items()), *style, *more.items())
        if key not in parsed:
            parsed[key] = parse(sheet, *style, **more)
        return parsed[key]

    Stylesheet._parse_rules = parse_once  # type: ignore[method-assign]


def look_for_garbage_rarely() -> None:
    """For tests only: a session that runs for hours is another matter."""
    gc.set_threshold(RARELY, 20, 100)
