"""A small good pack and format, as text, to be spoilt line by line."""

from __future__ import annotations

PACK = """\
# What a pack looks like.
format: 1
id: small
title: Small
review: The small review
partnership: Some partnership
content_note: It is about a child.

source:
  title: The slides
  publisher: Some partnership
  kind: slides
  reference: Ask them for it.

case_summary:
  about: A child lived here.
  source: slide 2
  events:
    - id: first
      text: Something happened.
      source: slide 2
      essential: true

recommendations:
  - id: rec-one
    label: Recommendation 1
    text: The service should look again.
    source: slide 5

activities:
  - id: talk-it-over
    title: Talk it over
    text: Talk about what you would have done.
    minutes: 10
    way: pairs
    source: slide 7
    prompts:
      - id: what-then
        text: What would you have thought then?
        written_for_pack: true

source_notes:
  - id: note-one
    kind: unclear
    text: The slide does not say when.
    about: [first]
"""

FORMAT = """\
format: 1
id: short
title: Short
about: For a short meeting.
ground_rules:
  - We note themes.
phases:
  - id: read
    kind: review
    title: The review
    short: Review
    minutes: 5
    shows: [summary, events]
    unused_minutes_to: talk
  - id: talk
    kind: talk
    title: Talk
    short: Talk
    minutes: 10
    question_minutes: 4
    questions:
      - id: worked-well
        text: What worked well?
"""


def line_of(text: str, part: str) -> int:
    """The line, from 1, on which a part of a text first stands."""
    return text[: text.index(part)].count("\n") + 1


def spoilt(text: str, old: str, new: str) -> str:
    """The text with one part replaced, which must be there."""
    assert old in text
    return text.replace(old, new, 1)
