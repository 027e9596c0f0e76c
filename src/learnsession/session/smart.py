"""Kind advice while an agreed action is written. It never stops anybody, and says little.

What is asked of a service or of the partnership is not the team's to do: who takes it there and
when a reply is hoped for count as much as the owner does.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from typing import Literal

from learnsession.packs.smart_words import SmartWords
from learnsession.session.terms import ABOVE_THE_TEAM
from learnsession.session.verbs import verbs_in

About = Literal["verb", "weak", "owner", "due", "measure", "carried-by", "reply-by"]


@dataclass(frozen=True, slots=True)
class Advice:
    """One thing that would make an action easier to carry out."""

    about: About
    words: str
    """A short kind sentence."""


def advice(
    words: SmartWords,
    *,
    action: str,
    owner: str = "",
    due: date | None = None,
    measure: str = "",
    level: str = "",
    carried_by: str = "",
    reply_by: date | None = None,
) -> tuple[Advice, ...]:
    """What could be added to an action; empty when nothing, or when no action is written yet.

    Args:
        words: the verbs, the weak words and the sentences.
        action: what will be done, without owner and date.
        owner: who does it.
        due: by when.
        measure: how success will be seen.
        level: of `session.terms`; empty when nobody said.
        carried_by: who takes it to the service or the partnership.
        reply_by: when a reply from there is hoped for.

    """
    if not action.strip():
        return ()
    said = words.sentences
    above = level in ABOVE_THE_TEAM
    lacking: list[tuple[About, str | None, bool]] = [
        ("owner", said.owner, not owner.strip()),
        ("due", said.due, due is None),
        ("measure", said.measure, not measure.strip()),
        ("carried-by", said.carried_by, above and not carried_by.strip()),
        ("reply-by", said.reply_by, above and reply_by is None),
    ]
    rest = (Advice(about, sentence) for about, sentence, lacks in lacking if lacks and sentence)
    return (*_on_verbs(words, action), *rest)


def _on_verbs(words: SmartWords, action: str) -> Iterator[Advice]:
    """Whether somebody does something, and whether anybody could see it done."""
    leading = [verb for verb in verbs_in(words, action) if verb.leads]
    if not leading and words.sentences.verb:
        yield Advice("verb", words.sentences.verb)
    elif leading and all(verb.weak for verb in leading) and words.sentences.weak:
        yield Advice("weak", words.sentences.weak.replace("{words}", leading[0].words))
