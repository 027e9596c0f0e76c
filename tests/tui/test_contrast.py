"""Every text of the three looks can be read on every ground it can stand on."""

from __future__ import annotations

import itertools

import pytest
from textual.app import App, ComposeResult
from textual.color import Color
from textual.widgets import Button, Input, OptionList, TextArea

from learnsession.settings import THEMES as NAMES_KEPT
from learnsession.tui.app import LearnSessionApp
from learnsession.tui.themes import NAMES, THEMES
from snapshots.contrast import NEEDED, ratio, weak_words

WORDS = (
    "text",
    "text-muted",
    "text-disabled",
    "foreground",
    "primary",
    "secondary",
    "accent",
    "success",
    "warning",
    "error",
)
GROUNDS = ("background", "surface", "panel")
MARKED = (
    ("block-cursor-foreground", "block-cursor-background"),
    ("block-cursor-blurred-foreground", "block-cursor-blurred-background"),
    ("text", "block-hover-background"),
    ("text-muted", "block-cursor-background"),
    ("input-cursor-foreground", "input-cursor-background"),
    ("background", "primary"),
    ("background", "accent"),
    ("button-color-foreground", "primary"),
    ("footer-foreground", "footer-background"),
    ("footer-key-foreground", "footer-background"),
)
DRAWN = ("scrollbar-hover", "scrollbar-active", "border")


@pytest.fixture(params=list(THEMES))
def look(request: pytest.FixtureRequest) -> str:
    return request.param


def colours(look: str) -> dict[str, str]:
    """Every variable of a look, as the style sheets see it."""
    theme = THEMES[look]
    return {**theme.to_color_system().generate(), **theme.variables}


def measured(look: str, text: str, ground: str) -> float:
    values = colours(look)
    below = Color.parse(values[ground])
    above = Color.parse(values[text])
    return ratio((below + above).rgb, below.rgb)


def test_there_is_a_measure_for_every_look():
    assert set(NEEDED) == set(THEMES) == set(NAMES) == set(NAMES_KEPT)


def test_the_formula_itself():
    assert ratio((0, 0, 0), (255, 255, 255)) == pytest.approx(21)
    assert ratio((119, 119, 119), (255, 255, 255)) == pytest.approx(4.48, abs=0.01)


def test_every_text_on_every_ground(look: str):
    pairs = [*itertools.product(WORDS, GROUNDS), *MARKED]
    weak = {pair: measured(look, *pair) for pair in pairs}
    assert {pair: found for pair, found in weak.items() if found < NEEDED[look]} == {}


def test_text_that_is_selected(look: str):
    values = colours(look)
    for ground in GROUNDS:
        name, _, share = values["input-selection-background"].partition(" ")
        over = Color.parse(name).with_alpha(float(share.rstrip("%")) / 100)
        selected = (Color.parse(values[ground]) + over).rgb
        assert ratio(Color.parse(values["text"]).rgb, selected) >= NEEDED[look], ground


@pytest.mark.parametrize("line", DRAWN)
def test_what_is_drawn_and_matters(look: str, line: str):
    assert measured(look, line, "background") >= 3


class Corners(App[None]):
    """What no screen shows all the time: disabled, placeholders, selection, blurred, toasts."""

    CSS_PATH = LearnSessionApp.CSS_PATH

    def __init__(self, look: str) -> None:
        super().__init__()
        for theme in THEMES.values():
            self.register_theme(theme)
        self.theme = look

    def compose(self) -> ComposeResult:
        yield Input(placeholder="An example")
        yield Input("Cannot be changed", disabled=True)
        yield TextArea("Some text that is selected", id="selected")
        yield OptionList("First", "Second")
        yield Button("Plain")
        yield Button("Disabled", disabled=True)
        for variant in ("primary", "success", "warning", "error"):
            yield Button(variant, variant=variant)


async def test_what_no_screen_shows_all_the_time(look: str):
    app = Corners(look)
    async with app.run_test(size=(80, 40), notifications=True) as pilot:
        app.query_one("#selected", TextArea).select_all()
        app.query_one(OptionList).highlighted = 0
        for severity in ("information", "warning", "error"):
            app.notify("Something happened.", title="A title", severity=severity)
        await pilot.pause()
        await pilot.pause()
        seen = "".join(strip.text for strip in app.screen._compositor.render_strips())
        assert seen.count("Something happened.") == 3
        assert weak_words(app, NEEDED[look]) == []
