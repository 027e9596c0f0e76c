"""What could still be said of the actions of a session, and filling it in one after the other."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from typing import Any

from textual.screen import Screen

from learnsession.errors import LearnSessionError
from learnsession.room.room import Room
from learnsession.session.agreed import AgreedAction
from learnsession.session.lacking import advice_on
from learnsession.session.smart import About, Advice
from learnsession.tui.screens.action_form import ActionFormScreen
from learnsession.tui.screens.filled import Filled, filled_from, keep_changes
from learnsession.tui.screens.one_of_several import OneOfSeveral
from learnsession.tui.session.fuller import choosing
from learnsession.tui.session.meaning import find_framework

LACKS: Mapping[About, str] = {
    "verb": "what somebody will do",
    "weak": "what somebody will do",
    "owner": "who",
    "due": "by when",
    "measure": "how you will know it helped",
    "carried-by": "who takes it there",
    "reply-by": "when you hope for a reply",
}
"""What an action could still say, as it stands in a list."""


@dataclass(frozen=True, slots=True)
class Gap:
    """An action and what it could still say."""

    action: AgreedAction
    lacks: tuple[str, ...]

    @property
    def ref(self) -> str:
        """What people say: `A-0042`."""
        return self.action.ref


def gaps(room: Room) -> tuple[Gap, ...]:
    """The actions of this session that could say more; none where no words of advice are."""
    from learnsession.packs.smart_words import read_smart_words

    if not room.agreed:
        return ()
    try:
        words = read_smart_words(room.root)
    except (LearnSessionError, OSError):
        return ()
    found = (Gap(action, _lacks(advice_on(words, action))) for action in room.agreed)
    return tuple(gap for gap in found if gap.lacks)


def _lacks(found: Iterable[Advice]) -> tuple[str, ...]:
    return tuple(dict.fromkeys(LACKS[each.about] for each in found))


class ActionForms:
    """Opens the fuller form of some actions, one after the other, and keeps what is said.

    Esc keeps what is filled in and ends it there.

    Args:
        screen: what the forms open over.
        room: the running session.
        actions: of this session or an earlier one.
        names: whether an owner may be a colleague's name.
        then: called when it is over.

    """

    def __init__(
        self,
        screen: Screen[Any],
        room: Room,
        actions: Iterable[AgreedAction],
        *,
        names: bool,
        then: Callable[[], None],
    ) -> None:
        self._screen = screen
        self._room = room
        self._actions = tuple(actions)
        self._names = names
        self._then = then
        self._framework = find_framework(room.pack.framework or "", room.root)

    def begin(self) -> None:
        """Open the first form; when there is none, it is over."""
        self._open(0)

    def _open(self, place: int) -> None:
        if place < len(self._actions):
            action = self._room.action(self._actions[place].id)
            self._show(place, action, filled_from(action))
        else:
            self._then()

    def _show(self, place: int, action: AgreedAction, filled: Filled) -> None:
        form = self._form(place, action, filled)

        def given(filled: Filled | None) -> None:
            if not self._kept(action, filled):
                self._show(place, action, filled or filled_from(action))
            elif isinstance(form, OneOfSeveral) and not form.goes_on:
                self._then()
            else:
                self._open(place + 1)

        self._screen.app.push_screen(form, given)

    def _form(self, place: int, action: AgreedAction, filled: Filled) -> ActionFormScreen:
        entry = self._room.record.entry(action.id)
        how: dict[str, Any] = {
            "kept": filled_from(action),
            "today": self._room.now.astimezone().date(),
            "title": action.ref,
            "choosing": choosing(self._room, self._framework, names=self._names, entry=entry),
            "asks_reason": entry is not None and self._room.record.needs_reason(entry),
        }
        if len(self._actions) == 1:
            return ActionFormScreen(filled, **how)
        return OneOfSeveral(filled, place + 1, len(self._actions), **how)

    def _kept(self, action: AgreedAction, given: Filled | None) -> bool:
        """Keep what was filled in; False when it cannot be, which is then said."""
        try:
            if given is not None:
                keep_changes(self._room, action, given)
        except LearnSessionError as error:
            words = f"{error.happened} {error.todo}"
            self._screen.notify(words, severity="warning", markup=False)
            return False
        return True
