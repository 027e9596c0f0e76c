"""The text of a new pack: complete, with comments, and with everything in it to be replaced."""

from __future__ import annotations

import json
from dataclasses import dataclass

from learnsession.errors import LearnSessionError
from learnsession.packs.base import Short, Text
from learnsession.packs.shape import limit
from learnsession.packs.text import without_unwanted
from learnsession.packs.words import as_id
from learnsession.typed import clean

TITLE, REVIEW = "Title", "The title as printed"
PARTNERSHIP = "The partnership that published it"
ABOUT = "What the briefing is about, in a paragraph of your own that a person could read out."
FIRST = "What happened first, in one or two sentences of your own."
WENT_WELL = "Something that somebody did well. Look for it; it is easily passed over."
LEARNED = "What the briefing draws from it."
RECOMMENDED = "What the briefing recommends."
WHERE = "The page of the partnership's website where it stands."

TO_REPLACE = frozenset(
    (TITLE, REVIEW, PARTNERSHIP, ABOUT, FIRST, WENT_WELL, LEARNED, RECOMMENDED, WHERE)
)
"""What stands in a new pack until somebody writes there what their briefing says."""


@dataclass(frozen=True, slots=True)
class Beginning:
    """What is known of a new pack. An empty text becomes one that is to be replaced."""

    name: str
    """The name of its file without the ending; its id follows from it."""
    title: str = ""
    review: str = ""
    """The title as printed; if empty, the title."""
    partnership: str = ""
    about: str = ""
    schema: str = ""
    """Where editors that know YAML find the schema, e.g. a file beside it; empty for none."""


def new_pack(known: Beginning) -> str:
    """The text of a pack that is good as it stands.

    Raises:
        LearnSessionError: something that was given is too long.

    """
    title = _line("title", known.title)
    name = as_id(known.name) or as_id(title) or "my-pack"
    words = {
        "ID": name if name != "null" else '"null"',  # YAML takes the bare word for nothing
        "TITLE": title or TITLE,
        "REVIEW": _line("title as printed", known.review) or title or REVIEW,
        "PARTNERSHIP": _line("partnership", known.partnership) or PARTNERSHIP,
        "ABOUT": _line("paragraph on what it is about", known.about, Text) or ABOUT,
    }
    text = _TEXT.replace("<ID>", words.pop("ID"), 1)
    # In pieces, so that what was given may itself look like a place to fill.
    pieces = text.split("<")
    made = [pieces[0]]
    for piece in pieces[1:]:
        name, _, rest = piece.partition(">")
        made.append(json.dumps(words[name], ensure_ascii=False) + rest)
    return _first_line(known.schema) + "".join(made)


def _first_line(schema: str) -> str:
    from learnsession.packs.schema import MODELINE  # few ask for it

    return f"{MODELINE}{schema}\n" if schema else ""


def _line(name: str, given: str, kind: object = Short) -> str:
    """What was given on one line, without what no pack may have in it."""
    text = " ".join(without_unwanted(clean(given).text).split())
    most = limit(kind, "max_length") or 0
    if len(text) > most:
        happened = f"The {name} has {len(text):,} characters; {most:,} is the most."
        raise LearnSessionError(happened, "Shorten it.")
    return text


_TEXT = f"""\
# Replace what stands here with what your briefing says, in your own words, and save. Lines that
# begin with # are comments. To see it: learnsession preview FILE. To check it: learnsession check
# FILE. No names, initials, birth dates, addresses, schools or case numbers, please.

format: 1
id: <ID>
title: <TITLE>
# The title as printed, and the body that published it, as printed.
review: <REVIEW>
partnership: <PARTNERSHIP>

# Which document it is. How can somebody find it again?
source:
  title: <REVIEW>
  publisher: <PARTNERSHIP>
  kind: briefing
  # published: March 2024
  reference: {WHERE}

# Said before anything else: what people will hear, without detail, and that they may step out.
content_note: >-
  This briefing is about a child who was seriously harmed. You may pass, or step out and come back,
  at any time. Nobody will ask why.

# What happened, in the order of the briefing. Each item says where in the briefing it stands.
# `essential: true` marks what must be heard in half an hour: at most 12 points and 450 words.
case_summary:
  about: <ABOUT>
  source: Box 1
  events:
    - id: first-event
      text: {FIRST}
      source: Box 2, first point
      essential: true
    - id: worked-well
      text: {WENT_WELL}
      source: Box 3
      essential: true
      worked_well: true

# What was learned.
learning_points:
  - id: first-learning
    text: {LEARNED}
    source: Box 4, first point
    essential: true

# What is recommended. `label` is what the briefing calls it. Where it says must or should, keep the
# word and add `strength: must` or `strength: should`; add `addressed_to: [A body]` if it names one.
recommendations:
  - id: recommendation-1
    label: Recommendation 1
    text: {RECOMMENDED}
    source: Box 5, first point
    essential: true

# What the team talks about: the three questions that such briefings end with. Ask what, how and
# why; not what can be answered yes or no. A team meeting of half an hour leaves eight minutes.
activities:
  - id: three-questions
    title: Three questions to our team
    text: Answer the three questions of the briefing for our own work.
    source: Box 7
    minutes: 8
    way: whole team
    essential: true
    prompts:
      - id: key-reflections
        text: What are our key reflections?
        source: Box 7, first question
      - id: embed-and-know
        text: How will we embed this learning, and how will we know that we have?
        source: Box 7, second question
        notes: Two halves. Do not let the room leave before the second.
      - id: into-our-plans
        text: How does it go into our plans, and who takes it there?
        source: Box 7, third question

# What the briefing leaves open, or where it disagrees with itself. Shown as yours, never as the
# review's words. To write one, take the # and the space after it away from the lines below.
# source_notes:
#   - id: note-dates
#     kind: gap
#     text: Only the first event has a date.
#     about: [first-event]
"""
