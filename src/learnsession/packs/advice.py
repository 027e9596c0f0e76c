"""Advice on a good pack: what a careful colleague would say on reading it. None of it is an error.

It is made to be quiet: a rule that often speaks for nothing is soon not read at all. What looks
like it identifies somebody is told by its place and kind alone, never by what it says.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from learnsession.errors import Problem
from learnsession.packs.acronyms import unexplained
from learnsession.packs.files import read_bytes, shown
from learnsession.packs.fitting import Finding, problems_of
from learnsession.packs.values import Loc, Value, in_order
from learnsession.packs.words import capital, named
from learnsession.packs.writing import TO_REPLACE
from learnsession.packs.yaml import survey
from learnsession.privacy.finding import find
from learnsession.privacy.kinds import KINDS

_MAY_STEP_OUT = re.compile(
    r"\b(step(ping)? (out|away)|pass|leave|take a (break|moment)|sit out|opt out|go out)\b", re.I
)
_PLACES = ("id", "source", "reference", "tags", "source_tags", "framework")
"""Keys whose text is no sentence for the room: an id, or a place in the source as printed."""

_STARTS = (
    "am are can could did do does had has have is may might shall should was were will would "
    "aren't can't couldn't didn't don't doesn't hasn't haven't isn't shouldn't wasn't weren't "
    "won't wouldn't"
)
_YES_OR_NO = re.compile(rf"(?:{'|'.join(_STARTS.split())})\s+[\w'’]", re.I)
MOST_POINTS, MOST_WORDS = 12, 450
"""How many essential points, and words in them and in `about`, half an hour has room for."""

_SENTENCE = re.compile(r"[^.?!:;]+[.?!:;]*")


@dataclass(frozen=True, slots=True)
class Said:
    """A text of the pack, with its place."""

    loc: Loc
    text: str


def advise(path: Path, most_minutes: int) -> tuple[Problem, ...]:
    """Advice on a good pack, in the order of its lines; empty when there is none.

    Args:
        path: the file of the pack.
        most_minutes: what the roomiest format leaves for activities.

    Raises:
        NotFoundError: no such file, or a folder.
        PackError: the file is too large, or may not be read.

    """
    loaded = survey(read_bytes(path), shown(path)).loaded
    if loaded is None or not isinstance(loaded.values, dict):
        return ()
    values = loaded.values
    said = tuple(_texts(values))
    findings = (
        *_untouched(values),
        *_content_note(values),
        *_too_much(values),
        *_too_long(values, most_minutes),
        *_closed(said),
        *_unexplained(said),
        *_identifying(said),
    )
    return in_order(problems_of(loaded, shown(path), findings))


def _texts(values: Value, loc: Loc = (), *, places: bool = False) -> Iterator[Said]:
    """Every text that people read or hear, in the order of the file; the places too if wanted."""
    if isinstance(values, str):
        yield Said(loc, values)
    elif isinstance(values, list):
        for index, value in enumerate(values):
            yield from _texts(value, (*loc, index), places=places)
    elif isinstance(values, dict):
        for key, value in values.items():
            place = key in _PLACES and not isinstance(value, dict)
            if places or not (place or (key == "about" and isinstance(value, list))):
                yield from _texts(value, (*loc, key), places=places)


def _untouched(values: Value) -> Iterator[Finding]:
    """What `learnsession new` wrote for somebody to replace."""
    for each in _texts(values, places=True):
        if each.text.strip() in TO_REPLACE:
            wrong = "This is still the text that the new file came with."
            todo = "Write what your briefing says, or take the whole item out."
            yield Finding(each.loc, wrong, todo)


def _too_much(values: dict[str, Value]) -> Iterator[Finding]:
    """More essential points or words of the review than half an hour has room for."""
    points = tuple(_essential({key: values[key] for key in values if key != "activities"}))
    summary = values.get("case_summary")
    about = str(summary.get("about", "")) if isinstance(summary, dict) else ""
    said = (about, *(f"{each.get('label') or ''} {each.get('text') or ''}" for each in points))
    words = sum(len(text.split()) for text in said)
    if len(points) > MOST_POINTS or words > MOST_WORDS:
        wrong = (
            f"What must be heard in half an hour is {len(points)} essential points and {words} "
            f"words, 'about' included; {MOST_POINTS} points and {MOST_WORDS} words are the most."
        )
        yield Finding(("case_summary",), wrong, "Take 'essential: true' from some, or shorten.")


def _essential(values: Value) -> Iterator[dict[str, Value]]:
    """Every item that is marked as essential."""
    if isinstance(values, dict) and values.get("essential") == "true":
        yield values
    inner = values.values() if isinstance(values, dict) else values
    for each in inner if isinstance(values, dict | list) else ():
        yield from _essential(each)


def _content_note(values: dict[str, Value]) -> Iterator[Finding]:
    note = values.get("content_note")
    if isinstance(note, str) and not _MAY_STEP_OUT.search(note):
        wrong = "The content note does not say that people may pass or step out."
        todo = "Add a sentence such as: You may pass, or step out and come back, at any time."
        yield Finding(("content_note",), wrong, todo)


def _too_long(values: dict[str, Value], most: int) -> Iterator[Finding]:
    activities = values.get("activities")
    for index, activity in enumerate(activities if isinstance(activities, list) else ()):
        minutes = str(activity.get("minutes")) if isinstance(activity, dict) else ""
        if re.fullmatch("[0-9]{1,6}", minutes) and int(minutes) > most:
            wrong = f"This activity takes {minutes} minutes; no format leaves more than {most}."
            todo = "Shorten it, or divide it into two."
            yield Finding(("activities", index, "minutes"), wrong, todo)


def _closed(said: tuple[Said, ...]) -> Iterator[Finding]:
    """Prompts in which every question can be answered yes or no."""
    for each in said:
        if each.loc[-1] != "text" or "prompts" not in each.loc:
            continue
        sentences = (part.strip(" \n\"'“”‘’()-–,") for part in _SENTENCE.findall(each.text))
        questions = [part for part in sentences if part.endswith("?")]
        if questions and all(_YES_OR_NO.match(question) for question in questions):
            wrong = "This prompt can be answered yes or no, and then nobody says more."
            yield Finding(each.loc, wrong, "Begin it with what, how, when, who or why.")


def _unexplained(said: tuple[Said, ...]) -> Iterator[Finding]:
    notes = " ".join(each.text for each in said if each.loc[0] == "source_notes")
    for index, letters in unexplained([each.text for each in said], notes):
        wrong = f"Nothing in this pack says what {letters} stands for."
        todo = f"Write it out once, with {letters} in brackets after it."
        yield Finding(said[index].loc, wrong, todo)


def _identifying(said: tuple[Said, ...]) -> Iterator[Finding]:
    """What may be published in `contacts` may stand there; nowhere else."""
    for each in said:
        if each.loc[0] == "contacts":
            continue
        found = find(" ".join(each.text.split()))  # a name may stand on two lines of the file
        for kind in dict.fromkeys(finding.kind for finding in found):
            like = f"looks like {KINDS[kind].words}, which may identify someone."
            wrong = f"Something in {named(each.loc)} {like}"
            yield Finding(each.loc, capital(wrong), "Take it out, unless you are sure of it.")
