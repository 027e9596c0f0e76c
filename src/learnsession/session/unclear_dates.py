"""What people write for a date that is no day: terms, seasons, 'soon'. Each with its own hint."""

from __future__ import annotations

import re

from learnsession.errors import RefusedError
from learnsession.session.calendar_words import MONTH, NUMBER, WEEKDAY, refused

_EDGE = (
    r"(?:the )?(?:(?:(?:very )?(?:end|start|beginning|middle)"
    r"|(?:first|second|last) (?:day|week|half)) of )?"
)
_WHICH = r"(?:(?:the|this|next|our) )?"
_TERM = (
    r"(?:(?:autumn|spring|summer|winter|school|academic|first|second) )?"
    r"(?:half[- ]?terms?|term(?:[- ]?time)?|school year|academic year)"
    r"|(?:(?:school|summer|easter|christmas|half[- ]?term) )(?:holidays?|break)"
)
_SEASON = (
    r"spring|summer|autumn|winter|christmas(?: day| eve)?|xmas|boxing day|easter"
    r"|new year(?:['’]?s(?: day| eve)?)?|bank holiday|ramadan|eid|diwali|hanukkah|passover"
)
_VAGUE = (
    r"asap|a\.s\.a\.p|as soon as(?: is)? (?:possible|practicable|we can)|soon|shortly|immediately"
    r"|on-?going|continuous(?:ly)?|rolling|when(?:ever)? possible|in due course|later"
    r"|t\.?b\.?[ac]|to be (?:confirmed|agreed|arranged)"
    r"|(?:in |within )?(?:a )?few (?:days|weeks|months)"
)
_MEETING = (
    r"(?:the |our |their |his |her |my )?next "
    rf"(?:(?!(?:{WEEKDAY}|{MONTH}|day|week|month|year|term)\b)[\w-]+ ){{0,3}}"
    r"(?:supervision|meeting|visit|review|core group|conference|session)"
)
_FINANCE = r"(?:financial year|(?:(?:this |next )?quarter|q[1-4])(?: \d{4})?)"

_NTH_DAY = r"(?:the )?\d{1,2}(?:st|nd|rd|th)?"
_ONE_DAY = (
    rf"(?:(?:{WEEKDAY}),? )?(?:{_NTH_DAY}(?: of)?[ /.-]?(?:{MONTH})(?:,? \d{{4}})?"
    rf"|\d{{1,2}}/\d{{1,2}}(?:/\d{{2,4}})?)|{WEEKDAY}"
)
_ITS_MONTH = rf"(?:{MONTH}|(?:the|this|next) (?:month|year))(?: \d{{4}})?"
_OR = r" ?(?:-|–|—|/|&|,? or(?: by)?|,? and|to|until) ?"

_HINTS: tuple[tuple[re.Pattern[str], str, str], ...] = (
    (
        re.compile(rf"{_EDGE}{_WHICH}(?:{_TERM})"),
        "'{}' is not the same day everywhere.",
        "Term dates differ from school to school: give the date.",
    ),
    (
        re.compile(rf"{_EDGE}{_WHICH}(?:{_SEASON})"),
        "'{}' is not written as a date.",
        "Give the day and the month.",
    ),
    (
        re.compile(_VAGUE),
        "'{}' means a different day to everyone.",
        "Give the day by which it should be done, or looked at again.",
    ),
    (
        re.compile(rf"{_EDGE}{_WHICH}{_FINANCE}"),
        "'{}' is not the same day everywhere.",
        "Give the date.",
    ),
    (
        re.compile(rf"(?:in |within )?(?:{NUMBER}) (?:working|school) days?(?:['’]? time)?"),
        "'{}' depends on holidays.",
        "Count them, and give the date.",
    ),
    (
        re.compile(_MEETING),
        "'{}' is not a date yet.",
        "Give the day for which it is planned.",
    ),
    (
        re.compile(
            rf"(?:(?:{WEEKDAY}),? )?{_NTH_DAY}{_OR}{_ONE_DAY}|(?:{_ONE_DAY}){_OR}(?:{_ONE_DAY})"
        ),
        "'{}' is more than one day.",
        "Give the last of them.",
    ),
    (
        re.compile(
            rf"(?:the )?(?:w/?c|w/?b|week (?:commencing|beginning|starting|of)) (?:{_ONE_DAY})"
            rf"|(?:the )?(?:first|second|third|fourth|last|\d(?:st|nd|rd|th)) (?:week|half) "
            rf"(?:of|in) {_ITS_MONTH}|(?:the |this |next )?weekend"
        ),
        "'{}' is more than one day.",
        "Give the date.",
    ),
    (
        re.compile(
            rf"(?:the )?(?:first|second|third|fourth|last|\d(?:st|nd|rd|th)) (?:{WEEKDAY}|day) "
            rf"(?:of|in) {_ITS_MONTH}"
        ),
        "'{}' is not written as a date.",
        "Give the day and the month.",
    ),
    (
        re.compile(rf"(?:early|late|mid|middle of)[- ](?:(?:in|the|this|next) )?(?:{MONTH}|month)"),
        "'{}' is more than one day.",
        "Give the date.",
    ),
    (
        re.compile(rf"(?:in )?(?:(?:this|next) )?(?:{MONTH})(?: \d{{4}})?|\d{{1,2}}/\d{{4}}"),
        "'{}' is a whole month.",
        "Give the day, or write 'end of' before it.",
    ),
    (
        re.compile(rf"(?:{MONTH}) \d{{1,2}}(?:st|nd|rd|th)?(?:,? \d{{4}})?"),
        "'{}' is the wrong way round.",
        "The day comes first.",
    ),
)


def unclear(words: str, typed: str) -> RefusedError | None:
    """Why it is no day that could be meant, with a hint; None when it is not known here.

    Args:
        words: in small letters, with single spaces.
        typed: as it is to be quoted.

    """
    for pattern, happened, hint in _HINTS:
        if pattern.fullmatch(words):
            return refused(happened.format(typed), hint)
    return None
