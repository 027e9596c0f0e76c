"""A phrase is found as people mean it, and whatever is left is just what was there."""

from __future__ import annotations

import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as st

from learnsession.session.phrases import Phrase
from learnsession.session.record import REMOVED

ANY = st.text(st.characters(codec="utf-8"), max_size=30)
NEAR = st.text(st.sampled_from("aAbB éÉe\u0301\n\t\u00a0\u200b[]removd"), max_size=12)
"""Few characters, so that phrases stand in texts by chance."""

APOSTROPHES = "'`\u2018\u2019\u201b\u2032\u2035\u02b9\u02bb\u02bc\u02bd\uff07"
QUOTES = '"\u201c\u201d\u201e\u201f\xab\xbb\uff02'
HYPHENS = "-\u2010\u2011\u2012\u2013\u2014\u2015\u2212\ufe63\uff0d"
SAME = (APOSTROPHES, QUOTES, HYPHENS, "iIİı")


def removed(phrase: str, text: str) -> str:
    return Phrase(phrase).removed_from(text)[0]


@pytest.mark.parametrize(
    ("phrase", "text", "left"),
    [
        ("Jon Smith", "it was JON\n  smith's idea", "it was [removed]'s idea"),
        ("  Jon  Smith ", "Jon\u00a0Smith", "[removed]"),
        ("René", "RENE\u0301 and rené", "[removed] and [removed]"),
        ("Rene", "René stays, Rene goes", "René stays, [removed] goes"),
        ("strasse", "Die STRASSE, die Straße", "Die [removed], die [removed]"),
        ("ﬁona", "Fiona", "[removed]"),
        ("Ab", "a\u200bb", "[removed]"),
        ("Łukasz", "łukasz i ŁUKASZ", "[removed] i [removed]"),
        ("👩‍👧 x", "👩‍👧 X", "[removed]"),
        ("aba", "ababa", "[removed]ba"),
        ("removed", "removed [removed]", "[removed] [removed]"),
        ("] x", "[removed] x", "[removed] x"),
        ("istanbul", "İstanbul, I\u0307STANBUL, ıstanbul", "[removed], [removed], [removed]"),
        ("İstanbul", "istanbul, ISTANBUL", "[removed], [removed]"),
        ("DIYARBAKIR", "Diyarbakır", "[removed]"),
        ("is", "ís i\u0301s", "ís i\u0301s"),
        ("Anne-Marie", "Anne\u2011Marie \u2013 Anne Marie", "[removed] \u2013 Anne Marie"),
        ("O'Brien", 'O"Brien', 'O"Brien'),
        ("not there", "something else", "something else"),
        ("", "nothing", "nothing"),
    ],
)
def test_what_is_left(phrase: str, text: str, left: str) -> None:
    assert removed(phrase, text) == left


def test_it_is_counted_and_said_where_it_is_a_part_of_a_longer_word() -> None:
    spans = list(Phrase("Ben").spans("Ben, the benefit, reuben. BEN!"))
    assert [span.inside for span in spans] == [False, True, True, False]
    assert Phrase("Ben").removed_from("Ben and Ben")[1] == 2


@pytest.mark.parametrize(
    ("typed", "length"), [("", 0), (" \n", 0), ("\u200b", 0), ("a", 1), ("e\u0301 ", 1), ("ab", 2)]
)
def test_the_length_is_what_people_see(typed: str, length: int) -> None:
    assert Phrase(typed).length == length


def test_it_does_not_show_itself() -> None:
    assert "Smith" not in repr(Phrase("Jon Smith"))


def plain(text: str) -> str:
    """Another way to compare, without places: it knows nothing of pieces."""
    seen = text.replace("\u200b", "")
    return unicodedata.normalize(
        "NFC", " ".join(unicodedata.normalize("NFC", seen).lower().split())
    )


def begins_with_a_letter(phrase: str) -> bool:
    """A mark on its own belongs to the letter before it, which the phrase does not have."""
    return not unicodedata.combining(unicodedata.normalize("NFKD", plain(phrase))[0])


@given(NEAR.filter(lambda p: Phrase(p).length > 1 and begins_with_a_letter(p)), NEAR)
def test_it_never_stands_there_afterwards(phrase: str, text: str) -> None:
    left = removed(phrase, text)
    assert not any(plain(phrase) in plain(part) for part in left.split(REMOVED))
    assert removed(phrase, left) == left


def falls_apart(phrase: str) -> bool:
    """A few marks that stand alone become a blank and a mark in compatibility forms: '¯'."""
    return any(" " in unicodedata.normalize("NFKD", each) and not each.isspace() for each in phrase)


@given(
    ANY.filter(
        lambda phrase: (
            Phrase(phrase).length > 0 and REMOVED not in phrase and not falls_apart(phrase)
        )
    )
)
def test_it_is_found_in_every_form(phrase: str) -> None:
    for form in ("NFC", "NFD", "NFKC", "NFKD"):
        other = unicodedata.normalize(form, phrase)
        assert Phrase(phrase).removed_from(other)[1] == 1, form


@given(NEAR, NEAR)
def test_nothing_else_is_changed(phrase: str, text: str) -> None:
    looked_for = Phrase(phrase)
    left, count = looked_for.removed_from(text)
    spans = list(looked_for.spans(text))
    assert count == len(spans)
    kept, at = [], 0
    for span in spans:
        assert at <= span.start < span.end
        kept.append(text[at : span.start])
        at = span.end
    assert REMOVED.join([*kept, text[at:]]) == left


@pytest.mark.parametrize("same", SAME)
def test_what_people_take_for_the_same_is_the_same(same: str) -> None:
    for one in same:
        for other in same:
            assert removed(f"O{one}Bx", f"see o{other}bX here") == "see [removed] here", (
                one,
                other,
            )


@given(st.text(st.sampled_from("ab " + "".join(SAME)), max_size=12), st.data())
def test_it_is_found_however_its_marks_are_typed(text: str, data: st.DataObject) -> None:
    kinds = {each: same for same in SAME for each in same}
    other = "".join(data.draw(st.sampled_from(kinds.get(each, each))) for each in text)
    phrase = Phrase(text)
    if phrase.length:
        assert [span[:2] for span in phrase.spans(other.strip())] == [(0, len(other.strip()))]
