"""What was filled in of an action and could not be kept: it comes back with the fuller form."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TypeVar

from learnsession.session.action_events import ActionFields
from learnsession.tui.screens.filled import Filled

_Value = TypeVar("_Value")


@dataclass(frozen=True, slots=True)
class BegunForm:
    """The form as it was left."""

    before: Filled
    """What the action said when the form was opened."""
    filled: Filled

    def on(self, now: Filled) -> Filled:
        """What was filled in, on what the action says now: all else may have been changed since."""
        before, filled = self.before, self.filled
        fields = {
            name: _chosen(
                getattr(before.fields, name),
                getattr(filled.fields, name),
                getattr(now.fields, name),
            )
            for name in ActionFields.model_fields
        }
        return Filled(
            _chosen(before.text, filled.text, now.text),
            _chosen(before.owner, filled.owner, now.owner),
            _chosen(before.due, filled.due, now.due),
            ActionFields.model_validate(fields),
            reason=filled.reason,
        )


def _chosen(before: _Value, filled: _Value, now: _Value) -> _Value:
    return now if filled == before else filled
