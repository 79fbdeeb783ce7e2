"""A bank that wants to break a card makes an honest problem or harmless text."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from html.parser import HTMLParser
from pathlib import Path
from typing import Any

import pytest

from quizgen.bank.read import read_deck
from quizgen.formats import Job, apkg
from quizgen.formats.anki_text import escape
from quizgen.items.make import make_items
from quizgen.problem import QuizgenError
from tests.formats.conftest import ENTITIES, HEADER
from tests.formats.learner import Learner
from tests.formats.test_anki_updates import digest

pytest.importorskip("anki")

HOSTILE = [
    "<script>alert(1)</script>", "</style><script>x</script>", "<img src=x onerror=alert(1)>",
    "{{c1::x}}", "{{FrontSide}}", "{{#Fact}}{{Answer 1}}", "{{type:Answer 1}}", "[[type:Answer 1]]",
    "[sound:x.mp3]", "[latex]x[/latex]", "[$]x[/$]", "[anki:tts lang=en_US]x[/anki:tts]",
    r"\(x\)", r"\[x\]", "$$x$$", "<!--", "]]>", "&amp;lt;script&gt;", "'\"`=",
    '"><svg onload=alert(1)>', "javascript:alert(1)", "x</p></div></details><hr id=answer>", "<",
]
# What may stand on a card; whatever else is found came from the bank.
ELEMENTS = {"div", "p", "details", "summary", "ol", "li", "hr", "mark", "dl", "dt", "dd", "bdi", "b",
            "a", "img", "figure", "figcaption"}
ATTRIBUTES = {"class", "lang", "dir", "id", "href", "open", "src", "alt"}


class Elements(HTMLParser):
    """The elements of a card and whether each is closed in its turn."""

    def __init__(self, html: str) -> None:
        super().__init__()
        self.names: set[str] = set()
        self.attributes: set[str] = set()
        self.links: set[str] = set()
        self.inside: list[str] = []
        self.text = ""
        self.feed(html)
        self.close()

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.names.add(tag)
        self.attributes |= {name for name, _ in attrs}
        self.links |= {value or "" for name, value in attrs if name in ("href", "src")}
        if tag not in ("hr", "img"):
            self.inside.append(tag)

    def handle_endtag(self, tag: str) -> None:
        assert self.inside.pop() == tag

    def handle_data(self, data: str) -> None:
        self.text += data


@pytest.fixture(scope="module")
def learner(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Learner]:
    one = Learner(tmp_path_factory.mktemp("anki"))
    yield one
    one.close()


def test_hostile_texts_are_shown_and_nothing_else(
    learner: Learner, tmp_path: Path
) -> None:
    """Every text of every item, one kind of attack a fact, in one package."""
    facts = [f"  - {{id: f{n}, kind: meeting, date: 2023-09, host: putin, guest: luka, place: sochi}}\n"
             for n in range(len(HOSTILE))]
    deck, problems = load(tmp_path, digest("2023-09-15", *facts), title="A <b>::deck</b> {{x}}")
    assert problems == []
    items = []
    for item in make_items(deck):
        bad = HOSTILE[int(item.fact[1:])]
        why = tuple(d._replace(text=f"{bad} {n}") for n, d in enumerate(item.distractors))
        items.append(item._replace(stem=bad, key=bad, sentence=f"A {bad} b", accept=(f"{bad}!",),
                                   explanation=bad, attribution=bad, standing=bad, distractors=why,
                                   source=item.source._replace(publisher=bad)))
    learner.bring_in(apkg.render(Job(deck, tuple(items), options={"choices": "shown"})))
    assert len(learner.facts()) == len(HOSTILE)
    assert learner.repairs() == "Database rebuilt and optimized."
    assert len(learner.collection.decks.all_names_and_ids()) == 2
    for n, bad in enumerate(HOSTILE):
        for at, card in enumerate(learner.cards(f"f{n}")):
            for side in (learner.front(f"f{n}", at), learner.back(f"f{n}", at)):
                seen = Elements(side)
                assert (seen.names - ELEMENTS, seen.attributes - ATTRIBUTES) == (set(), set())
                assert seen.inside == []
                assert seen.links <= {""}
                assert bad in seen.text and escape(bad) in side
                assert side.count('id="answer"') <= 1
            assert card.question_av_tags() == card.answer_av_tags() == []
    assert list(learner.collection.media.check().missing) == []


def load(folder: Path, day: str, header: str = HEADER, title: str = "Mini") -> Any:
    for name, text in (("deck", header.replace("{title}", f'"{title}"')), ("entities", ENTITIES),
                       ("day", day)):
        (folder / f"{name}.yaml").write_bytes(text.encode())
    deck, problems = read_deck(folder)
    return deck, [str(p).removeprefix(f"{folder}/") for p in problems]


EVENT = """\
  - id: e
    kind: event
    date: 2023-09
    text: "it was {what=so} in {where=@sochi}"
    ask: {what: {stem: "what was it?"}, where: {stem: "where was it so?"}}
"""


@pytest.mark.parametrize(("line", "message"), [
    ("    tags: [two words]\n", "day.yaml:12: `tags.0`: an id has small letters, digits and hyphens"),
    ("    tags: [\"quizgen::retired\"]\n", "day.yaml:12: `tags.0`: an id has small letters"),
    ('    explanation: "a\\0b"\n', "day.yaml:12: `explanation`: the character U+0000 may not stand"),
    ('    explanation: "a\\x1fb"\n', "day.yaml:12: `explanation`: the character U+001F may not"),
    ("    explanation: a\0b\n", "day.yaml:12: no YAML"),
    (f"    explanation: {'x' * 1_000_000}\n",
     "day.yaml:12: `explanation` is longer than 1000 characters"),
    ("    questions: {what: 'what is {{c1::x}}?'}\n", "day.yaml:12: e: the question what:"),
    ("    explanation: \"\\u202egnp.txt\"\n", "day.yaml:12: `explanation`: the character U+202E"),
])
def test_what_no_card_could_show_is_told_with_its_line(
    tmp_path: Path, line: str, message: str
) -> None:
    _, problems = load(tmp_path, digest("2023-09-15", EVENT, line))
    assert len(problems) == 1
    assert problems[0].startswith(message)


def test_a_megabyte_that_comes_past_the_reader_is_shown_whole(
    learner: Learner, tmp_path: Path
) -> None:
    """Items can be made without a bank's file: no time is lost on them either."""
    deck, _ = load(tmp_path, digest("2023-09-15", EVENT.replace("id: e", "id: large")))
    large = "<" * 1_000_000
    items = tuple(item._replace(explanation=large) for item in make_items(deck))
    learner.bring_in(apkg.render(Job(deck, items)))
    assert learner.note("large")["Explanation"] == escape(large)


MakePicture = Callable[[int, int], bytes]


def test_a_picture_of_a_fact_is_in_the_package_under_a_name_of_its_own(
    learner: Learner, tmp_path: Path, make_png: MakePicture
) -> None:
    (tmp_path / "pictures").mkdir()
    (tmp_path / "pictures" / "a.PNG").write_bytes(make_png(20, 10))
    (tmp_path / "pictures" / "b.png").write_bytes(make_png(10, 20))
    facts = [EVENT.replace("id: e", f"id: {fact}") + f"""\
    picture:
      file: {file}
      alt: The "sea" <at> Sochi
      credit: A & B
      licence: CC0-1.0
      url: https://example.org/?a=1&b="
""".replace('"\n', "%22\n") for fact, file in (
        ("p", "pictures/a.PNG"), ("q", "pictures/b.png"), ("r", "pictures/a.PNG"))]
    deck, problems = load(tmp_path, digest("2023-09-15", *facts).replace("a=1&b=%22", "a=1&b=2"))
    assert problems == []
    job = Job(deck, make_items(deck))
    package = apkg.render(job)
    assert apkg.render(job) == package
    learner.bring_in(package)
    names = [Elements(learner.back(fact)).links - {"https://example.org/?a=1&b=2"}
             for fact in ("p", "q", "r")]
    assert names[0] == names[2] != names[1]
    folder = Path(learner.collection.media.dir())
    for name, size in ((names[0], (20, 10)), (names[1], (10, 20))):
        (file,) = name - {""}
        assert file.startswith("quizgen-mini-") and file.endswith(".png") and len(file) == 33
        assert (folder / file).read_bytes() == make_png(*size)
    assert 'alt="The &quot;sea&quot; &lt;at&gt; Sochi"' in learner.back("p")
    assert "A &amp; B</a>, CC0-1.0" in learner.back("p")
    check = learner.collection.media.check()
    assert (list(check.missing), list(check.unused)) == ([], [])


def test_a_picture_that_went_after_reading_ends_the_export(
    tmp_path: Path, make_png: MakePicture
) -> None:
    (tmp_path / "a.png").write_bytes(make_png(1, 1))
    deck, problems = load(tmp_path, digest("2023-09-15", EVENT, (
        "    picture: {file: a.png, alt: a, credit: b, licence: c}\n")))
    assert problems == []
    (tmp_path / "a.png").unlink()
    with pytest.raises(QuizgenError, match=r"e: the picture a\.png there is no such file"):
        apkg.render(Job(deck, make_items(deck)))
