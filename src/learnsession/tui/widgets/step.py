"""One step on the screen, its points revealed one by one."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import zip_longest
from typing import NamedTuple

from rich.segment import Segment
from rich.style import Style as RichStyle
from textual.content import Content, Span
from textual.geometry import Region, Size
from textual.scroll_view import ScrollView
from textual.selection import Selection
from textual.strip import Strip
from textual.visual import Visual
from textual.widgets import Static

from learnsession.session.agenda import Phase, Point, Step

LONG_LABEL = 3
"""A label of more characters than this stands on a line of its own."""

_INDENT = 2
"""Columns by which the text and the points of a step stand to the right of its head."""


class Part(NamedTuple):
    """One paragraph of a step."""

    content: Content
    indent: int = 0


@dataclass(frozen=True, slots=True)
class Face:
    """What a step shows with so many of its points revealed."""

    parts: tuple[Part, ...]
    read_to: int
    """Up to which part everything is revealed."""

    def same_as(self, other: Face) -> bool:
        """True when both look the same. Textual's own `==` would not see a change of colour."""
        return self.read_to == other.read_to and _looks(self.parts) == _looks(other.parts)


def face(step: Step, phase: Phase, points: int, extra: Content) -> Face:
    """A step with so many of its points; `extra` is what the room wrote or is asked."""
    before = [Part(_head(step, phase)), Part(Content(step.text), _INDENT)]
    revealed = [Part(each, _INDENT) for each in _revealed(step, points)]
    after = [*(Part(each, _INDENT) for each in _later(step, points)), Part(extra)]
    read = [part for part in (*before, *revealed) if part.content]
    return Face((*read, *(part for part in after if part.content)), len(read))


class _Broken(NamedTuple):
    """A face in lines of a width, each knowing its place for the mouse."""

    face: Face
    strips: list[Strip]
    foot: int
    """How many lines there are up to the end of what is revealed."""


class StepView(ScrollView):
    """Shows a step, drawing its lines itself.

    A step that is shown in widgets of its own, even ones that are changed in place, has Textual lay
    out the whole screen at each key. Here only this pane is drawn again, in half the time.
    """

    can_focus = False

    def __init__(self, name: str) -> None:
        super().__init__(id=name)
        self._face = Face((), 0)
        self._shown = _Broken(self._face, [], 0)
        self._ready = self._shown
        self._blank = Strip.blank(0)

    @property
    def text(self) -> str:
        """What the step says, as plain text without line breaks of the pane's own."""
        return "\n\n".join(part.content.plain for part in self._face.parts)

    def show(self, face: Face) -> None:
        """Show this, with the lines that were made ready for it if they were."""
        self._face = face
        if self.size.width:
            self._draw(self._ready if face.same_as(self._ready.face) else self._broken(face))

    def make_ready(self, face: Face) -> None:
        """Break the lines of what is likely to be shown next."""
        if self.size.width:
            self._ready = self._broken(face)

    def notify_style_update(self) -> None:
        """Another theme: the lines carry its colours."""
        super().notify_style_update()
        self._wrap()

    def on_resize(self) -> None:
        """Another width: the lines break elsewhere."""
        self._wrap()

    def render_line(self, y: int) -> Strip:
        """One line of the pane, as Textual asks for it."""
        at = y + self.scroll_offset.y
        lines = self._shown.strips
        strip = lines[at] if at < len(lines) else self._blank
        if not self.text_selection:
            return strip
        return self._marked(strip, self.text_selection.get_span(at))

    def _marked(self, strip: Strip, span: tuple[int, int] | None) -> Strip:
        """A line with what the mouse has chosen of it."""
        if span is None:
            return strip
        end = strip.cell_length if span[1] == -1 else span[1]
        style = self.screen.get_component_rich_style("screen--selection")
        before, inside, after = strip.divide([span[0], end, strip.cell_length])
        return Strip.join([before, inside.apply_style(style), after])

    def get_selection(self, selection: Selection) -> tuple[str, str]:
        """What was chosen with the mouse, for copying."""
        return selection.extract("\n".join(strip.text for strip in self._shown.strips)), "\n"

    @property
    def more_below(self) -> bool:
        """True while part of the step is below the edge."""
        return self.scroll_offset.y < self.max_scroll_y

    def bring_into_sight(self) -> None:
        """Scroll so that the point revealed last can be read."""
        if self.size.width:  # else it is folded away behind what was heard
            self.scroll_to(y=max(0, self._shown.foot - self.size.height), animate=False)

    def _wrap(self) -> None:
        """Break the lines anew: their width or their colours have changed."""
        if self.is_attached and self.size.width:
            self._ready = self._broken(self._face)
            self._draw(self._ready)

    def _draw(self, lines: _Broken) -> None:
        before, self._shown = self._shown, lines
        height = len(lines.strips)
        # A height that is not needed for scrolling would have the screen laid out anew.
        self.virtual_size = Size(0, height if height > self.size.height else 0)
        pairs = zip_longest(before.strips, lines.strips, fillvalue=self._blank)
        changed = [y for y, (old, new) in enumerate(pairs) if old != new]
        if changed:
            first, after = changed[0], changed[-1] + 1
            top = first - self.scroll_offset.y
            self.refresh(Region(0, top, self.size.width, after - first))

    def _broken(self, face: Face) -> _Broken:
        """The lines of a face; where they need a scroll bar, they leave it room."""
        width, height = self.size
        broken = self._at_width(face, width)
        if len(broken.strips) <= height:
            return broken
        return self._at_width(face, width - self.styles.scrollbar_size_vertical - 1)

    def _at_width(self, face: Face, width: int) -> _Broken:
        style = self.rich_style
        self._blank = Strip.blank(self.size.width, style)
        strips: list[Strip] = []
        foot = 0
        for number, part in enumerate(face.parts, 1):
            strips.extend(self._lines_of(part, width, style))
            if number == face.read_to:
                foot = len(strips)
            strips.append(self._blank)
        return _Broken(face, [strip.apply_offsets(0, y) for y, strip in enumerate(strips)], foot)

    def _lines_of(self, part: Part, width: int, style: RichStyle) -> Iterator[Strip]:
        strips = Visual.to_strips(
            self,
            part.content,
            max(1, width - part.indent),
            None,
            self.visual_style,
            apply_selection=False,
        )
        space = [Segment(" " * part.indent, style)] if part.indent else []
        return (
            Strip([*space, *strip]).extend_cell_length(self.size.width, style) for strip in strips
        )


def put(static: Static, content: Content) -> None:
    """Change a text only if it differs: each change lays the whole screen out anew."""
    before = static.content
    # Two contents are equal to Textual when their letters are; their colours count here too.
    if before != content or not isinstance(before, Content) or before.spans != content.spans:
        static.update(content)


def _looks(parts: tuple[Part, ...]) -> list[tuple[str, Sequence[Span], int]]:
    return [(part.content.plain, part.content.spans, part.indent) for part in parts]


def _head(step: Step, phase: Phase) -> Content:
    same = step.title.casefold() in (phase.title.casefold(), phase.short.casefold())
    facts = ["" if same else phase.short.upper(), step.way or "", _minutes(step)]
    eyebrow = "  ·  ".join(fact for fact in facts if fact)
    if not eyebrow:
        return Content.styled(step.title, "bold $accent")
    return Content.assemble((eyebrow, "bold $accent"), "\n", (step.title, "bold"))


def _minutes(step: Step) -> str:
    if not step.minutes:
        return ""
    return "1 minute" if step.minutes == 1 else f"{step.minutes} minutes"


def _revealed(step: Step, revealed: int) -> list[Content]:
    """What can be read by now; an activity's prompts have a lead, revealed or not."""
    shown = [_point(point, later=False) for point in step.points[:revealed]]
    if shown and step.kind == "activity":
        return [Content.styled("Talk about", "$text-muted"), *shown]
    return shown


def _later(step: Step, revealed: int) -> list[Content]:
    """What is still to come: questions can be read already, other points are only counted."""
    later = step.points[revealed:]
    questions = [_point(point, later=True) for point in later if point.prompt]
    hidden = len(later) - len(questions)
    more = [Content.styled(f"{hidden} more", "$text-muted")] if hidden else []
    return [*more, *questions]


def _point(point: Point, *, later: bool) -> Content:
    style = "$text-muted" if later else ""
    text = Content.styled(point.text, style)
    if point.added:
        text = text.append(Content.styled("  (written for this pack)", "$text-muted"))
    if not point.label:
        return text
    if len(point.label) <= LONG_LABEL:
        return Content.styled(f"{point.label}   ", style or "bold $primary").append(text)
    return Content.styled(f"{point.label}\n", style or "$primary").append(text)
