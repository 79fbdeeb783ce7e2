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
# What is wrong with an option, by how the matter was told; most are wrong whatever that was.
WRONG: dict[Standing, str] = {
    "reported": "It was told as somebody’s word, not without attribution.",
    "claimed": "It was told without being attributed to anyone.",
    "denied": "Nobody was cited who denied it.",
    "disputed": "Nobody was cited who denied it.",
    "corroborated": "Nobody independent was cited who confirmed it.",
}
WRONG_OF: dict[tuple[Standing, Standing], str] = {
    ("denied", "reported"): "It was not told as a fact.",
    ("denied", "claimed"): "Somebody was cited who denied it.",
    ("disputed", "claimed"): "Somebody was cited who denied it.",
    ("corroborated", "claimed"): "Somebody independent was cited who confirmed it.",
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
        Distractor(OPTIONS[name].format(voice=voice), WRONG_OF.get((standing, name), WRONG[name]))
        for name in offered if name != standing
    )
