"""Names: a title or a word for a relation, and beside it a word that is written like a name."""

from __future__ import annotations

import re
from collections.abc import Iterator

from learnsession.privacy.kinds import Finding
from learnsession.privacy.no_names import NEVER_NAMES, NO_NAMES

_TITLE_WORDS = (
    "mr mrs ms miss mx dr doctor prof professor sir dame lord lady judge rev reverend cllr "
    "councillor nurse sgt pc dc ds di"
)
_KIN_WORDS = (
    "mother father mum mam mom mummy dad daddy parent brother sister sibling son daughter twin "
    "grandmother grandfather grandma grandpa granny gran grandparent nan nana nanny grandad "
    "granddad grandson granddaughter uncle aunt auntie aunty cousin nephew niece stepmother "
    "stepfather stepmum stepdad stepson stepdaughter stepbrother stepsister "
    "husband wife partner ex boyfriend girlfriend fiancé fiancée friend neighbour baby toddler"
)
_NAMED_WORDS = "child boy girl infant teenager lad man woman pupil student"
"""After these a name stands only where it is told: 'Child Protection' is none."""

_TITLES, _KIN, _NAMED = (
    frozenset(words.split()) for words in (_TITLE_WORDS, _KIN_WORDS, _NAMED_WORDS)
)
_SURNAME = frozenset({"mr", "mrs", "ms", "mx", "dr", "cllr"})
"""After these nearly every word is a name; in small letters only after the first two."""

_CUES = _TITLES | _KIN | _NAMED
_WORD = re.compile(r"[^\W\d_]+")
_SHORTEST, _LONGEST = min(map(len, _CUES)), max(map(len, _CUES))

_CAPITAL = "[A-ZÀ-ÖØ-ÞĀĂĄĆČĎĐĒĖĘĚĞĢĪĮİĶĹĻĽŁŃŅŇŌŐŒŔŘŚŞŠŤŪŮŰŲŴŶŹŻŽ]"
_LIKE_A_NAME = rf"(?:(?:Mc|Mac|O['’]|D['’]){_CAPITAL}|{_CAPITAL})[^\W\d_A-Z][^\W\d_]{{0,30}}"
_INITIALS = r"(?:[A-Z]\.?[ \u00a0]){0,3}"
_GAP = r"[ \t\u00a0]{1,3}"

_AFTER_TITLE = re.compile(
    rf"\.?{_GAP}{_INITIALS}(?P<name>{_LIKE_A_NAME}|[A-Z][A-Z'’-]{{2,30}})(?!\w)"
)
_AFTER_MR = re.compile(rf"\.?{_GAP}(?P<name>[^\W\d_]{{3,30}})(?!\w)")
_AND_MORE = re.compile(rf"(?:['’-][^\W\d_]{{1,30}}|[ -]{_LIKE_A_NAME}(?!\w)){{0,4}}")
"""The rest of a name that goes on: 'Sarah Jane Smith-Jones'."""

_TOLD = (
    rf"(?:(?:['’]s|{_GAP}is|{_GAP}was)?,?{_GAP}(?:called|named|known{_GAP}as)|"
    rf"['’]s{_GAP}(?:first{_GAP})?name{_GAP}(?:is|was)){_GAP}"
)
"""What says that a name follows: 'is called', "'s name was", ', known as'."""

_AFTER_KIN = re.compile(rf"(?:{_TOLD}|,?{_GAP}(?:is{_GAP})?|[ ]?\()(?P<name>{_LIKE_A_NAME})(?!\w)")
_AFTER_NAMED = re.compile(rf"{_TOLD}(?P<name>{_LIKE_A_NAME})(?!\w)")
_BEFORE_KIN = re.compile(
    rf"(?<![\w'’-])(?P<name>{_LIKE_A_NAME})(?:['’]s{_GAP}|s['’]{_GAP}|{_GAP}\((?:the |her |his )?|"
    rf",{_GAP}(?:the|her|his|their){_GAP})\Z"
)
_BACK = 48
"""Characters before a word for a relation in which the name is looked for."""


def names(text: str) -> Iterator[Finding]:
    """Every name with a title or a relation. Goes word by word, so its time is that of reading."""
    for word in _WORD.finditer(text):
        if not _SHORTEST <= word.end() - word.start() <= _LONGEST:
            continue
        cue = word[0].casefold()
        if cue in _CUES:
            span = _named(text, word, cue)
            if span:
                yield Finding("name", *span, f"{word[0]} …")


def _named(text: str, word: re.Match[str], cue: str) -> tuple[int, int] | None:
    """Where title or relation and name stand together."""
    start, end = word.span()
    for pattern in _patterns(word[0], cue):
        after = pattern.match(text, end)
        if after and _may_be_one(after["name"], cue):
            more = _AND_MORE.match(text, after.end())
            return start, more.end() if more else after.end()
    if cue not in _KIN:
        return None
    before = _BEFORE_KIN.search(text, max(0, start - _BACK), start)
    return (before.start(), end) if before and _may_be_one(before["name"], cue) else None


def _patterns(typed: str, cue: str) -> tuple[re.Pattern[str], ...]:
    """What a name looks like after this word."""
    if cue in _NAMED:
        return (_AFTER_NAMED,)
    if cue in _KIN:
        return (_AFTER_KIN,)
    if cue in ("mr", "mrs"):
        return (_AFTER_TITLE, _AFTER_MR)
    # In small letters a title may be another word: '20 ms', 'the judge', 'a nurse'.
    return (_AFTER_TITLE,) if typed[0].isupper() else ()


def _may_be_one(name: str, cue: str) -> bool:
    """Whether this word can be a name here: in 'Mr White', not in 'father (White British)'."""
    first = re.split("['’-]", name.casefold())[0]
    return first not in (NEVER_NAMES if cue in _SURNAME else NO_NAMES) and first not in _CUES
