"""Whether somebody does anything in a sentence: its verbs, by a list and a few rules of English.

This is a guess, made so that it errs on the side of finding a verb: advice that is wrong about a
good action would soon not be read. 'Review' in 'a review of' is a noun; 'training' in 'training for
all staff' is no doing; 'to review' and 'review the plan' are.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import lru_cache
from typing import Literal

from learnsession.packs.smart_words import SmartWords

Form = Literal["base", "s", "ed", "ing"]

_TOKEN = re.compile(r"[^\W\d_]+(?:['-][^\W\d_]+)*|\d[\w.,/]*\w|\S")


def _words(text: str) -> frozenset[str]:
    return frozenset(text.split())


_SENTENCE_ENDS = frozenset(".;:!?\n")
_BREAKS = _SENTENCE_ENDS | frozenset(",()[]•*-–—/&+|")
_JOINS = _words("and then or plus also")
_LEADS = _JOINS | _words("to will should must can shall may please not we they i who")
_BEFORE_A_NOUN = _words(
    "a an the our their its his her your my this that these those any some no more better new "
    "regular good further each every of for in on about with from by at"
)
_AFTER_A_NOUN = _words(
    "of for on in about with between by at from and or to will should must is are was were"
)
_DETERMINERS = _words("the a an our their its his her this these what who whether which")
_NO_VERBS = (
    _BEFORE_A_NOUN
    | _AFTER_A_NOUN
    | _LEADS
    | _DETERMINERS
    | _words("all both after before during until since when where while if as so but how why")
    | _words("within without across through under over into than such only just")
)
_BE = _words("be is are been being was were")
_DOING = _BE | _words("start stop begin keep")
_VOWELS = frozenset("aeiou")


@dataclass(frozen=True, slots=True)
class Verb:
    """A verb in a text."""

    words: str
    """As found, in small letters."""
    weak: bool
    leads: bool
    """True for the first of its sentence, and for one that begins a part or follows 'and'."""


def verbs_in(words: SmartWords, text: str) -> list[Verb]:
    """The verbs of a text, from left to right."""
    tokens = _tokens(text)
    found: list[Verb] = []
    at, first = 1, True
    while at < len(tokens) - 1:
        before, token = tokens[at - 1], tokens[at]
        first = first or token in _SENTENCE_ENDS
        length, weak = _verb_at(words, tokens, at)
        if length:
            leads = first or before in _BREAKS or before in _JOINS
            found.append(Verb(" ".join(tokens[at : at + length]), weak, leads))
            first = False
        at += length or 1
    return found


def _verb_at(words: SmartWords, tokens: list[str], at: int) -> tuple[int, bool]:
    """How many words the verb at a place has, and whether it is weak; 0 where none is.

    A word that nobody listed is one where it begins a sentence before 'the': 'unravel the plan'.
    """
    strong, weak, phrases = _known(words)
    for first, *rest in phrases:
        begins = tokens[at] in _BE if first == "be" else tokens[at] in _forms(first)
        if begins and tokens[at + 1 : at + 1 + len(rest)] == rest:
            return 1 + len(rest), True
    before, token, after = tokens[at - 1 : at + 2]
    for each, is_weak in ((token, True), (token, False), (token.rpartition("-")[2], False)):
        forms = (weak if is_weak else strong).get(each, frozenset())
        if any(_is_done(form, before, after) for form in forms):
            return 1, is_weak
    unknown = before in _BREAKS and after in _DETERMINERS and token.isalpha()
    return int(unknown and token not in _NO_VERBS), False


def _is_done(form: Form, before: str, after: str) -> bool:
    """Whether a word of this form is a verb between these two."""
    starts, noun = before in _BREAKS, before in _BEFORE_A_NOUN
    ends = after in _BREAKS or after in _AFTER_A_NOUN
    if form == "base":
        return after != "of" if starts or before in _LEADS else not (noun or ends)
    if form == "s":
        return not (noun or ends)
    if form == "ed":
        return not noun and (not starts or after in ("to", "that"))
    return not ends and (starts or before in _DOING or after in _BEFORE_A_NOUN)


def _tokens(text: str) -> list[str]:
    """Words and marks in small letters, with the end of a line at both ends."""
    lines = text.casefold().replace("’", "'").split("\n")
    return ["\n", *(token for line in lines for token in (*_TOKEN.findall(line), "\n"))]


_Forms = dict[str, frozenset[Form]]


@lru_cache(maxsize=4)
def _known(words: SmartWords) -> tuple[_Forms, _Forms, tuple[list[str], ...]]:
    """Every form of the strong verbs and of the weak ones, and the weak phrases."""
    strong = [*(pair for verb in words.verbs for pair in _forms(verb).items())]
    strong += [(form, "ed") for form in words.irregular]
    single = [word for word in words.weak if " " not in word]
    weak = [pair for word in single for pair in _forms(word).items()]
    phrases = tuple(word.split() for word in words.weak if " " in word)
    return _gathered(strong), _gathered(weak), phrases


def _gathered(pairs: list[tuple[str, Form]]) -> _Forms:
    gathered: dict[str, set[Form]] = {}
    for word, form in pairs:
        gathered.setdefault(word, set()).add(form)
    return {word: frozenset(forms) for word, forms in gathered.items()}


@lru_cache(maxsize=1000)
def _forms(verb: str) -> dict[str, Form]:
    """A verb with what the rules of spelling make of it; wrong ones among them do no harm."""
    forms: dict[str, Form] = {verb: "base", verb + "s": "s", verb + "es": "s"}
    stems = [verb, verb + verb[-1]]
    if verb.endswith("e"):
        stems = [verb[:-1]]
    elif verb.endswith("y") and verb[-2:-1] not in _VOWELS:
        forms |= {verb[:-1] + "ies": "s", verb[:-1] + "ied": "ed"}
    for stem in stems:
        forms |= {stem + "ed": "ed", stem + "ing": "ing"}
    return forms
