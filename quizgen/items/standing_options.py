"""The options of a standing question: the ways in which a matter can have been reported."""

from __future__ import annotations

from quizgen.bank.standing import Standing
from quizgen.items.item import Distractor

# `{voice}` is the publisher's name with ’s, or “their” where several reported it.
OPTIONS: dict[Standing, str] = {
    "reported": "As a fact, in {voice} own voice",
    "claimed": "As an attributed statement, without confirmation",
    "denied": "As something that was denied",
    "disputed": "As a statement that another side denied",
    "corroborated": "As a statement backed by an outside body",
}
WHY: dict[Standing, str] = {
    "reported": "The report did not vouch for it itself.",
    "claimed": "The report did not attribute it to anyone who asserted it.",
    "denied": "It was not reported as a denial.",
    "disputed": "It was not asserted by one side and denied by another.",
    "corroborated": "The report named no outside body that backed it.",
}


def standing_options(standing: Standing, voice: str) -> tuple[str, tuple[Distractor, ...]]:
    """The key and three wrong options for a matter of that standing.

    A denial and a dispute are never offered together: whoever takes one for the other is not wrong
    enough.
    """
    why = dict(WHY)
    if standing == "disputed":
        why["claimed"] = "It was not left at that: another side denied it."
    denial: Standing = "disputed" if standing == "disputed" else "denied"
    offered: tuple[Standing, ...] = ("reported", "claimed", denial, "corroborated")
    others = [name for name in offered if name != standing]
    return OPTIONS[standing].format(voice=voice), tuple(
        Distractor(OPTIONS[name].format(voice=voice), why[name]) for name in others
    )
