"""How fast an .apkg is written, how large it is and how much memory it takes.

`python benchmarks/anki.py [--quick]`: the same notes and fields by plain genanki, by quizgen and by
the official backend's own exporter, each in a process of its own; plain genanki is 1. The notes
are those of the shipped deck with a number in their texts, so that no two are alike.

quizgen is measured twice: given the fields as the others are, and from items, where it makes them.
"""

from __future__ import annotations

import argparse
import dataclasses
import functools
import itertools
import json
import resource
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

ROOT = Path(__file__).resolve().parent.parent
sys.path[0] = str(ROOT)  # in place of this folder, where this file would be taken for Anki’s own
SIZES = (1_000, 10_000, 100_000)


@functools.cache
def patterns() -> tuple[list[tuple[tuple[str, ...], tuple[int, ...], tuple[str, ...]]], object]:
    """Fields, cards and tags of each note of the shipped deck, and the note type."""
    from quizgen.bank.read import load_deck
    from quizgen.formats.anki_cards import Options, cards_by_fact
    from quizgen.formats.anki_note import make_note
    from quizgen.formats.anki_note_type import NoteType
    from quizgen.formats.anki_state import state_of
    from quizgen.items.make import make_items

    deck = load_deck("ukraine-war")
    cards = cards_by_fact(make_items(deck), deck.facts)
    notes = [make_note(deck, of_fact, state_of(deck, deck.facts[name], cards), Options(), 1)
             for name, of_fact in cards.items()]
    return [(note.fields, note.cards, note.tags) for note in notes], NoteType()


def numbered(count: int) -> Iterator[tuple[int, list[str], tuple[int, ...], tuple[str, ...]]]:
    """So many notes: each with its number in every text that is not empty."""
    known, _ = patterns()
    for number, (fields, cards, tags) in zip(range(count), itertools.cycle(known), strict=False):
        yield number, [f"{text} {number}" if text else "" for text in fields], cards, tags


def by_genanki(count: int, target: Path) -> None:
    """As its manual shows, with a GUID of our own (its default is slower)."""
    import genanki

    _, model = patterns()
    plain = genanki.Model(model.model_id, model.name, fields=model.fields, templates=model.templates,
                          css=model.css, sort_field_index=model.sort_field_index)
    deck = genanki.Deck(1 << 48, "Benchmark")
    for number, fields, _, tags in numbered(count):
        deck.add_note(genanki.Note(plain, fields, guid=f"note{number}", tags=list(tags), due=number))
    genanki.Package(deck).write_to_file(target)


def by_quizgen(count: int, target: Path) -> None:
    """The same fields through quizgen's writer."""
    import genanki

    from quizgen.formats.anki_package import PackedNote, write_package

    _, model = patterns()
    deck = genanki.Deck(1 << 48, "Benchmark")
    notes = (PackedNote(f"note{number}", 1_694_736_000, tags, tuple(fields), cards, number)
             for number, fields, cards, tags in numbered(count))
    target.write_bytes(write_package(model, deck, notes, 1))


def by_quizgen_items(job: Any, target: Path) -> None:
    """As `quizgen export` does it: from items, with all that makes the fields."""
    from quizgen.formats import apkg

    target.write_bytes(apkg.render(job))


def many_items(count: int) -> Any:
    """A deck of so many facts with their items, made from the shipped one."""
    from quizgen.bank.read import load_deck
    from quizgen.formats import Job
    from quizgen.items.make import make_items

    deck = load_deck("ukraine-war")
    of_fact: dict[str, list[Any]] = {name: [] for name in deck.facts}
    for item in make_items(deck):
        if item.fact in of_fact:
            of_fact[item.fact].append(item)
    facts, homes, items = {}, {}, []
    for number, name in zip(range(count), itertools.cycle(deck.facts), strict=False):
        new = f"{name}-{number}"
        facts[new] = deck.facts[name].model_copy(update={"id": new})
        homes[new] = deck.homes[name]
        items += [item._replace(fact=new, stem=f"{item.stem} {number}",
                                sentence=f"{item.sentence} {number}")
                  for item in of_fact[name]]
    nowhere = Path("no history of these")
    return Job(dataclasses.replace(deck, facts=facts, homes=homes, folder=nowhere), tuple(items))


def by_anki(count: int, target: Path) -> None:
    """The official backend: notes are added to a collection, and this is exported."""
    from anki.collection import AddNoteRequest, Collection, DeckIdLimit, ExportAnkiPackageOptions

    _, model = patterns()
    with tempfile.TemporaryDirectory() as folder:
        collection = Collection(str(Path(folder) / "collection.anki2"))
        kind = collection.models.new("quizgen fact")
        for field in model.fields:
            collection.models.add_field(kind, collection.models.new_field(field["name"]))
        for template in model.templates:
            card = collection.models.new_template(template["name"])
            card["qfmt"], card["afmt"] = template["qfmt"], template["afmt"]
            collection.models.add_template(kind, card)
        collection.models.add(kind)
        kind = collection.models.by_name("quizgen fact")
        deck = collection.decks.id("Benchmark")
        coming = numbered(count)
        while chunk := list(itertools.islice(coming, 1000)):
            requests = []
            for _, fields, _, tags in chunk:
                note = collection.new_note(kind)
                note.fields, note.tags = fields, list(tags)
                requests.append(AddNoteRequest(note, deck))
            collection.add_notes(requests)
        options = ExportAnkiPackageOptions(with_scheduling=False, with_media=False,
                                           with_deck_configs=False, legacy=False)
        collection.export_anki_package(out_path=str(target), options=options,
                                       limit=DeckIdLimit(deck))
        collection.close()


WRITERS: dict[str, Callable[[Any, Path], None]] = {
    "genanki": by_genanki, "quizgen": by_quizgen, "quizgen, from items": by_quizgen_items,
    "official backend": by_anki,
}


@dataclasses.dataclass(frozen=True)
class Measured:
    """One run: seconds, bytes of the file, and the most memory that was held, in megabytes."""

    seconds: float
    size: int
    memory: float


def measure(writer: str, count: int, runs: int) -> Measured:
    """The median run of a writer, each in a process of its own."""
    done = []
    for _ in range(runs):
        out = subprocess.run([sys.executable, __file__, "--one", writer, "--count", str(count)],
                             check=True, capture_output=True, text=True, cwd=ROOT).stdout
        done.append(Measured(**json.loads(out)))
    return sorted(done, key=lambda one: one.seconds)[len(done) // 2]


def run_one(writer: str, count: int) -> None:
    """Write once, and print what it took: processor time, since other work on the machine is none
    of the writer's, without the imports and without making the notes that it is given.
    """
    patterns()
    given = _seconds(lambda: [None for _ in numbered(count)])
    if writer == "quizgen, from items":
        job, given = many_items(count), 0.0
        WRITERS[writer] = lambda _, target: by_quizgen_items(job, target)
    with tempfile.TemporaryDirectory() as folder:
        target = Path(folder) / "out.apkg"
        seconds = _seconds(lambda: WRITERS[writer](count, target)) - given
        memory = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
        print(json.dumps({"seconds": seconds, "size": target.stat().st_size, "memory": memory}))


def _seconds(work: Callable[[], object]) -> float:
    before = time.process_time()
    work()
    return time.process_time() - before


def main() -> None:
    """Print the table."""
    parser = argparse.ArgumentParser()
    parser.add_argument("--quick", action="store_true", help="1,000 notes only")
    parser.add_argument("--runs", type=int, default=3)
    parser.add_argument("--one", choices=list(WRITERS))
    parser.add_argument("--count", type=int, default=1000)
    given = parser.parse_args()
    if given.one:
        run_one(given.one, given.count)
        return
    print(f"{'notes':>8}  {'writer':20} {'time':>6} {'size':>6} {'memory':>6}   seconds, MB, MB")
    last: dict[str, Measured] = {}
    for count in SIZES[:1] if given.quick else SIZES:
        base = None
        for writer in WRITERS:
            done = measure(writer, count, given.runs)
            base = base or done
            print(f"{count:8,}  {writer:20} {done.seconds / base.seconds:6.2f} "
                  f"{done.size / base.size:6.2f} {done.memory / base.memory:6.2f}   "
                  f"{done.seconds:.2f} s, {done.size / 1e6:.1f}, {done.memory:.0f}"
                  + (f"   ×{done.seconds / last[writer].seconds:.1f} for ×10 notes"
                     if writer in last else ""), flush=True)
            last[writer] = done


if __name__ == "__main__":
    main()
