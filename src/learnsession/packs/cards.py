"""What Home shows of a pack before it is chosen: a card.

Reading a pack takes models and YAML, which together cost more than painting Home. So the packs that
ship carry their cards in `cards.json`, each with the checksum of the file it was made from; a file
whose checksum differs, and every file of the person's own, is read as usual. A test holds the cards
in step with the packs, and `python -m learnsession.packs.cards` writes them anew.
"""

from __future__ import annotations

import json
from dataclasses import asdict, dataclass
from hashlib import sha256
from pathlib import Path
from typing import TYPE_CHECKING, Any

from learnsession.packs.files import read_bytes
from learnsession.packs.listing import Entry, entries_of, own, shipped

if TYPE_CHECKING:
    from learnsession.packs.model import Pack

FILE = "cards.json"


@dataclass(frozen=True, slots=True)
class ActivityCard:
    """An activity in a few words. `minutes` are whole minutes."""

    title: str
    minutes: int
    way: str
    talk_only: bool
    read_before: bool


@dataclass(frozen=True, slots=True)
class Card:
    """A pack in a few words."""

    id: str
    kind: str
    title: str
    say: str
    review: str
    partnership: str
    """The body that published it; empty where set-up asks for it."""
    about: str
    content_note: str
    activities: tuple[ActivityCard, ...]

    @property
    def minutes(self) -> int:
        """The sum of the activities' minutes."""
        return sum(activity.minutes for activity in self.activities)


OnShelf = Entry[Card]
"""A pack in a folder, as Home lists it."""


def cards(store: Path) -> tuple[OnShelf, ...]:
    """Every pack that ships or is the person's own, as `library.packs` lists them."""
    known = _known()

    def read(path: Path) -> Card:
        made = known.get(path.name) if path.parent == shipped() else None
        if made is not None and made[0] == sha256(read_bytes(path)).hexdigest():
            return made[1]
        from learnsession.packs.reader import read_pack

        return card_of(read_pack(path).pack)

    return entries_of(own(store), shipped(), read)


def card_of(pack: Pack) -> Card:
    """The card of a pack."""
    return Card(
        id=pack.id,
        kind=pack.kind,
        title=pack.title,
        say=pack.say or "",
        review=pack.review,
        partnership=pack.published_by,
        about=pack.case_summary.about,
        content_note=pack.content_note,
        activities=tuple(
            ActivityCard(
                each.title, each.minutes, each.way, each.talk_only, each.read_before is not None
            )
            for each in pack.activities
        ),
    )


def made_anew() -> str:
    """The text of `cards.json` for the packs that ship now."""
    from learnsession.packs.reader import read_pack

    files = [read_pack(path) for path in sorted(shipped().glob("*.yaml"))]
    plain = {
        file.path.name: {"sha256": file.sha256, "card": asdict(card_of(file.pack))}
        for file in files
    }
    return json.dumps(plain, indent=1, ensure_ascii=False) + "\n"


def _known() -> dict[str, tuple[str, Card]]:
    """Checksum and card by file name, as they ship; none where they cannot be read."""
    try:
        plain = json.loads((shipped() / FILE).read_text("utf-8"))
        return {name: (made["sha256"], _from_plain(made["card"])) for name, made in plain.items()}
    except (OSError, ValueError, KeyError, TypeError, AttributeError):
        return {}


def _from_plain(values: dict[str, Any]) -> Card:
    activities = tuple(ActivityCard(**each) for each in values["activities"])
    return Card(**{**values, "activities": activities})


if __name__ == "__main__":
    (shipped() / FILE).write_text(made_anew(), "utf-8")
