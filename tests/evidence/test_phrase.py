"""Phrases: to the letter where they stand so, else without regard to quotes, dashes and case."""

from __future__ import annotations

import pytest

from quizgen.evidence.phrase import Place, find_phrase, nearest_words, whole_words

TEXT = "Kim’s “trip” – and more… In the straße he said: Kim's trip ended."


@pytest.mark.parametrize(("phrase", "words", "exact"), [
    ("“trip”", "“trip”", True), ('"trip"', "“trip”", False), ("AND MORE...", "and more…", False),
    ('kim\'s "trip" - and', "Kim’s “trip” – and", False), ("STRASSE", "straße", False),
    ("Kim's", "Kim's", True), ("and\n more", "and more", True),
])
def test_a_phrase_is_found_and_the_articles_own_words_are_taken(
    phrase: str, words: str, exact: bool
) -> None:
    [place] = find_phrase(TEXT, phrase)
    assert (TEXT[place.start : place.end], place.exact) == (words, exact)


@pytest.mark.parametrize("phrase", ["", "  ", "stras", "s", "nowhere"])
def test_half_a_letter_and_nothing_are_not_found(phrase: str) -> None:
    assert all(place.exact for place in find_phrase(TEXT, phrase))


def test_every_place_is_given_in_order() -> None:
    assert find_phrase("a b a b a", "a b a") == (Place(0, 5), Place(4, 9))


def test_the_nearest_words_are_whole() -> None:
    near = nearest_words(TEXT, "in the strase he sad")
    assert near is not None
    assert TEXT[near.start : near.end] == "In the straße he said"
    assert nearest_words(TEXT, "xyzzy qwfp") is None
    assert nearest_words("", "x") is None


def test_a_span_is_widened_to_whole_words() -> None:
    assert whole_words("one two three", 5, 8) == (4, 7)
    assert whole_words("one two three", 3, 9) == (4, 13)
    assert whole_words("one", 0, 3) == (0, 3)
    assert whole_words("", 0, 0) == (0, 0)
