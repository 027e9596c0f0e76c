"""Letters that stand for words, such as MARAC, and whether anything says for which."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

_LETTERS = re.compile(r"(?<![\w&@./-])([A-Z]{2,6})(?:s|['’]s)?(?![\w@])(?!-[A-Z])")
_LABEL = re.compile(r"\b(?:Child(?:ren)?|Cases?|Family|Baby|Babies|Adult|Young Person)\s+$")
_LIST = re.compile(r"(?:\b[A-Z]{1,2}\b(?:,\s*|\s+and\s+|\s+or\s+))+$")
_ROMAN = re.compile(r"[IVX]+")
_SHOUTED = re.compile(r"[A-Z]{2,}(?:[\s,&:/-]+[A-Z]{2,})+")
_KNOWN = re.compile(r"AM|PM|BBC|CV|EU|FAQ|GP|HIV|ID|IT|NHS|NSPCC|OK|PC|PDF|TV|UK|UN|USA")
"""Letters that people in this work read as words."""


def unexplained(texts: Sequence[str], notes: str) -> Iterator[tuple[int, str]]:
    """Letters that nothing in these texts explains: each once, with the index of its first text.

    Args:
        texts: what people read or hear.
        notes: the source notes. Letters that they speak of have been dealt with.

    Explained is what stands in brackets after its words, or has its words in brackets after it:
    'Multi-Agency Safeguarding Hub (MASH)', 'MASH (Multi-Agency Safeguarding Hub)'. Labels of cases
    and children, Roman numbers and headings in capitals are no acronyms.

    """
    everything = "\n".join(texts)
    labels = {letters for text in texts for letters in _labels(text)}
    told: set[str] = set()
    for index, text in enumerate(texts):
        for letters in _acronyms(text):
            if letters not in told and letters not in labels:
                told.add(letters)
                if not _explained(letters, everything) and not re.search(rf"\b{letters}", notes):
                    yield index, letters


def _acronyms(text: str) -> Iterator[str]:
    text = _SHOUTED.sub(lambda found: "" if _is_heading(found[0]) else found[0], text)
    for found in _LETTERS.finditer(text):
        if not _KNOWN.fullmatch(found[1]) and not _ROMAN.fullmatch(found[1]):
            yield found[1]


def _is_heading(words: str) -> bool:
    """Several words in capitals, one of which is too long or too plain to be letters."""
    parts = re.findall(r"[A-Z]+", words)
    return any(len(part) > 6 or part in ("AND", "OF", "THE", "FOR", "IN", "ON") for part in parts)


def _labels(text: str) -> Iterator[str]:
    """What a child or case is called: 'Child AI', 'Cases O, R and AC'."""
    for found in _LETTERS.finditer(text):
        before = text[: found.start()]
        if _LABEL.search(_LIST.sub("", before)):
            yield found[1]


def _explained(letters: str, everything: str) -> bool:
    plural = rf"\b{letters}(?:s|['’]s)?"
    in_brackets = rf"\([^()]*?{plural}\b"
    before_words = rf"{plural}['\"’”]?\s+(?:\((?!\d|page|slide|see\b)|stands? for\b|means\b)"
    return bool(re.search(f"{in_brackets}|{before_words}", everything))
