"""From items to the cards of a note: which question takes which slot, and how it is asked."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from quizgen.bank.fact import Fact
from quizgen.bank.kinds.event import Event
from quizgen.items.item import Item
from quizgen.problem import QuizgenError, UsageError
from quizgen.releases.snapshot import asks_openly

CHOICES = ("hidden", "shown", "none")

# A question's slot for ever. The questions of the fact's own kind, by their place in it; then those
# that any fact is asked. Slot 12 is kept for one more of the latter.
OWN_SLOTS = (1, 2, 3, 4, 5, 6, 7, 11)
COMMON_SLOTS = {"speaker": 8, "denier": 9, "standing": 10}


@dataclass(frozen=True, slots=True)
class Options:
    """How cards ask: `choices` behind a fold, open or not at all; answers typed in or not."""

    choices: str = "hidden"
    type_in: bool = False

    @classmethod
    def read(cls, given: Mapping[str, str]) -> Options:
        """From a job's options; UsageError where there is no such way."""
        choices = given.get("choices", "hidden")
        if choices not in CHOICES:
            raise UsageError(f"no choices “{choices}”; there are {', '.join(CHOICES)}")
        return cls(choices, bool(given.get("type_in")))

    @property
    def rank(self) -> int:
        """0 to 5: seconds that are added to a note's time, so that a change of options is news."""
        return CHOICES.index(self.choices) + len(CHOICES) * self.type_in


@dataclass(frozen=True, slots=True)
class Card:
    """A question of a fact: the item to ask openly, and those that offer options or are typed.

    `gone` says since when a question is no longer asked, though its fact is.
    """

    slot: int
    item: Item
    choices: Item | None
    typed: Item | None
    gone: str = ""


def cards_by_fact(
    items: Iterable[Item], facts: Mapping[str, Fact], asks: Mapping[str, Sequence[str]] | None = None
) -> dict[str, list[Card]]:
    """The cards of each fact, in the order of the items.

    `asks` gives the questions of facts in an order that was kept, where it is not their own.

    A question that is asked twice, with options and typed, is one card. What is made of a fact's
    sentence asks the same again, and ordering and matching more than one thing at once: they make
    no card (`asks_openly`).
    """
    grouped: dict[str, dict[str, list[Item]]] = {}
    for item in items:
        if item.fact in facts and asks_openly(item, facts[item.fact]):
            grouped.setdefault(item.fact, {}).setdefault(item.question, []).append(item)
    return {
        name: [_card(facts[name], question, same, (asks or {}).get(name, ()))
               for question, same in questions.items()]
        for name, questions in grouped.items()
    }


def _card(fact: Fact, question: str, same: list[Item], asks: Sequence[str]) -> Card:
    return Card(find_slot(fact, question, asks), same[0],
                next((item for item in same if item.distractors), None),
                next((item for item in same if not item.distractors), None))


def find_slot(fact: Fact, question: str, asks: Sequence[str] = ()) -> int:
    """The slot of a question, by its place among all that the kind of fact can ask.

    A question keeps its slot when another one comes or goes, so a learner's progress stays with
    it: a kind's questions are only ever added at the end, and `asks` keeps an event's in the order
    in which they first came. QuizgenError where a fact has more questions than there are slots,
    which `check` tells.
    """
    own = tuple(fact.ask) if isinstance(fact, Event) else tuple(q.id for q in fact.asks)
    return place_of(fact.id, question, (*asks, *(name for name in own if name not in asks)))


def place_of(fact: str, question: str, own: Sequence[str]) -> int:
    """The slot of a question, given the fact's own questions in their order."""
    if question not in own:
        return COMMON_SLOTS[question]
    at = own.index(question)
    if at >= len(OWN_SLOTS):
        raise QuizgenError(f"{fact}.{question}: an Anki note holds {len(OWN_SLOTS)} questions "
                           "of a fact: split it into two facts")
    return OWN_SLOTS[at]
