"""The fuller form of an action that is there already, and what it was agreed on."""

from __future__ import annotations

import asyncio
from dataclasses import dataclass
from functools import partial
from typing import TYPE_CHECKING

from textual import work

from learnsession.errors import LearnSessionError
from learnsession.packs.model import Pack
from learnsession.room.desk import Desk
from learnsession.room.room import Room
from learnsession.session.agenda import Agenda
from learnsession.session.agreed import AgreedAction, Source
from learnsession.tui.answering import AnsweringPage
from learnsession.tui.keeping_actions import Doing, Keeper, moment_of

if TYPE_CHECKING:
    from learnsession.tui.screens.action_fields import Origin
    from learnsession.tui.screens.action_form import Choosing, Filled


@dataclass(frozen=True, slots=True)
class Material:
    """What the room had before it when an action was agreed."""

    pack: Pack
    agenda: Agenda


def material(desk: Desk, keeper: Keeper, source: Source) -> Material | None:
    """What an action was agreed on. Reads a session: call it on another thread.

    None when it was agreed outside any session, or that session is not here.
    """
    if isinstance(keeper, Room) and source.session_id == keeper.record.started.session:
        return Material(keeper.pack, keeper.agenda)
    if not source.session_id:
        return None
    try:
        opened = desk.read(source.session_id)
    except (LearnSessionError, FileNotFoundError):
        return None
    return Material(opened.pack, opened.agenda)


def agreed_on(found: Material | None, source: Source) -> tuple[str, ...]:
    """The activity, the question and the recommendation, in the words that the room saw."""
    if found is None:
        return ()
    activity = next((s.title for s in found.agenda.steps if s.activity == source.activity), "")
    prompt = found.agenda.prompt(source.prompt)
    recommended = next(
        (
            f"{each.label}: {each.text}"
            for each in _origins(found)
            if each.id == source.recommendation
        ),
        "",
    )
    words = (activity if source.activity else "", prompt.text if prompt else "", recommended)
    return tuple(each for each in words if each)


class AllFields(AnsweringPage):
    """`f` opens every field of the marked action, and keeps what is another afterwards."""

    def action_fill(self) -> None:
        """Everything that can be said of it, in the fuller form."""
        action = self.marked
        if action is not None and not self.asking:
            self._look_up_and_fill(action)

    @work(exclusive=True, group="filling")
    async def _look_up_and_fill(self, action: AgreedAction) -> None:
        from learnsession.tui.screens.action_form import filled_from

        desk = self.house.desk
        found = await asyncio.to_thread(material, desk, self.keeper, action.source)
        names = self.house.settings.owners == "names"
        choosing = await asyncio.to_thread(_choosing, desk, found, action.source, names)
        if self.is_current and not (self.asking or self.saving):  # another key was quicker
            now, begun = filled_from(action), self.house.half_said.forms.pop(action.id, None)
            self._fill_in(action, begun.on(now) if begun else now, choosing)

    def _fill_in(
        self,
        action: AgreedAction,
        filled: Filled,
        choosing: Choosing,
        refused: Filled | None = None,
    ) -> None:
        """Open the form, and keep what comes back; `refused`: what could not be kept just now."""
        from learnsession.tui.screens.action_form import ActionFormScreen, filled_from

        entry = self.keeper.record.entry(action.id) if isinstance(self.keeper, Room) else None
        form = ActionFormScreen(
            filled,
            kept=filled_from(action),
            today=moment_of(self.keeper).astimezone().date(),
            title=action.ref,
            choosing=choosing,
            asks_reason=entry is not None
            and isinstance(self.keeper, Room)
            and self.keeper.record.needs_reason(entry),
        )

        def given(back: Filled | None) -> None:
            if back is not None and _differs(action, back):
                again = partial(self._fill_in, action, back, choosing, refused=back)
                leave = partial(self._put_by, action, back)
                no = leave if back == refused else again
                self.keep(_changing(action, back), more=True, refused=no)

        self.app.push_screen(form, given)

    def _put_by(self, action: AgreedAction, filled: Filled) -> None:
        """The same was refused twice: nobody is kept in the form, and nothing is lost."""
        from learnsession.tui.begun_form import BegunForm
        from learnsession.tui.screens.filled import filled_from

        self.house.half_said.forms[action.id] = BegunForm(filled_from(action), filled)
        words = f"What you filled in for {action.ref} is not kept. Press f to go on with it."
        self.notify(words, severity="warning", timeout=12, markup=False)


def _differs(action: AgreedAction, filled: Filled) -> bool:
    from learnsession.tui.screens.filled import changes

    return bool(changes(action, filled))


def _changing(action: AgreedAction, filled: Filled) -> Doing:
    from learnsession.tui.screens.filled import changes, keep_changes

    def change(keeper: Keeper) -> AgreedAction:
        if isinstance(keeper, Room):
            keep_changes(keeper, action, filled)
            return keeper.action(action.id)
        return keeper.change(action, **changes(action, filled))

    return change


def _choosing(desk: Desk, found: Material | None, source: Source, names: bool) -> Choosing:
    """What there is to choose among: that of the review which the action came from."""
    from learnsession.room.naming import framework_called
    from learnsession.tui.screens.action_form import Choosing

    if found is None:
        return Choosing(names=names)
    prompt = found.agenda.prompt(source.prompt)
    return Choosing(
        framework=framework_called(found.pack.framework or "", desk.root),
        origins=_origins(found),
        asked=prompt.text if prompt else "",
        names=names,
    )


def _origins(found: Material) -> tuple[Origin, ...]:
    from learnsession.tui.screens.action_fields import origins_of

    return origins_of(found.pack)
