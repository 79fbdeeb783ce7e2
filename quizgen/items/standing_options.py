"""The options of a standing question: the ways in which a matter can have been reported."""

from __future__ import annotations

from quizgen.bank.standing import Standing
from quizgen.items.item import Distractor

OPTIONS: dict[Standing, str] = {
    "reported": "As a fact, in the publisher’s own voice",
    "claimed": "As the word of one party, without confirmation",
    "denied": "As something that one party denied",
    "disputed": "As said by one party and denied by another",
    "corroborated": "As said by one party and backed by an outside body",
}
WHY: dict[Standing, str] = {
    "reported": "The report did not say so in its own voice; it named who said it.",
    "claimed": "It did not rest on the unconfirmed word of one party alone.",
    "denied": "It was not reported as a denial.",
    "disputed": "The report did not set one party’s word against another’s.",
    "corroborated": "No outside body had backed it.",
}


def standing_options(standing: Standing) -> tuple[str, tuple[Distractor, ...]]:
    """The key and three wrong options for a matter of that standing."""
    others = [name for name in OPTIONS if name != standing]
    return OPTIONS[standing], tuple(Distractor(OPTIONS[n], WHY[n]) for n in others[:3])
