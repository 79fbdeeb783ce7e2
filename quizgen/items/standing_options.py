"""The options of a standing question: the ways in which a matter can have been reported."""

from __future__ import annotations

from quizgen.bank.standing import Standing
from quizgen.items.item import Distractor

# `{voice}` is the publisher's name with ’s, or “their” where several reported it.
OPTIONS: dict[Standing, str] = {
    "reported": "As a fact, in {voice} own voice",
    "claimed": "As the word of one party alone",
    "denied": "As something that a party denied",
    "disputed": "As the word of one party, denied by another",
    "corroborated": "As the word of one party, backed by an outside body",
}
WHY: dict[Standing, str] = {
    "reported": "The report named who said so, or who denied it.",
    "claimed": "It did not rest on the word of one party alone.",
    "denied": "The report gave no denial of it.",
    "disputed": "The report did not set one party’s word against another’s.",
    "corroborated": "The report named no outside body that backed it.",
}


def standing_options(standing: Standing, voice: str) -> tuple[str, tuple[Distractor, ...]]:
    """The key and three wrong options for a matter of that standing."""
    others = [name for name in OPTIONS if name != standing]
    return OPTIONS[standing].format(voice=voice), tuple(
        Distractor(OPTIONS[name].format(voice=voice), WHY[name]) for name in others[:3]
    )
