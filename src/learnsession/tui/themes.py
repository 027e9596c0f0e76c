"""The three looks. Every text colour is held to its contrast by a test."""

from __future__ import annotations

from textual.theme import Theme

from learnsession.settings import THEMES as KEPT
from learnsession.settings import Theme as ThemeName
from learnsession.settings import find_setting


def _theme(name: str, *, dark: bool, muted: str, faint: str, colours: dict[str, str]) -> Theme:
    return Theme(
        name,
        dark=dark,
        secondary=colours["primary"],
        text_alpha=1.0,
        variables={
            "text": colours["foreground"],
            "text-muted": muted,
            "text-disabled": muted,
            "input-cursor-background": colours["accent"],
            "input-cursor-foreground": colours["background"],
            "input-selection-background": f"{colours['primary']} 30%",
            "block-cursor-background": colours["panel"],
            "block-cursor-foreground": colours["foreground"],
            "block-cursor-text-style": "bold",
            "block-cursor-blurred-background": colours["surface"],
            "block-cursor-blurred-foreground": colours["foreground"],
            "block-hover-background": colours["surface"],
            "border": colours["primary"],
            "border-blurred": faint,
            "rule": faint,
            "scrollbar": faint,
            "scrollbar-background": colours["background"],
            "scrollbar-corner-color": colours["background"],
            "scrollbar-hover": colours["primary"],
            "scrollbar-active": colours["primary"],
            "scrollbar-background-hover": colours["background"],
            "scrollbar-background-active": colours["background"],
            "footer-background": colours["background"],
            "button-focus-text-style": "bold",
            "button-color-foreground": colours["background"],
        },
        **colours,  # type: ignore[arg-type]
    )


CALM = _theme(
    "calm",
    dark=True,
    muted="#98A2A6",
    faint="#3A4A4A",
    colours={
        "background": "#14181B",
        "surface": "#1B2024",
        "panel": "#232A2F",
        "foreground": "#ECE9E2",
        "primary": "#7FB3A6",
        "accent": "#F2C879",
        "success": "#8FCB9B",
        "warning": "#F2C879",
        "error": "#EF8F7A",
    },
)
"""Dark, for a room with the lights down."""

PAPER = _theme(
    "paper",
    dark=False,
    muted="#5A6164",
    faint="#B9C2BC",
    colours={
        "background": "#FBF9F4",
        "surface": "#F3F0E8",
        "panel": "#E9E4D8",
        "foreground": "#1C1F21",
        "primary": "#1F5F56",
        "accent": "#8A4B08",
        "success": "#1E6B34",
        "warning": "#8A4B08",
        "error": "#A2281C",
    },
)
"""Light, for a bright room or a weak projector."""

CONTRAST = _theme(
    "contrast",
    dark=True,
    muted="#D0D0D0",
    faint="#8A8A8A",
    colours={
        "background": "#000000",
        "surface": "#0B0B0B",
        "panel": "#1C1C1C",
        "foreground": "#FFFFFF",
        "primary": "#7FE3D0",
        "accent": "#FFD75F",
        "success": "#9BF0AC",
        "warning": "#FFD75F",
        "error": "#FFB3A3",
    },
)
"""At least 7:1 everywhere."""

THEMES: dict[str, Theme] = {theme.name: theme for theme in (CALM, PAPER, CONTRAST)}
"""In the order in which they are offered; the first is the one to start with."""

NAMES: dict[ThemeName, str] = {name: find_setting("theme").words(name) for name in KEPT}
"""What people call them."""
