"""Owners without names: what evidence and reports say of who will do something.

A team chooses whether an owner is a role or may be a colleague's name, and can choose otherwise
later: what it chose today says nothing of what was agreed before. So only words that are known to
make up roles are ever let through (`role_words`). That takes a part of a role away now and then,
and gives no name away that it can tell.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping

from learnsession.actions.role_words import KNOWN, ROLES
from learnsession.privacy.no_names import NO_NAMES

A_COLLEAGUE = "a colleague"

_APART = re.compile(r"[()\[\],;:/|]|\s[-–—]\s")
"""What stands between a name and a role: 'Priya Shah (team manager)'."""

_WORD = re.compile(r"[^\W_]+(?:['’.-][^\W_]+)*")
_SMALL_WORDS = "a after an and at by for from in of on our the to with"
_AT_THE_EDGES = frozenset(_SMALL_WORDS.split())
_ALSO_SURNAMES = "case child english hall justice key law link senior ward young"
_SURNAMES = frozenset(_ALSO_SURNAMES.split())
"""Known words that are surnames too: an owner of whom nothing else is said may be a colleague."""

_SHORTEST_NAME = 3


def as_role(owner: str) -> str:
    """The owner by role; as the team wrote it where that is nothing but words of roles."""
    if not owner.strip() or _is_no_name(owner):
        return owner
    roles = [_known_words(part) for part in _APART.split(owner) if _says_who(part)]
    return ", ".join(dict.fromkeys(filter(None, roles))) or A_COLLEAGUE


def roles_by_name(owners: Iterable[str]) -> Mapping[str, str]:
    """The names that stand among the owners, whole and in parts, each with its role."""
    found: dict[str, str] = {}
    for owner in owners:
        role = as_role(owner)
        for part in _APART.split(owner):
            words = _WORD.findall(part)
            if _says_who(part) or all(_known(word) for word in words):
                continue
            whole = [" ".join(part.split())] if len(words) > 1 else []
            alone = [word[:1].upper() + word[1:] for word in words if _is_a_name_alone(word)]
            found.update(dict.fromkeys([*whole, *alone], role))
    return found


def without_names(text: str, roles: Mapping[str, str]) -> str:
    """The text with `[team manager]` where an owner's name was; else as it was typed.

    A whole name is found however it is written, a part of it only with its capital.
    """
    if not roles:
        return text
    folded = {name.casefold(): role for name, role in roles.items()}
    every = "|".join(_pattern(name) for name in sorted(roles, key=len, reverse=True))

    def role(found: re.Match[str]) -> str:
        return f"[{folded.get(' '.join(found[0].split()).casefold(), A_COLLEAGUE)}]"

    return re.sub(rf"(?<!\w)(?:{every})(?!\w)", role, text)


def _pattern(name: str) -> str:
    words = r"\s+".join(map(re.escape, name.split()))
    return f"(?i:{words})" if " " in name else words


def _is_no_name(owner: str) -> bool:
    """Whether it is made up of words of roles: 'Team manager', 'School', and not 'Young'."""
    words = _WORD.findall(owner)
    telling = {word.casefold() for word in words} - _SURNAMES - _AT_THE_EDGES
    return all(map(_known, words)) and bool(telling)


def _known(word: str) -> bool:
    plain = word.casefold().replace("’", "'")
    return plain in KNOWN or plain.removesuffix("'s") in KNOWN or _every_part(plain)


def _every_part(word: str) -> bool:
    parts = word.split("-")
    return len(parts) > 1 and all(part in KNOWN for part in parts)


def _says_who(text: str) -> bool:
    return any(part in ROLES for word in _WORD.findall(text) for part in word.casefold().split("-"))


def _known_words(part: str) -> str:
    """What is known of a part, without the small words that led to or from what is not."""
    words = [word for word in _WORD.findall(part) if _known(word)]
    while words and words[0].casefold() in _AT_THE_EDGES:
        words.pop(0)
    while words and words[-1].casefold() in _AT_THE_EDGES:
        words.pop()
    return " ".join(words)


def _is_a_name_alone(word: str) -> bool:
    """Whether a part of a name is looked for by itself: 'Will' and 'May' are too often words."""
    common = _known(word) or word.casefold() in NO_NAMES
    return len(word) >= _SHORTEST_NAME and not common
