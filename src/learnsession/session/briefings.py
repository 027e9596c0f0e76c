"""Which briefing a session is on, where one pack serves any."""

from __future__ import annotations

from learnsession.packs.model import Pack
from learnsession.session.events import Briefing
from learnsession.typed import clean


def briefing_of(
    pack: Pack, *, title: str = "", partnership: str = "", reference: str = ""
) -> Briefing | None:
    """The briefing as somebody named it, made safe to keep.

    None where the pack asks nothing, or no title was given: the pack's own then stands.
    """
    named = _one_line(title)
    if "title" not in pack.asks or not named:
        return None
    return Briefing(title=named, partnership=_one_line(partnership), reference=_one_line(reference))


def _one_line(text: str) -> str:
    return " ".join(clean(text).text.split())
