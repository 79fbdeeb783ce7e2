"""The page grades a typed answer as the terminal does, to the word of the reason."""

from __future__ import annotations

import json
import random
import unicodedata
from collections.abc import Iterator
from importlib.resources import files
from typing import Any

import pytest

from quizgen.bank.entity import Entity
from quizgen.bank.read import load_deck
from quizgen.formats.page import GRADING
from quizgen.formats.page_data import grading_of, name_of
from quizgen.items.grading.countries import COUNTRIES
from quizgen.items.grading.grade import NameIndex, grade
from quizgen.items.grading.normalise import normalise, tokens, unify
from quizgen.items.item import Citation, Item
from quizgen.items.make import make_items
from quizgen.items.quiz import Posed

TYPED = ("short-answer", "cloze", "numerical")
ITEM = Item(
    id="f.q", kind="short-answer", family="content", fact="f", facts=("f",), development="d",
    topic=None, question="q", stem="Who or what was it in 2023?", key="", accept=(), distractors=(),
    sorted=False, sentence="", explanation="", source=Citation("CNN", "15 September 2023"),
    as_of="2023-09-15", attribution="CNN", standing="reported", perishable=False, tags=())
PEOPLE = {
    name: Entity(id=name, name=full, type="Person", surname=surname, title=title)
    for name, full, surname, title in (
        ("donald", "Donald Trump", "Trump", None), ("melania", "Melania Trump", None, None),
        ("luka", "Alexander Lukashenko", "Lukashenko", "Belarusian President"),
        ("vucic", "Aleksandar Vučić", "Vučić", None), ("kuleba", "Dmytro Kuleba", "Kuleba", None),
        ("kuleda", "Dmytro Kuleda", "Kuleda", None))
}
ASKED = [
    *(ITEM._replace(key=key) for key in (
        "The United States", "U.S.", "US", "Rostov-on-Don", "T-72", "O’Brien", "São Tomé", "Straße",
        "ﬁrst ﬂoor", "Andriivka", "Not approved", "seventy ships", "Australia", "Niger", "Sochi",
        "South Korea", "Łódź", "Ὀδυσσεύς", "Київ", "ירושלים", "مكة المكرمة", "東京", "नई दिल्ली",
        "!", "The")),
    *(ITEM._replace(key=entity.name, entity=name) for name, entity in PEOPLE.items()),
    ITEM._replace(key="20,000 tons", number=20_000.0, unit="tons"),
    ITEM._replace(key="2.5 billion dollars", number=2.5, unit="billion dollars"),
    ITEM._replace(key="100", number=100.0, tolerance=5.0), ITEM._replace(key="-3.5", number=-3.5),
    ITEM._replace(key="5 metres", number=5.0, unit="metres"),
    ITEM._replace(key="5%", number=5.0, unit="%"), ITEM._replace(key="1", number=1.0),
    *(ITEM._replace(key="the date", date=date) for date in
      ("2023-09-15", "2023-05-03", "2023-05-05", "2023-09", "2023~", "2023")),
]
ANSWERS = """
united states|u.s.|US|rostov on don|t72|T 72|obrien|o'brien|sao tome|STRASSE|first floor|Andrivka
Bandriivka|now approved|seventh ships|seventeen hundred|Austria|Australa|North Korea|nigeria|Nigerr
in Sochi|the city of Sochi|Sochi, Russia|at sochi, Nowhere|lodz|ΟΔΥΣΣΕΥΣ|киів|київ|מכה|مكه المكرمة
नई दिल्ली|नई दिल्लो|東 京|Trump|President Lukashenko|Belarusian President Alexander Lukashenko
Lukashenka|vucic|Dmytro Kuleda|Dmytro Kulepa|Kuleda|Mr Kuleba|prime minister kuleba|20000|20,000
20 000 tons|20k|twenty thousand tonnes|about 20 thousand|0.02 million|20.000|19,999|-20000|minus 3.5
20,000 rubles|10-15|many|twenty|20,000 tons per day|2.5|$2.5bn|two and a half billion dollars|5 per cent
2,5 billion US dollars|2500 million|€2.5bn|half a million|95|105|94|106|5m|five meters|5 million
5 km|1.234.567,8|one hundred and one|twenty-one|a dozen|½|٥|२०,०००|५|１００|1/2|12:30|−3,5|3.5.5|5%
five percent|2023-09-15|Sept. 15th, 2023|Friday, the 15th of September 2023|15/09/2023|15.9.2023
15 Setpember 2023|16 September 2023|September 2023|15 September|31 February 2023
no idea|20'000|20,00|2,0000|four to six|14|2023 AD|Melania, Trump|V. Vučić|A. Vucic|Lukashenko, A.
the 2023 Sochi|it was Sochi|not Sochi|Sochi Trump|Republic of Niger|the Republic of Australia
ships, seventy|Approved & not|rostov/on/don|Sao and Tome|no idea|03/05/2023|05/05/2023|09/2023
August 2023|about 2023|2023|2022|29 Feb 2023|29 Feb 2024|sept|15 15 2023|00/00/2023|١٥/٠٩/٢٠٢٣|2023 5 3
...|the|a|an| |-|\u0301e|“quoted”|İstanbul|ŉ|ß|ᾳ|x\u0345|①|❶|U.S.A|U.S/U.K.|a.b.c.d|mr. president|north
__|it's
""".replace("\n", "|").split("|")
WEB = files("quizgen.formats") / "web"
RUN = f"""(text) => {{
const cases = JSON.parse(text);
{"".join((WEB / name).read_text(encoding="utf-8") for name in GRADING)}
const names = new NameIndex(cases.names, cases.countries);
return JSON.stringify(cases.rows.map(([at, text]) => {{
  const found = gradeTyped(cases.items[at], text, names);
  return [found.mark, found.reason];
}}));
}}"""


def near_misses(text: str, chance: random.Random) -> Iterator[str]:
    """A text with one or two slips of the pen, and its parts."""
    for slip_count in (1, 1, 2, 3):
        letters = list(text)
        for _ in range(slip_count):
            at = chance.randrange(len(letters))
            match chance.randrange(4):
                case 0:
                    letters[at] = chance.choice("aeiou tz.'-1")
                case 1:
                    letters.insert(at, chance.choice("aeiou tz"))
                case 2 if len(letters) > 1:
                    del letters[at]
                case _:
                    letters[at : at + 2] = reversed(letters[at : at + 2])
        yield "".join(letters)
    yield text.upper()
    yield from text.split()


def run(browser: Any, script: str, cases: Any) -> Any:
    """What a script makes of the cases; both go as JSON, which is quick."""
    tab = browser.new_page()
    found = json.loads(tab.evaluate(script, json.dumps(cases)))
    tab.close()
    return found


def graded(browser: Any, items: list[Item], entities: dict[str, Entity],
           rows: list[tuple[int, str]]) -> None:
    """Both grade every row alike."""
    found = run(browser, RUN, {
        "names": [name_of(entity) for entity in entities.values()], "countries": COUNTRIES,
        "items": [grading_of(Posed(item))["typed"] for item in items], "rows": rows})
    names = NameIndex(entities)
    differ = []
    for (at, text), verdict in zip(rows, found, strict=True):
        expected = grade(items[at], text, names)
        if [expected.verdict, expected.reason] != verdict:
            differ.append((items[at].key, text, expected.verdict, expected.reason, verdict))
    assert differ == []


def test_a_table_of_answers(browser: Any) -> None:
    chance = random.Random(7)
    rows = [(at, text) for at in range(len(ASKED)) for text in ANSWERS]
    rows += [(at, text) for at, item in enumerate(ASKED) for text in near_misses(item.key, chance)]
    rows += [(0, "Sochi" + "i" * 600), (0, "\ud83d\ude80" * 300)]
    graded(browser, ASKED, PEOPLE, rows)


@pytest.mark.parametrize("name", ["ukraine-war", "space-2023"])
def test_the_answers_of_the_shipped_decks_and_what_is_near_to_them(browser: Any, name: str) -> None:
    deck = load_deck(name)
    items = [item for item in make_items(deck) if item.kind in TYPED]
    chance = random.Random(8)
    others = [name for entity in deck.entities.values() for name in entity.names]
    rows = [(at, text) for at, item in enumerate(items)
            for text in (item.key, *item.accept, *near_misses(item.key, chance),
                         *chance.sample(others, 6), *chance.sample(ANSWERS, 3))]
    graded(browser, items, dict(deck.entities), rows)


def test_texts_are_compared_alike_in_every_script(browser: Any) -> None:
    """Every character of the basic plane between two letters, but Cherokee, whose capitals Python
    folds the other way, and the Cyrillic forms of old prints.
    """
    marks = [chr(c) for c in range(0x20, 0xFFFE)
             if unicodedata.category(chr(c)) not in ("Cn", "Co", "Cs", "Lo")
             and not (0x13A0 <= c < 0x1400 or 0xAB70 <= c < 0xABC0 or 0x1C80 <= c < 0x1C90)]
    script = RUN.partition("const names =")[0] + "return JSON.stringify(cases.map((c) => " + (
        "[unify(`a${c}b`), normalise(`a${c}b`), tokens(`a${c}b`)])); }")
    found = run(browser, script, marks)
    assert [f"U+{ord(c):04X}" for c, (*texts, words) in zip(marks, found, strict=True)
            if [*texts, words] != [unify(f"a{c}b"), normalise(f"a{c}b"), list(tokens(f"a{c}b"))]] == []
