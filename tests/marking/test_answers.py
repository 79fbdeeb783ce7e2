"""One answer, as it may be typed from a sheet."""

from __future__ import annotations

import pytest

from quizgen.items.item import FALSE, TRUE, Distractor, Item
from quizgen.items.quiz import Posed
from quizgen.marking.answers import read_answer, split_answers
from tests.items.grading.test_grade import ITEM


def choice() -> Posed:
    item = ITEM._replace(kind="multiple-choice", key="Minsk",
                         distractors=tuple(Distractor(t, "") for t in ("Kyiv", "Riga", "Oslo")))
    return Posed(item, ("Kyiv", "Minsk", "Riga", "Oslo"))


def truth() -> Posed:
    return Posed(ITEM._replace(kind="true-false", key=FALSE, distractors=(Distractor(TRUE, ""),)),
                 (TRUE, FALSE))


def matching() -> Posed:
    item = ITEM._replace(kind="matching", pairs=(("a", "one"), ("b", "two"), ("c", "three")),
                         distractors=(Distractor("four", ""),))
    return Posed(item, ("two", "four", "one", "three"), ("c", "a", "b"))  # D C A


def ordering() -> Posed:
    return Posed(ITEM._replace(kind="ordering", sequence=("x", "y", "z")), ("z", "x", "y"))  # 3 1 2


def written(**more: object) -> Posed:
    item: Item = ITEM._replace(kind="short-answer", key="Dmytro Kuleba", accept=("Kuleba",))
    return Posed(item._replace(**more))  # type: ignore[arg-type]


CASES = [
    (choice(), "B", "right", 1), (choice(), " b. ", "right", 1), (choice(), "(b)", "right", 1),
    (choice(), "A", "wrong", 0), (choice(), "", "blank", 0), (choice(), "-", "blank", 0),
    (choice(), "AB", "double", 0), (choice(), "b, c", "double", 0), (choice(), "*", "double", 0),
    (choice(), "BB", "right", 1),
    (choice(), "minsk", "right", 1), (choice(), "B) Minsk", "right", 1), (choice(), "Riga", "wrong", 0),
    (choice(), "A) Minsk", "unread", 0), (choice(), "Bern", "unread", 0),
    (choice(), "E", "unread", 0), (choice(), "?!", "unread", 0), (choice(), "2", "unread", 0),
    (truth(), "F", "right", 1), (truth(), "false", "right", 1), (truth(), "b", "right", 1),
    (truth(), "T", "wrong", 0), (truth(), "tf", "double", 0), (truth(), "Q", "unread", 0),
    (matching(), "DCA", "right", 1), (matching(), "1d 2c 3a", "right", 1),
    (matching(), "3a 1d 2c", "right", 1), (matching(), "d-a", "part", 2 / 3),
    (matching(), "1-D, 2-C, 3-A", "right", 1), (matching(), "1 – D 2 – C 3 – A", "right", 1),
    (matching(), "1. D; 3. A", "part", 2 / 3), (matching(), "1-D 2-- 3-A", "part", 2 / 3),
    (matching(), "---", "blank", 0), (matching(), "1d 1c 3a", "unread", 0),
    (matching(), "1d 2c 9a", "unread", 0), (matching(), "1d 2c 3a 4b", "unread", 0),
    (matching(), "BBB", "wrong", 0), (matching(), "DC", "unread", 0), (matching(), "DCX", "unread", 0),
    (ordering(), "3 1 2", "right", 1), (ordering(), "312", "right", 1), (ordering(), "BCA", "right", 1),
    (ordering(), "2 1 3", "part", 1 / 3), (ordering(), "1 1 2", "unread", 0),
    (ordering(), "12", "unread", 0), (ordering(), "3 1 9", "unread", 0),
    (ordering(), "2 0 1", "unread", 0), (ordering(), "4 2 3", "unread", 0),
    (ordering(), "A3 B1 C2", "right", 1), (ordering(), "A=3, B=1, C=2", "right", 1),
    (ordering(), "1B 2C 3A", "right", 1), (ordering(), "3A 1B 2C", "right", 1),
    (ordering(), "3-A, 1-B, 2-C", "right", 1), (ordering(), "A3 A1 C2", "unread", 0),
    (ordering(), "²13", "unread", 0),
    (written(), "+", "right", 1), (written(), "x", "wrong", 0), (written(), "kuleba", "right", 1),
    (written(), "50%", "part", 0.5), (written(), "0,25", "part", 0.25), (written(), "2", "wrong", 0),
    (written(key="0.4", number=0.4, accept=()), "0.4", "right", 1), (written(), "Lavrov", "wrong", 0),
    (written(), "1", "right", 1), (written(), "50.00%", "part", 0.5),
    (written(), "33,33 %", "part", 0.3333), (written(), "100.00%", "right", 1),
    (written(), ".5", "part", 0.5), (written(), "1/2", "part", 0.5), (written(), "½", "part", 0.5),
    (written(), "0%", "wrong", 0), (written(), "2/2", "right", 1),
    (written(key="August 2023", accept=()), "0.5", "part", 0.5),
    (written(key="5", number=5.0, accept=()), "50%", "part", 0.5),
    (written(key="5%", number=5.0, unit="%", accept=()), "50%", "wrong", 0),
    (written(key="1", number=1.0, accept=()), "1", "right", 1),
    (written(key="1", number=1.0, accept=()), "0", "wrong", 0),
]


@pytest.mark.parametrize(("posed", "typed", "outcome", "share"), CASES)
def test_an_answer(posed: Posed, typed: str, outcome: str, share: float) -> None:
    read = read_answer(posed, typed)
    assert (read.outcome, read.share) == (outcome, pytest.approx(share))


@pytest.mark.parametrize(("posed", "typed"), [
    (written(), "150%"), (written(), "3/2"), (written(), "7"), (written(), "1/0"),
    (written(key="5", number=5.0, accept=()), "0.5"),
    (written(key="15 September 2023", date="2023-09-15", accept=()), "1/9"),
    (written(key="16", accept=()), "0,5")])
def test_what_may_be_meant_as_points_is_looked_at(posed: Posed, typed: str) -> None:
    read = read_answer(posed, typed)
    assert read.outcome == "wrong"
    assert read.remark.endswith("is taken as wrong: look at it, and put + or x")


def test_an_answer_that_goes_on_and_on_is_read_at_once() -> None:
    assert read_answer(matching(), "1--" * 600 + "é").outcome == "unread"
    assert read_answer(matching(), "1" * 2000).outcome == "unread"


def test_a_letter_beyond_the_options_is_named() -> None:
    assert read_answer(choice(), "AE").remark == "“AE”: the options are A to D"
    assert read_answer(choice(), "AB").remark == ""


def test_parts_count_for_nothing_where_all_or_nothing_is_the_rule() -> None:
    assert read_answer(matching(), "d-a", partial=False).outcome == "wrong"
    assert read_answer(matching(), "dca", partial=False).share == 1


def test_what_was_chosen_is_kept_in_words() -> None:
    assert read_answer(choice(), "c").chosen == ("Riga",)
    assert read_answer(choice(), "AB").chosen == ("Kyiv", "Minsk")
    assert read_answer(choice(), "(c) Riga").chosen == ("Riga",)
    assert read_answer(ordering(), "2 1 3").chosen == ("x → z → y",)
    assert read_answer(matching(), "d-a").chosen == ("c – three", "b – two")


def test_a_figure_for_words_is_remarked_as_it_may_be_points() -> None:
    assert "“2” for “Dmytro Kuleba” is taken as wrong" in read_answer(written(), "2").remark
    assert not read_answer(written(key="2019", accept=()), "2018").remark


def test_a_slip_is_taken_and_remarked() -> None:
    read = read_answer(written(), "Dmytro Kulebba")
    assert read.outcome == "right" and "look at it" in read.remark


@pytest.mark.parametrize("text", ["B F DCA 312 +", "b,f,dca,312,+", "B;F;DCA;3 1 2;+", "BFDCA312+",
                                  "b f d c a 3 1 2 +"])
def test_a_whole_sheet_in_one_cell(text: str) -> None:
    from quizgen.items.quiz import Quiz

    quiz = Quiz("d", "D", "1.0.0", 1, (choice(), truth(), matching(), ordering(), written()))
    shares = [read_answer(posed, answer).share for posed, answer in
              zip(quiz.questions, split_answers(quiz, text), strict=True)]
    assert shares == [1, 1, 1, 1, 1]
    for wrong in ("BFDCA312+AA", "B F", "b,f,dca,312,+,a", "bf,dca,312,+"):
        with pytest.raises(ValueError, match="the form has 5 questions"):
            split_answers(quiz, wrong)
