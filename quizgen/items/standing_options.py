"""The options of a standing question: the ways in which a matter can have been reported."""

from __future__ import annotations

from quizgen.bank.standing import Standing
from quizgen.items.item import Distractor

# `{voice}` is “the report’s”, or “the reports’” where the question speaks of several.
OPTIONS: dict[Standing, str] = {
    "reported": "As a fact, in {voice} own voice",
    "claimed": "As an attributed statement, neither denied nor confirmed",
    "denied": "As something that was denied",
    "disputed": "As a statement that another side denied",
    "corroborated": "As a statement confirmed by an independent body",
}
# How a matter of that standing was told: what is wrong with every other option.
TOLD: dict[Standing, str] = {
    "reported": "It was told without being attributed to anyone.",
    "claimed": "It was told as the word of whoever said so; nobody was cited who denied or "
               "confirmed it.",
    "denied": "It was told as denied; nobody was cited who asserted it.",
    "disputed": "It was told that one side asserted it and another denied it.",
    "corroborated": "It was told that somebody independent had confirmed it.",
}


def standing_options(standing: Standing, several: bool) -> tuple[str, tuple[Distractor, ...]]:
    """The key and three wrong options for a matter of that standing; `several` reports or one.

    A denial and a dispute are never offered together: whoever takes one for the other is not wrong
    enough.
    """
    denial: Standing = "disputed" if standing == "disputed" else "denied"
    offered: tuple[Standing, ...] = ("reported", "claimed", denial, "corroborated")
    voice = "the reports’" if several else "the report’s"
    return OPTIONS[standing].format(voice=voice), tuple(
        Distractor(OPTIONS[name].format(voice=voice), TOLD[standing])
        for name in offered if name != standing
    )
