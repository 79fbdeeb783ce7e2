"""What has gone from a deck, for those who have its cards: it keeps its place and says so.

Anki deletes nothing on import. So a fact that went ships as what its history remembers of it, and
so does a question that went from a fact that stayed.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence

from quizgen.bank.dates import FactDate
from quizgen.bank.deck import Deck
from quizgen.bank.fact import Fact
from quizgen.bank.history import History, ItemRecord, RetiredNote
from quizgen.bank.kinds import KINDS
from quizgen.formats.anki_cards import COMMON_SLOTS, Card, find_slot, place_of
from quizgen.formats.anki_note import make_guid
from quizgen.formats.anki_note_type import FIELDS
from quizgen.formats.anki_package import PackedNote
from quizgen.formats.anki_state import retired_banner, seconds_of
from quizgen.formats.anki_text import direction, escape, standing_html, upper


def retired_notes(deck: Deck, history: History, due: int) -> Iterator[PackedNote]:
    """The notes of facts that went; `due` is the place of the first among the new cards."""
    times = {release.version: release.time for release in history.releases}
    for name, note in history.retired_facts.items():
        filled = _questions(name, note)
        if filled:
            time = times[note.version]
            yield _note(deck, name, note, filled, time, due)
            due += 1


def retired_cards(
    fact: Fact, of_fact: Sequence[Card], history: History, asks: Sequence[str]
) -> list[Card]:
    """Cards of the questions that went from a fact, each at its old place, with their last words."""
    taken = {card.slot for card in of_fact}
    first = of_fact[0].item
    cards = []
    for name, record in history.retired_items.items():
        if record.fact != fact.id or not record.stem:  # none but of what is asked openly
            continue
        question = question_of(name, fact.id)
        slot = _slot(fact, question, asks)
        if slot is not None and slot not in taken:
            item = first._replace(id=name, question=question, stem=record.stem, key=record.answer,
                                  accept=(), distractors=())
            cards.append(Card(slot, item, None, None, gone=f"This question was retired in "
                              f"{record.version} and is no longer asked."))
    return cards


def question_of(item: str, fact: str) -> str:
    """The question of an item, by its id: without the fact and the form."""
    return item.removeprefix(f"{fact}.").removesuffix("-typed")


def _slot(fact: Fact, question: str, asks: Sequence[str]) -> int | None:
    known = (*asks, *(q.id for q in fact.asks), *COMMON_SLOTS)
    return find_slot(fact, question, asks) if question in known else None


def _questions(fact: str, note: RetiredNote) -> Mapping[int, ItemRecord]:
    """The records of a fact's questions by slot."""
    kind = KINDS.get(note.kind)
    own = note.asks or tuple(q.id for q in kind.asks) if kind else ()
    found: dict[int, ItemRecord] = {}
    for name, record in note.items.items():
        question = question_of(name, fact)
        if record.stem and question in (*own, *COMMON_SLOTS):
            found.setdefault(place_of(fact, question, own), record)
    return found


def _note(
    deck: Deck, name: str, note: RetiredNote, questions: Mapping[int, ItemRecord], time: str, due: int
) -> PackedNote:
    day = FactDate.parse(time[:10])
    language = deck.header.language
    filled = {
        "Fact": name, "First question": escape(questions[min(questions)].stem),
        "Sentence": escape(note.sentence), "Standing": standing_html(note.standing),
        "Attribution": escape(upper(note.attribution)), "Source": escape(note.cited),
        "As of": escape(FactDate.parse(note.as_of).words()) if note.as_of else "",
        "Banner": retired_banner(day),
        "Notice": f"<b>Retired in {escape(note.version)}.</b> It is no longer part of the deck. "
                  "You may suspend it.",
        "Release": escape(note.version), "Language": language, "Direction": direction(language),
        "Classes": f"kind-{note.kind} status-retired",
    }
    for slot, record in questions.items():
        filled[f"Question {slot}"] = escape(record.stem)
        filled[f"Answer {slot}"] = escape(record.answer)
    return PackedNote(
        guid=make_guid(deck.id, name), changed=seconds_of(time),
        tags=("quizgen::retired", f"quizgen::kind::{note.kind}",
              f"quizgen::release::{note.version}"),
        fields=tuple([filled.get(field, "") for field in FIELDS]),
        cards=tuple(sorted(slot - 1 for slot in questions)), due=due,
    )

