"""The list on Home: what can be opened, under headings."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from textual.content import Content
from textual.widgets import OptionList
from textual.widgets.option_list import Option


@dataclass(frozen=True, slots=True)
class Line:
    """One thing that can be opened. `more` stands below its words, in a quieter tone."""

    key: str
    words: str
    more: str = ""
    wrong: bool = False


@dataclass(frozen=True, slots=True)
class Group:
    """Lines under a heading; `after` closes it, e.g. how many more there are elsewhere."""

    heading: str
    lines: tuple[Line, ...]
    after: str = ""


class Shelf(OptionList):
    """Up and Down move between lines; headings are passed over. Enter opens."""

    DEFAULT_CSS = """
    Shelf, Shelf:focus {
        border: none; padding: 0; background: $background; background-tint: $background 0%;
        height: 1fr; text-wrap: nowrap; text-overflow: ellipsis;
    }
    Shelf > .option-list--option { padding: 0 1; }
    Shelf > .option-list--option-disabled { color: $primary; text-style: bold; }
    Shelf > .option-list--option-highlighted, Shelf:focus > .option-list--option-highlighted {
        background: $panel; color: $accent; text-style: bold;
    }
    """

    def show(self, groups: Sequence[Group]) -> None:
        """Show these groups; what was highlighted stays so if it is still there."""
        before = self.highlighted_key
        options: list[Option] = []
        for group in groups:
            options += self._drawn(group, first=not options)
        self.clear_options()
        self.add_options(options)
        keys = [option.id for option in options if option.id]
        wanted = before if before in keys else next(iter(keys), None)
        self.highlighted = None if wanted is None else self.get_option_index(wanted)

    @property
    def highlighted_key(self) -> str | None:
        """The key of the highlighted line, if there is one."""
        option = self.highlighted_option
        return option.id if option else None

    def _drawn(self, group: Group, *, first: bool) -> list[Option]:
        gap = "" if first else "\n"
        options = [Option(Content.styled(f"{gap}{group.heading}", "bold $primary"), disabled=True)]
        options += [Option(_words(line), id=line.key) for line in group.lines]
        if group.after:
            after = Content.styled(group.after, "not bold $text-muted")
            options.append(Option(after, disabled=True))
        return options


def _words(line: Line) -> Content:
    words = Content.styled(line.words, "$error") if line.wrong else Content(line.words)
    if not line.more:
        return words
    return Content.assemble(words, "\n", (line.more, "not bold $text-muted"))
