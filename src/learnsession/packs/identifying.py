"""What in a text looks as if it identified somebody. It assists, and cannot be relied on alone."""

from __future__ import annotations

import re

_KIN = (
    "mother father mum mam mummy dad daddy parent brother sister sibling son daughter twin "
    "grandmother grandfather grandparent nan nana grandad uncle aunt auntie cousin nephew niece "
    "stepmother stepfather step-mother step-father stepbrother stepsister half-brother half-sister "
    "husband wife partner boyfriend girlfriend fiancé fiancée friend neighbour"
)
_TITLES = "Mr Mrs Ms Miss Mx Dr Doctor Prof Professor Sir Dame Lord Lady Judge Rev Reverend"
_NO_NAME = (
    "A Adult All An And As At Baby Board Boards But By Care Case Cases Child Children Council For "
    "From He Her His I If In It No Not Of On Or Review She So Standard That The Their Then There "
    "They Thing This Those To We What When Where Which Who Why With Young Family Families Police "
    "Social Early Help Hub Health Services Service School University Court Line "
    "Monday Tuesday Wednesday Thursday Friday Saturday Sunday January February March April May "
    "June July August September October November December Norfolk Cumbria England Wales Ofsted"
)
_MONTHS = (
    "jan(?:uary)?|feb(?:ruary)?|mar(?:ch)?|apr(?:il)?|may|june?|july?|aug(?:ust)?|"
    "sep(?:t(?:ember)?)?|oct(?:ober)?|nov(?:ember)?|dec(?:ember)?"
)
_DATE = (
    rf"(?:\d{{1,2}}(?:st|nd|rd|th)?(?: of)? (?:{_MONTHS}),? \d{{2,4}}|"
    rf"(?:{_MONTHS}) \d{{1,2}}(?:st|nd|rd|th)?,? \d{{4}}|"
    r"\d{1,2}[./-]\d{1,2}[./-]\d{2,4}|\d{4}-\d{2}-\d{2})"
)
_NAME = rf"(?!(?:{'|'.join(_NO_NAME.split())})\b)[A-ZÀ-ÖØ-ÞŁŚŻŴ][a-zà-öø-ÿąćęłńóśźżŵŷ'’-]+"

_TELEPHONE = re.compile(r"(?<![\d+])(?:\+44 ?(?:\(0\) ?)?|0)(?:\d[ -]?){8,9}\d(?!\d)")
_NHS = re.compile(r"(?<![\d+])\d{3}[ -]?\d{3}[ -]?\d{4}(?!\d)")

_KINDS: tuple[tuple[str, re.Pattern[str]], ...] = (
    ("a person's name", re.compile(rf"\b(?i:{'|'.join(_KIN.split())}),? {_NAME}")),
    ("a person's name", re.compile(rf"\b(?:{'|'.join(_TITLES.split())})\.? {_NAME}")),
    (
        "a date of birth",
        re.compile(rf"\b(?:born|birth(?:day)?|d\.?o\.?b\.?)\b[^.;]{{0,30}}?\b{_DATE}", re.I),
    ),
    ("a date of birth", re.compile(rf"\b{_DATE} ?\(?(?:date of birth|birthday|dob)\b", re.I)),
    ("a postcode", re.compile(r"\b[A-Z]{1,2}[0-9][0-9A-Z]? ?[0-9][A-Z]{2}\b")),
    ("an NHS number", _NHS),
    ("an e-mail address", re.compile(r"[\w.+-]+@[\w-]+(?:\.[\w-]+)+")),
    ("a telephone number", _TELEPHONE),
)


def looks_like(text: str) -> tuple[str, ...]:
    """What kinds of identifying text there seem to be in it, each once, such as 'a postcode'."""
    text = " ".join(text.split())
    found = dict.fromkeys(kind for kind, pattern in _KINDS if pattern.search(text))
    if not _NHS.search(_TELEPHONE.sub(" ", text)):
        found.pop("an NHS number", None)
    return tuple(found)
