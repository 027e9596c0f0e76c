"""A page laid over another: one subject, read and left again."""

from __future__ import annotations

from typing import ClassVar, TypeVar

from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import VerticalScroll

from learnsession.tui.page import Page

Result = TypeVar("Result")


class Card(VerticalScroll):
    """The column in the middle of an overlay."""

    can_focus = False


class Overlay(Page[Result]):
    """Subclasses give `card`: what stands in the middle. Esc goes back."""

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("escape,q", "leave", "Back", show=False),
        Binding("down,pagedown,space", "scroll(1)", show=False),
        Binding("up,pageup", "scroll(-1)", show=False),
        Binding("home", "scroll_to_end(-1)", show=False),
        Binding("end", "scroll_to_end(1)", show=False),
    ]

    def body(self) -> ComposeResult:
        """The card."""
        with Card(id="card"):
            yield from self.card()

    def card(self) -> ComposeResult:
        """What stands in the middle."""
        raise NotImplementedError

    def action_scroll(self, direction: int) -> None:
        """Scroll what does not fit."""
        card = self.query_one(Card)
        card.scroll_relative(y=direction * max(1, card.size.height // 2), animate=False)

    def action_scroll_to_end(self, direction: int) -> None:
        """To the top, or to the foot."""
        card = self.query_one(Card)
        (card.scroll_home if direction < 0 else card.scroll_end)(animate=False)
