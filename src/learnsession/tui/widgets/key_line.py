"""The line at the foot of every screen: the keys that work now, and what each does."""

from __future__ import annotations

from dataclasses import dataclass

from textual.content import Content
from textual.reactive import reactive
from textual.widget import Widget


@dataclass(frozen=True, slots=True)
class Hint:
    """A key and what it does. `action` is run when the hint is clicked."""

    key: str
    does: str
    action: str = ""


class KeyLine(Widget):
    """Shows as many hints as fit, in the order given: put what matters most first."""

    DEFAULT_CSS = """
    KeyLine { dock: bottom; height: 1; background: $background; color: $text;
        link-color: $accent; link-style: bold; link-background: transparent; }
    """
    GAPS = (3, 2)
    """Spaces between two hints: the wider if all then fit, else the narrower."""

    hints: reactive[tuple[Hint, ...]] = reactive((), layout=False)

    def __init__(self, *hints: Hint, id: str | None = None) -> None:  # noqa: A002
        super().__init__(id=id)
        self.set_reactive(KeyLine.hints, hints)

    def render(self) -> Content:
        """The hints that fit, each as key and word."""
        parts = [self._part(hint) for hint in self.hints]
        lengths = [part.cell_length for part in parts]
        width = self.content_size.width
        wide, narrow = self.GAPS
        gap = wide if sum(lengths) + wide * (len(parts) - 1) <= width else narrow
        fitting = _fitting(lengths, gap, width)
        return Content(" " * gap).join(parts[:fitting])

    def _part(self, hint: Hint) -> Content:
        click = f"[@click={hint.action}]" if hint.action else "[bold $accent]"
        key = Content.from_markup(f"{click}$key[/]", key=hint.key)
        return Content.assemble(key, " ", (hint.does, ""))


def _fitting(lengths: list[int], gap: int, width: int) -> int:
    """How many of these lengths fit side by side."""
    used = -gap
    for count, length in enumerate(lengths):
        used += gap + length
        if used > width:
            return count
    return len(lengths)
