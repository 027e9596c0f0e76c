"""One step on the screen, its points revealed one by one."""

from __future__ import annotations

from textual.app import ComposeResult
from textual.containers import VerticalScroll
from textual.content import Content
from textual.widgets import Static

from learnsession.session.agenda import Phase, Point, Step

LONG_LABEL = 3
"""A label of more characters than this stands on a line of its own."""


class StepView(VerticalScroll):
    """Shows a step. It is changed in place; no step has a widget of its own."""

    can_focus = False

    _revealed: Content = Content("")

    def compose(self) -> ComposeResult:
        """Four texts, each indented in its own way by the style sheet."""
        yield Static(id="step-head", markup=False)
        yield Static(id="step-text", markup=False)
        yield Static(id="step-points", markup=False)
        yield Static(id="step-extra", markup=False)

    def show(self, step: Step, phase: Phase, points: int, extra: Content) -> None:
        """Show a step with so many of its points; `extra` is what the room wrote or is asked."""
        self._put("#step-head", _head(step, phase))
        self._put("#step-text", Content(step.text))
        self._put("#step-points", _points(step, points))
        self._revealed = _revealed(step, points)
        self._put("#step-extra", extra)

    @property
    def more_below(self) -> bool:
        """True while part of the step is below the edge."""
        return self.scroll_offset.y < self.max_scroll_y

    def bring_into_sight(self) -> None:
        """Scroll so that the point revealed last can be read."""
        points = self.query_one("#step-points", Static)
        width = points.content_size.width
        if not width:
            return  # folded away behind what was heard
        height = self._revealed.get_height({}, width)
        foot = points.virtual_region.y + height
        self.scroll_to(y=max(0, foot - self.size.height), animate=False)

    def _put(self, selector: str, content: Content) -> None:
        static = self.query_one(selector, Static)
        put(static, content)
        static.display = bool(content.plain)


def put(static: Static, content: Content) -> None:
    """Change a text only if it differs: each change lays the whole screen out anew."""
    before = static.content
    # Two contents are equal to Textual when their letters are; their colours count here too.
    if before != content or not isinstance(before, Content) or before.spans != content.spans:
        static.update(content)


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


def _points(step: Step, revealed: int) -> Content:
    later = step.points[revealed:]
    questions = [_point(point, later=True) for point in later if point.prompt]
    hidden = len(later) - len(questions)
    more = [Content.styled(f"{hidden} more", "$text-muted")] if hidden else []
    shown = [_revealed(step, revealed)] if revealed else []
    return Content("\n\n").join([*shown, *more, *questions])


def _revealed(step: Step, revealed: int) -> Content:
    shown = [_point(point, later=False) for point in step.points[:revealed]]
    lead = [Content.styled("Talk about", "$text-muted")] if step.kind == "activity" else []
    return Content("\n\n").join([*lead, *shown])


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
