"""The packs that ship, read once, and what tests ask of each of them."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from functools import cache
from pathlib import Path

import yaml

from learnsession.packs.format import Format
from learnsession.packs.framework import Framework
from learnsession.packs.model import Item, Pack

SESSIONS = Path(__file__).parents[2] / "sessions"
NAMES = tuple(sorted(path.stem for path in SESSIONS.glob("*.yaml")))
FORMATS = tuple(sorted(path.stem for path in (SESSIONS / "formats").glob("*.yaml")))


def values(path: Path) -> object:
    """What stands in a file, to any reader of YAML."""
    quick = getattr(yaml, "CSafeLoader", yaml.SafeLoader)
    return yaml.load(path.read_text(encoding="utf-8"), Loader=quick)


@cache
def pack(name: str) -> Pack:
    return Pack.model_validate(values(SESSIONS / f"{name}.yaml"))


@cache
def form(name: str) -> Format:
    return Format.model_validate(values(SESSIONS / "formats" / f"{name}.yaml"))


@cache
def framework(name: str) -> Framework:
    return Framework.model_validate(values(SESSIONS / "frameworks" / f"{name}.yaml"))


def prompts(of: Pack) -> Iterator[Item]:
    for activity in of.activities:
        yield from activity.prompts


def items(of: Pack) -> tuple[Item, ...]:
    """Everything that is shown as the source's own or asked of the room; not the source notes."""
    return (
        *of.case_summary.events,
        *of.case_summary.episodes,
        *of.terms_of_reference,
        *(finding for part in of.parts for finding in part.items),
        *of.learning_points,
        *of.recommendations,
        *of.response,
        *of.contacts,
        *of.activities,
        *prompts(of),
    )


def item(of: Pack, item_id: str) -> Item:
    return next(each for each in items(of) if each.id == item_id)


def words_of(each: Item) -> str:
    """All that an item says, its label and dates and points included, on one line."""
    names = ("label", "date", "period", "title", "span", "part", "said_by")
    said = [getattr(each, name, None) for name in names]
    lines = [*(one for one in said if one), each.text, *getattr(each, "points", ())]
    return " ".join(" ".join(lines).split())


def missing(of: Pack, item_id: str, facts: Sequence[str]) -> list[str]:
    """Those of the facts that an item does not say."""
    said = words_of(item(of, item_id))
    return [fact for fact in facts if fact not in said]


def all_text(of: Pack) -> str:
    """Every word of a pack that a room may see or hear, source notes and notes included."""
    texts = [of.title, of.content_note, of.case_summary.about]
    for each in (*items(of), *of.source_notes):
        texts += [words_of(each), each.notes or ""]
    return "\n".join(texts)


def plain(text: str) -> str:
    """Words alone, in small letters, for a look at turns of phrase."""
    return " ".join(re.findall(r"[a-z0-9%']+", text.lower()))


def copied(of: Pack, phrases: Sequence[str]) -> list[str]:
    """The source's turns of phrase that stand in our own words."""
    ours = [plain(each.text) for each in items(of)]
    return [phrase for phrase in phrases if any(plain(phrase) in text for text in ours)]


def note(of: Pack, note_id: str) -> str:
    """A source note's text."""
    return " ".join(next(each for each in of.source_notes if each.id == note_id).text.split())


def counts(of: Pack) -> dict[str, int]:
    """How many of everything a pack has; what it has none of is left out."""
    found = {
        "events": len(of.case_summary.events),
        "episodes": len(of.case_summary.episodes),
        "terms_of_reference": len(of.terms_of_reference),
        "learning_points": len(of.learning_points),
        "recommendations": len(of.recommendations),
        "response": len(of.response),
        "contacts": len(of.contacts),
        "activities": len(of.activities),
        "prompts": of.prompt_count,
        "minutes": of.minutes,
        "source_notes": len(of.source_notes),
    }
    return {name: number for name, number in found.items() if number}
