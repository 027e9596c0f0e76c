"""What would still help an agreed action, and of which nothing was said."""

from __future__ import annotations

from action_samples import action_of, changed, pinned, progressed, undone

from learnsession.packs.smart_words import read_smart_words
from learnsession.session.action_events import ActionFields
from learnsession.session.lacking import advice_on, lacking, spoken_of, unspoken

WORDS = read_smart_words(None)
MEASURED = ActionFields(measure="A reply")


def test_an_action_that_lacks_something_has_a_line_of_questions() -> None:
    (line,) = lacking(WORDS, [action_of()])
    assert line == f"A-0012: {WORDS.sentences.measure}"
    bare = action_of(changed("c", 2, cleared=("owner", "due")))
    assert [each.about for each in advice_on(WORDS, bare)] == ["owner", "due", "measure"]
    assert lacking(WORDS, [action_of(changed("c", 2, fields=MEASURED))]) == ()


def test_what_is_asked_of_the_service_needs_somebody_to_carry_it_there() -> None:
    fields = ActionFields(level="service", measure="A reply")
    found = advice_on(WORDS, action_of(changed("c", 2, fields=fields)))
    assert [each.about for each in found] == ["carried-by", "reply-by"]


def test_nothing_is_asked_of_what_is_done() -> None:
    assert lacking(WORDS, [action_of(progressed("p", 2, "done"))]) == ()


def test_of_what_was_undone_or_only_pinned_nothing_was_said() -> None:
    quiet = action_of(pinned("p", 2), progressed("g", 3, "going"), undone("u", 4, "g"))
    assert not spoken_of(quiet)
    going = action_of(progressed("g", 3, "going"))
    done = action_of(progressed("d", 3, "done"))
    assert unspoken([quiet, going, done]) == (quiet,)
