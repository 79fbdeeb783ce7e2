"""An item of every kind, made by hand: golden files change with the formats, not with the wording."""

from __future__ import annotations

from typing import Any

from quizgen.formats import Job
from quizgen.items.item import Citation, Distractor, Item, Kind

SOURCE = Citation("CNN", "15 September 2023", "Talks & <tea>", "https://example.org/a?b=1&c=2")


def make_item(kind: Kind, stem: str, key: str, wrong: tuple[str, ...] = (), **more: Any) -> Item:
    """A current item of the fact `talks`, its id by its kind."""
    fields: dict[str, Any] = {
        "id": f"talks.{kind}", "family": "content", "fact": "talks", "facts": ("talks",),
        "development": "front", "topic": "diplomacy", "question": "place", "accept": (),
        "sorted": False, "sentence": "They met.", "as_of": "2023-09-15", "attribution": "the BBC",
        "explanation": "They met in Minsk: 50% {sure} = #1 ~ tilde \\ slash.", "source": SOURCE,
        "standing": "claimed", "perishable": False, "tags": ("summit [2023]",), **more}
    options = tuple(Distractor(text, f"{text} is wrong: no.") for text in wrong)
    return Item(kind=kind, stem=stem, key=key, distractors=options, **fields)


EVERY_KIND: tuple[Item, ...] = (
    make_item("multiple-choice", "Where did “A & B” meet, in {short}?", "Minsk",
              ("Brest: the <city>", "=Gomel", "[html] ~Lida")),
    make_item("multiple-choice", "How many?", "5", ("-3", "12"), id="talks.sorted", sorted=True),
    make_item("true-false", "They met in Lida.", "False", ("True",), sorted=True),
    make_item("short-answer", "Who came?", "Anna *", accept=("anna *", "A. B.", "[Anna]"),
              further=(Citation("the BBC", "16 September 2023"),)),
    make_item("cloze", "They met in _____ in May.", "Minsk", accept=("Mensk",)),
    make_item("numerical", "How many tons?", "20,000 tons", accept=("20,000",), number=20000.0,
              tolerance=0.5, unit="tons"),
    make_item("matching", "Who said what?", "It rains. – Anna; It snows. – Boris", ("Clara",),
              pairs=(("It rains.", "Anna"), ("It <snows> -> now.", "Boris"))),
    make_item("ordering", "Put into order, the earliest first.", "One. → Two. → Three.",
              sequence=("They came.", "They talked: long.", "They went.")),
)


def one(job: Job, kind: Kind, **changes: Any) -> Job:
    """A job of one item of a kind, with changes."""
    item = next(item for item in EVERY_KIND if item.kind == kind)
    return job._replace(items=(item._replace(**changes),))
