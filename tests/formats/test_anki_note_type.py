"""What learners keep and can never be changed again, and that it can be read on every screen."""

from __future__ import annotations

import re
from itertools import product
from pathlib import Path

import pytest

from quizgen.bank.fact import MOST_QUESTIONS
from quizgen.formats import anki_note_type
from quizgen.formats.anki_cards import COMMON_SLOTS, OWN_SLOTS
from quizgen.formats.anki_note_type import FIELDS, SLOTS, NoteType

CSS = Path(anki_note_type.__file__).with_name("anki_card.css").read_text(encoding="utf-8")

OF_A_FACT = (
    "Fact", "First question", "My notes", "Sentence", "Explanation", "Attribution", "Standing",
    "As of", "Date", "Source", "Link", "Banner", "Notice", "Picture", "Picture credit",
    "Development", "Release", "Language", "Direction", "Classes", "Choices open", "Spare 1",
    "Spare 2", "Spare 3", "Spare 4", "Spare 5", "Spare 6", "Spare 7", "Spare 8",
)
OF_A_QUESTION = ("Question", "Answer", "Choices", "Typed", "Marked sentence", "More")


def test_the_note_type_is_frozen() -> None:
    """This must fail when anyone adds, removes, moves or renumbers a field or a template.

    A learner who has the deck keeps the note type as they first got it. One that differs in its
    fields or templates is not taken over: every note of the next release conflicts and none of its
    corrections arrives, or Anki makes a second note type and demands a full sync. So: never edit
    what is asserted here. Take a spare field or the spare slot, and rename it if need be: ids make
    that a rename (test_a_spare_can_be_renamed).
    """
    data = NoteType().to_json(0, 1)
    assert (data["id"], data["name"], data["type"], data["sortf"]) == (
        "1694736000201", "quizgen fact", 0, 1)
    names = [*OF_A_FACT, *(f"{name} {slot}" for slot in range(1, 13) for name in OF_A_QUESTION)]
    assert [(field["ord"], field["id"], field["name"]) for field in data["flds"]] == [
        (at, 7_106_000_000_000 + at, name) for at, name in enumerate(names)]
    assert [(card["ord"], card["id"], card["name"]) for card in data["tmpls"]] == [
        (slot - 1, 7_107_000_000_000 + slot, f"Question {slot}") for slot in range(1, 13)]


def test_a_question_has_its_slot_for_ever() -> None:
    """As frozen as the note type: another slot would give a card's history to another question."""
    assert OWN_SLOTS == (1, 2, 3, 4, 5, 6, 7, 11)
    assert COMMON_SLOTS == {"speaker": 8, "denier": 9, "standing": 10}
    assert len(OWN_SLOTS) == MOST_QUESTIONS
    assert {*OWN_SLOTS, *COMMON_SLOTS.values()} == set(SLOTS) - {12}


def test_the_time_of_change_is_not_the_builds() -> None:
    assert NoteType().to_json(4e9, 1)["mod"] == anki_note_type.MODIFIED < 4e9


def test_templates_use_fields_that_exist_and_one_box_at_most() -> None:
    for template in NoteType().templates:
        both = template["qfmt"] + template["afmt"]
        used = {name.removeprefix("type:") for name in re.findall(r"\{\{[#^/]?([^}]+)\}\}", both)}
        assert used - {"FrontSide"} <= set(FIELDS)
        assert both.count("{{type:") == 1
        assert "<script" not in both and " on" not in re.sub(r">[^<]*<", "><", both)


def variables(selector: str) -> dict[str, str]:
    """The colours of a rule, as a deck without styles of the learner's own has them."""
    rules = re.findall(rf"^{re.escape(selector)} \{{\n(.*?)^\}}", CSS, re.M | re.S)
    found = re.findall(r"--([a-z-]+): (?:var\(--own-[a-z-]+, )?(#[0-9a-f]{6})\)?;", "".join(rules))
    return {name: colour for name, colour in found if not name.startswith("own-")}


def luminance(colour: str) -> float:
    """Relative luminance (WCAG 2.2)."""
    parts = [int(colour[at : at + 2], 16) / 255 for at in (1, 3, 5)]
    linear = [p / 12.92 if p <= 0.04045 else ((p + 0.055) / 1.055) ** 2.4 for p in parts]
    return 0.2126 * linear[0] + 0.7152 * linear[1] + 0.0722 * linear[2]


def contrast(one: str, other: str) -> float:
    light, dark = sorted((luminance(one), luminance(other)), reverse=True)
    return (light + 0.05) / (dark + 0.05)


ON = [*product(("ink", "quiet", "accent"), ("paper", "panel")), ("ink", "mark"),
      ("good-ink", "good"), ("care-ink", "care"), ("warn-ink", "warn")]


@pytest.mark.parametrize(("text", "ground"), ON)
@pytest.mark.parametrize("mode", [".card", ".night_mode .card"])
def test_every_text_stands_out(mode: str, text: str, ground: str) -> None:
    """At least 4.5 to 1, by day and by night (WCAG 2.2, 1.4.3)."""
    colours = variables(mode)
    assert contrast(colours[text], colours[ground]) >= 4.5


def test_contrast_is_computed_as_the_standard_says() -> None:
    assert round(contrast("#000000", "#ffffff"), 1) == 21.0
    assert round(contrast("#777777", "#ffffff"), 2) == 4.48


def test_day_and_night_have_the_same_colours_and_no_rule_has_others() -> None:
    assert variables(".card").keys() == variables(".night_mode .card").keys()
    after = CSS.split(".night_mode .card {")[1].split("}", 1)[1]
    assert not re.search(r"#[0-9a-f]{3,8}\b|rgb|\d(px|pt)\b", after)


def test_the_learners_own_block_comes_first_and_wins() -> None:
    assert CSS.startswith("/* ==== Your own styles: begin")
    block, rest = CSS.split("Your own styles: end")
    for name in re.findall(r"--own-[a-z-]+", block):
        assert f"var({name}, " in rest
    # A rule of theirs begins with .card .quizgen: no rule of ours has as many classes.
    selectors = [part for rule in re.findall(r"^([^{}/*]+)\{", rest, re.M) for part in rule.split(",")]
    assert max(len(re.findall(r"\.[a-zA-Z]", part)) for part in selectors) <= 2
