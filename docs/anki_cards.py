"""Cards as Anki shows them: rendered by its backend, in its page, on a desktop and a phone.

`python docs/anki_cards.py FOLDER` draws every type of card at two widths, by day and by night, for
whoever changes the style; `make_pictures.py` takes two of them for the README.
"""

from __future__ import annotations

import dataclasses
import re
import struct
import subprocess
import sys
import tempfile
import zlib
from collections.abc import Iterator
from pathlib import Path
from typing import Any

sys.path.insert(0, str(Path(__file__).resolve().parent.parent))

from anki.collection import Collection, ImportAnkiPackageOptions, ImportAnkiPackageRequest

from quizgen.bank.dates import FactDate
from quizgen.bank.deck import Deck
from quizgen.bank.picture import Picture
from quizgen.bank.read import load_deck
from quizgen.formats import Job, apkg
from quizgen.formats.anki_state import NoteState, notice_html, retired_banner, state_of
from quizgen.items.item import Item
from quizgen.items.make import every_item, make_items

# What desktop Anki and AnkiDroid put around a card: classes, and what of their style matters here.
DESKTOP = ("isLin", "body { margin: 20px } img { max-width: 100%; max-height: 95vh }"
           " #typeans { width: 100%; box-sizing: border-box; line-height: 1.75 }"
           " .typeGood { background: #afa; color: black } .typeBad { background: #faa; color: black }"
           " .typeMissed { background: #ccc; color: black }")
PHONE = ("mobile android", "body { margin: 1.5em } img { max-width: 100% }")
NIGHT = "nightMode night_mode"
BROWSER = ("--headless", "--no-sandbox", "--disable-gpu", "--hide-scrollbars",
           "--force-device-scale-factor=1.5", "--disable-background-networking", "--disable-sync")


class Shelf:
    """A collection with one package in it."""

    def __init__(self, package: bytes) -> None:
        self.folder = tempfile.TemporaryDirectory()
        path = Path(self.folder.name) / "in.apkg"
        path.write_bytes(package)
        self.collection: Any = Collection(str(path.with_name("collection.anki2")))
        self.collection.import_anki_package(ImportAnkiPackageRequest(
            package_path=str(path), options=ImportAnkiPackageOptions()))

    def side(self, search: str, back: bool, slot: int | None = None) -> str:
        """The HTML of a card's front or back; the first card found, or the one of a slot."""
        cards = [self.collection.get_card(card) for card in self.collection.find_cards(search)]
        card = next(card for card in cards if slot in (None, card.ord + 1))
        text: str = card.answer() if back else card.question()
        asked = re.search(r"\[\[type:(.+?)\]\]", text)
        if asked:
            name = asked[1]
            box = (self.collection.compare_answer(card.note()[name], "Sotchi") if back
                   else '<input type="text" id="typeans">')
            text = text.replace(asked[0], f"<center>{box}</center>")
        return text

    def page(self, body: str, *, phone: bool, night: bool) -> str:
        """The page that a reviewer makes of it."""
        classes, style = PHONE if phone else DESKTOP
        media = Path(self.folder.name, "collection.media").as_uri()
        return (f'<!doctype html><html class="{classes if phone else ""}"><meta charset="utf-8">'
                f'<base href="{media}/"><style>{style}</style>'
                f'<body class="card card1 {classes} {NIGHT if night else ""}">'
                f'<div id="qa">{body}</div></body></html>')


def draw(page: str, target: Path, width: int, height: int) -> None:
    """A PNG of the page in a window of that size."""
    with tempfile.TemporaryDirectory() as folder:
        source = Path(folder) / "page.html"
        source.write_text(page, encoding="utf-8")
        subprocess.run(["chromium", *BROWSER, "--allow-file-access-from-files",
                        f"--user-data-dir={folder}/profile", f"--window-size={width},{height}",
                        f"--screenshot={target}", source.as_uri()], check=True, capture_output=True)


def gallery() -> Iterator[tuple[str, Shelf, str, bool, int | None]]:
    """Every type of card: its name, its collection, how to find it, its side and slot."""
    deck = load_deck("ukraine-war")
    items = make_items(deck)
    plain = Shelf(apkg.render(Job(deck, items)))
    meeting = "sochi-meeting"
    yield "front", plain, f"Fact:{meeting}", False, 1
    yield "back", plain, f"Fact:{meeting}", True, 1
    yield "long", plain, "Fact:putin-neighbourly-relations", True, None
    yield "standing", plain, "Fact:putin-neighbourly-relations", False, 10
    yield "denied", plain, "tag:quizgen::standing::denied", True, None
    shown = Shelf(apkg.render(Job(deck, items, options={"choices": "shown"})))
    yield "shown", shown, f"Fact:{meeting}", False, 1
    typed = Shelf(apkg.render(Job(deck, items, options={"type_in": "yes"})))
    yield "typed", typed, f"Fact:{meeting}", False, 1
    yield "typed-back", typed, f"Fact:{meeting}", True, 1
    whole = Shelf(apkg.render(Job(deck, every_item(deck))))
    yield "superseded", whole, "Fact:kim-remained", True, 1
    yield "restated", whole, "Fact:andriivka-retaken", True, 1

    def tell(deck: Deck, fact: Any, cards: Any) -> NoteState:
        banner = retired_banner(FactDate.parse("2023-10-05"))
        notice = notice_html("Retracted by the report of 5 October 2023. The paper took it back.")
        return NoteState(state_of(deck, fact, cards).changed, "retired", banner, notice, "1.1.0")

    yield "retired", Shelf(apkg.pack(Job(deck, items), tell)), f"Fact:{meeting}", True, 1
    with tempfile.TemporaryDirectory() as folder:
        Path(folder, "sea.png").write_bytes(png(900, 500))
        fact = deck.facts[meeting].model_copy(update={"picture": Picture(
            file="sea.png", alt="The sea", credit="A. Photographer", licence="CC BY 4.0",
            url="https://example.org/")})
        with_picture = dataclasses.replace(
            deck, facts={**deck.facts, meeting: fact}, folder=Path(folder))
        yield "picture", Shelf(apkg.render(Job(with_picture, items))), f"Fact:{meeting}", True, 1
    word = "Donaudampfschifffahrtsgesellschaft" * 12
    long = tuple(dataclasses.replace(item, stem=f"{word}?", key=word, sentence=word,
                                     attribution=word, explanation=word) for item in items)
    yield "one-word", Shelf(apkg.render(Job(deck, long))), f"Fact:{meeting}", True, 1
    arabic = dataclasses.replace(
        deck, header=deck.header.model_copy(update={"language": "ar"}))
    yield ("arabic", Shelf(apkg.render(Job(arabic, tuple(map(in_arabic, items))))),
           f"Fact:{meeting}", True, 1)


def in_arabic(item: Item) -> Item:
    """An item whose texts run from right to left, with a Latin name at the start."""
    return dataclasses.replace(
        item, stem="CNN: أين التقى الرئيس الروسي برئيس بيلاروسيا في سبتمبر 2023؟", key="سوتشي",
        sentence="التقى الرئيس الروسي برئيس بيلاروسيا في سوتشي في سبتمبر 2023.",
        explanation="مدينة على البحر الأسود.", accept=("مدينة سوتشي",),
        distractors=tuple(dataclasses.replace(d, text=text) for d, text in zip(
            item.distractors, ("موسكو", "قازان", "إيركوتسك"), strict=False)))


def png(width: int, height: int) -> bytes:
    """A picture of a sky over a sea."""
    def chunk(kind: bytes, data: bytes) -> bytes:
        return struct.pack(">I", len(data)) + kind + data + struct.pack(">I", zlib.crc32(kind + data))

    rows = b"".join(b"\0" + (bytes((150 + y // 5, 190, 230)) if y < height * 0.6
                             else bytes((40, 90 + y // 10, 130))) * width for y in range(height))
    return (b"\x89PNG\r\n\x1a\n" + chunk(b"IHDR", struct.pack(">IIBBBBB", width, height, 8, 2, 0, 0, 0))
            + chunk(b"IDAT", zlib.compress(rows)) + chunk(b"IEND", b""))


def draw_gallery(folder: Path) -> None:
    """Every type of card at 1280 and 390 pixels, light and night."""
    folder.mkdir(parents=True, exist_ok=True)
    for name, shelf, search, back, slot in gallery():
        body = shelf.side(search, back, slot)
        for phone, night in ((False, False), (False, True), (True, False), (True, True)):
            size = (390, 844) if phone else (1280, 900)
            look = f"{name}-{size[0]}-{'night' if night else 'light'}.png"
            draw(shelf.page(body, phone=phone, night=night), folder / look, *size)


def draw_readme_pictures(light: Path, night_phone: Path) -> None:
    """The back of a card on a desktop by day, and of a claim on a phone by night."""
    deck = load_deck("ukraine-war")
    shelf = Shelf(apkg.render(Job(deck, make_items(deck))))
    draw(shelf.page(shelf.side("Fact:sochi-meeting", True, 1), phone=False, night=False),
         light, 760, 640)
    draw(shelf.page(shelf.side("Fact:ep-satellite-state", True), phone=True, night=True),
         night_phone, 390, 800)


if __name__ == "__main__":
    draw_gallery(Path(sys.argv[1]))
