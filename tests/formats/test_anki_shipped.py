"""The shipped decks in Anki's own backend, each in every way to ask."""

from __future__ import annotations

from pathlib import Path

import pytest

from quizgen.bank.read import load_deck
from quizgen.formats import Job, apkg
from quizgen.formats.anki_cards import cards_by_fact
from quizgen.items.make import make_items
from tests.formats.learner import Learner, without_style
from tests.formats.test_anki_hostile import ELEMENTS, Elements

pytest.importorskip("anki")


@pytest.mark.parametrize(("name", "options"), [
    ("ukraine-war", {}), ("ukraine-war", {"choices": "shown", "type_in": "yes"}),
    ("space-2023", {"choices": "none"}),
])
def test_every_card_of_a_shipped_deck(name: str, options: dict[str, str], tmp_path: Path) -> None:
    deck = load_deck(name)
    items = make_items(deck)
    cards = cards_by_fact(items, deck.facts)
    learner = Learner(tmp_path, name)
    learner.bring_in(apkg.render(Job(deck, items, options=options)))
    assert learner.facts() == list(cards)
    assert learner.repairs() == "Database rebuilt and optimized."
    for fact, asked in cards.items():
        assert learner.see(fact).cards.keys() == {card.slot for card in asked}
        for card in learner.cards(fact):
            front, back = without_style(card.question()), without_style(card.answer())
            note = card.note()
            answer = note[f"Answer {card.ord + 1}"]
            assert f'<p class="answer">{answer}</p>' in back and answer
            assert note[f"Question {card.ord + 1}"] in front
            for side in (front, back):
                seen = Elements(side)
                assert seen.inside == [] and seen.names <= ELEMENTS
                assert "{{" not in side and "has a problem" not in side
            assert ("<details" in front) <= (options.get("choices") != "none")
    learner.close()
