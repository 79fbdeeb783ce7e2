"""The plain form: what it reads is what the strict reader reads, and it reads nothing else."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

import quizgen.bank.read_plain_file
from quizgen.bank.find import shipped_decks
from quizgen.bank.plain_yaml import read_plain
from quizgen.bank.read import read_deck
from quizgen.bank.yaml_reader import MAX_ENTRIES, parse_yaml

PLAIN = """\
# a remark
date: 2023-09-15
sources: [{id: cnn, publisher: CNN, date: 2023-09-15, url: https://example.org/a-b=1}]
empty:

developments:
- id: d
  title: "Weir: a town"
  facts:
    # another
    - {id: f, kind: meeting, "host": 'Maud Reed', count: 3, share: 0.5, ok: yes}
    - id: g
      tags: [a, “b”, c d ]
      many: {x: {y: [1, []]}, z: {}}
  topic: what was said, and by whom
sets:
  - one
  - 2
"""
SHIPPED = [path.read_text(encoding="utf-8") for path in sorted(shipped_decks().glob("*/*.yaml"))]
# Pieces that mean something to YAML, in any order.
PIECES = st.sampled_from([
    "a", "b: ", "b:", "- ", "-", " ", "  ", "\n", "\n  ", "\n- ", "\n    ", ": ", ":", "#", " #",
    "&a ", "*a", "!t ", "!!int ", "<<: ", "? ", "| \n", ">-\n", "'", "\"", "\\", "{", "}", "[",
    "]", ", ", ",", "%", "@", "`", "---", "...", "yes", "No", "~", "null", "1", "-2", "0x1",
    "1_0", "12:30", ".5", "1e3", "2023-09-15", "\t", "\xa0", "\u2028", "\ufeff", "\x85", "é", "“",
    "\x01", "\ud7ff", "word: text", "k: v\n", "- k: v\n", "https://a.b/c", "=", "İ", "٣",
])


def typed(value: Any) -> Any:
    """A value with its types: True is not 1."""
    if isinstance(value, dict):
        return {key: typed(one) for key, one in value.items()}
    if isinstance(value, list):
        return [typed(one) for one in value]
    return type(value), value


def holds(text: str) -> bool:
    """Whether the text is plain; if so, the strict reader finds no fault in it and reads the same."""
    plain = read_plain(text)
    if plain is not None:
        strict, problems = parse_yaml(text, "x.yaml")
        assert strict is not None and not problems, text
        assert typed(plain) == typed(strict), text
        assert list(plain) == list(strict)
    return plain is not None


def test_the_usual_form_is_plain() -> None:
    assert holds(PLAIN)


@given(st.lists(PIECES, max_size=14).map("".join), st.sampled_from(["", "k: ", "k:\n  ", "k: [", "- "]))
@example("", "k: a\n  - b")
@example("", "a:\n- b\n  - c")
@example("", "a: [b:]")
@example("", "a: {b: c, b: d}")
@example("", "a: 1\na: 2")
@settings(max_examples=600)
def test_what_is_read_is_what_the_strict_reader_reads(text: str, before: str) -> None:
    holds(before + text)


@given(st.data())
@settings(max_examples=150)
def test_so_it_is_of_a_text_that_somebody_spoilt(data: st.DataObject) -> None:
    lines = data.draw(st.sampled_from([PLAIN, *SHIPPED])).split("\n")
    first = data.draw(st.integers(0, len(lines) - 1))
    text = "\n".join(lines[first : first + 25])
    at = data.draw(st.integers(0, len(text)))
    gone = data.draw(st.integers(0, 3))
    holds(text[:at] + data.draw(PIECES) + text[at + gone :])


DEEP = "a: " + "[" * 20 + "]" * 20


@pytest.mark.parametrize("text", [
    "a: &x 1", "a: *x", "a: !!int 1", "<<: {a: 1}", "a: {<<: {b: 1}}", "a: {\"<<\": {b: 1}}",
    "a: 1\na: 2", "a: {b: 1, b: 2}", "a: 1_000", "a: 0x1f", "a: 12:30", "a: [12:30]", "a: 1e3",
    "a: \"x\\ny\"", "a: 'it''s'", "a: b: c", "a: b #c", "a: b\n  c", "a:\n  b", "a: |\n  b",
    "--- \na: 1", "a: \x01", "a: b\tc", "- a", "a: [b\n  ]", DEEP, "a: b\n---\nc: d",
    "a: \u2028b", "", "# nothing", "a:\n" + "- b\n" * (MAX_ENTRIES + 1), "a:: b", "a: ", "a",
])
def test_the_unusual_is_left_to_the_strict_reader(text: str) -> None:
    assert read_plain(text) is None


def test_a_deck_is_the_same_by_either_reader(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    texts = {
        "deck.yaml": "id: mini\ntitle: Mini\ndescription: D\nversion: 1.0.0\n"
                     "licence: CC0\nauthors: [us]\n",
        "entities.yaml": "reed: {name: Maud Reed, type: Person}\nlind: {name: Eva, type: Person}\n",
        "1.yaml": "date: 2023-09-15\nsources: [{id: cnn, publisher: CNN, date: 2023-09-15}]\n"
                  "developments:\n- id: d\n  title: D\n  facts:\n"
                  "  - {id: f, kind: meeting, date: 2023-09, host: reed, guest: lind}\n"
                  "  - {id: g, kind: meeting, date: 2023-09, host: reed, guest: nobody}\n",
        "2.yaml": "date: 2023-09-16\nsources: [{id: cnn, publisher: CNN, date: 2023-09-16}]\n"
                  "developments:\n- id: d\n  title: D\n  facts:\n"
                  "  - {id: f, kind: meeting, date: 2023-09, host: reed, guest: lind}\n"
                  "updates:\n- {fact: f, explanation: more}\n- {fact: g, source: bbc}\n",
        "3.yaml": "date: 2023-09-15\nsources: [{id: cnn, publisher: CNN, date: 2023-09-15}]\n",
        "4.yaml": "date: 2023-09-17\nsources: {}\n",
        "5.yaml": "date: 2023-09-18\nsources: [{id: cnn, publisher: CNN, date: 2023-09-15}]\n"
                  "developments: false\n",
    }
    for name, text in texts.items():
        (tmp_path / name).write_text(text, encoding="utf-8")
    deck, problems = read_deck(tmp_path)
    monkeypatch.setattr(quizgen.bank.read_plain_file, "read_plain", lambda text: None)
    strict, found = read_deck(tmp_path)
    assert deck is not None and strict is not None
    assert problems == found and len(problems) >= 6
    assert (deck.facts, deck.entities) == (strict.facts, strict.entities)
    assert deck.digests == strict.digests
    for key in ("fact:f", "fact:g.guest", "update:2023-09-16:f.explanation", "entity:lind",
                "deck.version", "source:2023-09-15:cnn", "digest:2023-09-16"):
        assert deck.position(key) == strict.position(key), key
    (tmp_path / "1.yaml").write_text("# edited since\n" + texts["1.yaml"], encoding="utf-8")
    fresh, _ = read_deck(tmp_path)
    assert fresh is not None and fresh.position("fact:g.guest").line == 9
