"""What stands beside a step: the team's own details that it needs, and what it is tagged with.

Both doors say it in these words.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import TYPE_CHECKING

from learnsession.packs.model import LocalName
from learnsession.session.agenda import Step, Tags

if TYPE_CHECKING:  # a value is given; the file is read elsewhere
    from learnsession.packs.local import Local

LOCAL_TITLES: dict[LocalName, str] = {
    "procedure": "Local procedure",
    "neglect-strategy": "Neglect strategy",
    "champions": "Champions",
    "assessment-tools": "Assessment tools",
    "escalation-policy": "Escalation policy",
}
"""What the places in the team's own details are called."""


@dataclass(frozen=True, slots=True)
class OwnDetail:
    """Something of the team's own that a step needs, as it was filled in."""

    title: str
    text: str
    link: str = ""


def own_details(step: Step, local: Local) -> tuple[OwnDetail, ...]:
    """What the team has filled in of what a step needs."""
    return tuple(
        OwnDetail(LOCAL_TITLES[name], found.text, found.link or "")
        for name in step.local
        if (found := local.details.get(name))
    )


def own_missing(step: Step, local: Local, file: str) -> str:
    """What a step needs and nobody has filled in, and where to put it; empty when all is there.

    Args:
        step: the step.
        local: the team's own details.
        file: their file, as it is to be named.

    """
    missing = [name for name in step.local if name not in local.details]
    if not missing:
        return ""
    named = "; ".join(f"{LOCAL_TITLES[name]} ({name})" for name in missing)
    if local.problems:
        line = local.problems[0].line
        return f"Your own: {named}. Not shown: line {line} of {file} has to be mended first."
    return f"Your own, not filled in yet: {named}. It can stand in {file}, under details:"


def tag_lines(tags: Tags, names: Mapping[str, str]) -> tuple[str, ...]:
    """The tags of a step in words, ours apart from those that the source names; for notes only.

    Args:
        tags: what the step is tagged with.
        names: what each tag is called; one that is not there is shown as it is.

    """
    sorts = (("Tags, chosen for this pack", tags.chosen), ("Named in the source", tags.named))
    return tuple(
        f"{lead}: {'; '.join(_called(tag, names) for tag in found)}"
        for lead, found in sorts
        if found
    )


def _called(tag: str, names: Mapping[str, str]) -> str:
    """A title alone; a practice standard with its number, which is how people know it."""
    name = names.get(tag, "").rstrip(".")
    if not name:
        return tag
    return f"{tag} {name}" if tag[:1].isdigit() else name
