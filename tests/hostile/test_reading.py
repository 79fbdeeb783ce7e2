"""A hostile bank is refused with the line of each fault, in plain words, soon and in little memory."""

from __future__ import annotations

import os
import resource
import time
from pathlib import Path
from typing import Any

import pytest
from pydantic import TypeAdapter, ValidationError

from quizgen.bank.deck import DeckHeader, Digest
from quizgen.bank.entity import Entity
from quizgen.bank.history import HISTORY, History, read_history
from quizgen.bank.picture import check_file_name
from quizgen.bank.read import read_deck
from quizgen.bank.text import Text, Url
from quizgen.bank.yaml_reader import parse_yaml
from quizgen.problem import Problem, plain
from tests.bank.conftest import DIGEST, ENTITIES, FACT, HEADER
from tests.hostile import corpus
from tests.hostile.bank import bank_of
from tests.hostile.fields import all_models, guard, hints, leaves, strings, texts

MEGABYTE = 1_000_000
FREE = {"Source.url", "Picture.file", "Picture.url"}   # have checks of their own, tried below


def folder_of(tmp_path: Path, **files: str) -> Path:
    whole = {"deck": HEADER, "entities": ENTITIES, "2023-09-15": DIGEST + FACT} | files
    for name, text in whole.items():
        (tmp_path / f"{name}.yaml").write_text(text, encoding="utf-8", newline="")
    return tmp_path


def test_every_string_of_every_model_is_a_text_or_has_a_form() -> None:
    """A new field of plain `str` fails here: what it may hold is to be said."""
    loose = {name for name, metadata in strings() if guard(metadata) in ("none", "check")}
    assert loose == FREE
    assert len(all_models()) > 30


def test_the_hostile_bank_has_every_text_that_there_is() -> None:
    files = bank_of(lambda: "x")
    found = {name for name, _, _ in texts(DeckHeader, files["deck.yaml"])}
    found |= {name for e in files["entities.yaml"].values() for name, _, _ in texts(Entity, e)}
    found |= {name for day in ("2023-09-15.yaml", "2023-09-16.yaml")
              for name, _, _ in texts(Digest, files[day])}
    assert found == {name for name, metadata in strings() if guard(metadata) == "text"}


@pytest.mark.parametrize("name", corpus.STEERING)
def test_no_text_holds_what_steers(name: str) -> None:
    with pytest.raises(ValidationError, match="may not stand in a text"):
        TypeAdapter(Text).validate_python(f"a{corpus.STEERING[name]}b")


@pytest.mark.parametrize("name", corpus.SHARP)
def test_what_is_only_sharp_is_text(name: str) -> None:
    assert TypeAdapter(Text).validate_python(corpus.SHARP[name]) == corpus.SHARP[name]


def test_a_break_of_a_line_is_a_blank() -> None:
    assert TypeAdapter(Text).validate_python("a\u2028b\u2029 c\r\nd") == "a b c d"


@pytest.mark.parametrize("url", corpus.LINKS)
def test_only_web_addresses_are_linked(url: str) -> None:
    with pytest.raises(ValidationError):
        TypeAdapter(Url).validate_python(url)


@pytest.mark.parametrize("file", corpus.FILES)
def test_a_picture_stays_in_the_folder(file: str) -> None:
    with pytest.raises(ValueError, match="a picture"):
        check_file_name(file)


@pytest.mark.parametrize("name", corpus.YAML)
def test_yaml_that_is_more_than_data_is_told_with_its_line(name: str) -> None:
    data, problems = parse_yaml(corpus.YAML[name], "x.yaml")
    assert problems
    assert all(p.line > 0 and plain(str(p)) == str(p) for p in problems)
    assert data is None or name in ("duplicate", "inner", "number")


@pytest.mark.parametrize("number", corpus.NUMBERS)
def test_an_absurd_number_is_refused(read: Any, number: str) -> None:
    fact = f"  - {{id: f, kind: figure, date: 2023-09, indicator: x, value: {{value: {number}}}}}\n"

    _, problems = read(fact)
    assert problems and all(p.startswith("2023-09-15.yaml:7: ") for p in problems)


@pytest.mark.parametrize("date", corpus.DATES)
def test_an_absurd_date_is_refused(read: Any, date: str) -> None:
    _, problems = read(FACT.replace("2023-09", date))
    assert problems and all(p.startswith("2023-09-15.yaml:7: ") for p in problems)


@pytest.mark.parametrize("name", ["escape", "osc-52", "c1-csi", "override", "next-line"])
def test_a_problem_shows_what_steers_written_out(read: Any, name: str) -> None:
    """Keys and names of entities are no texts: what stands in them comes into messages."""
    bad = '"a' + "".join(f"\\U{ord(c):08x}" for c in corpus.STEERING[name]) + '"'
    _, problems = read(
        f"  - {{id: f, kind: meeting, date: 2023-09, host: {bad}, guest: lind, {bad}: x}}\n"
        f"  - {{id: g, kind: meeting, date: 2023-09, host: {bad}, guest: lind, foils: {{p: [x]}}}}\n"
        f"  - {{id: h, kind: {bad}, date: 2023-09}}\n",
        header=HEADER + f"{bad}: x\n", entities=ENTITIES + f"{bad}: {{name: X, type: {bad}}}\n")
    assert len(problems) >= 5
    assert [p for p in problems if plain(p) != p or "\n" in p] == []


def test_a_file_name_that_steers_is_written_out(tmp_path: Path) -> None:
    folder = folder_of(tmp_path)
    (folder / "2024\x1b]0;x\a\u202e.yaml").write_text("a: [\n")
    _, problems = read_deck(folder)
    assert [str(p) for p in problems if "\\u001b]0;x\\u0007\\u202e.yaml:" in str(p)]


def test_an_endless_message_is_cut() -> None:
    assert len(str(Problem("a.yaml", 1, "x" * MEGABYTE, "rule"))) < 1100


# Each took minutes or gigabytes once: lines of one file that reading, checking or telling repeats.
BOMBS = {
    "one line": ("2023-09-15", f"a: [{','.join('[a]' for _ in range(MEGABYTE))}]\n"),
    "one line of keys": ("deck", HEADER + f"x: {{{', '.join(f'k{n}: a' for n in range(400_000))}}}\n"),
    "underscores": ("deck", HEADER.replace("Mini", "1" + "_" * 4 * MEGABYTE + "x")),
    "digits": ("deck", HEADER.replace("Mini", "9" * MEGABYTE)),
    "aliases": ("entities", f"x: {{name: A, type: City, aliases: [{'5, ' * MEGABYTE}]}}\n"),
    "unknown keys": ("deck", HEADER + "".join(f"k{n}: a\n" for n in range(3000))),
    "wrong entries": ("2023-09-15", DIGEST + FACT.replace("}", ", foils: {") + ", ".join(
        f"k{n}: [{'5, ' * 200}]" for n in range(9)) + "}}\n"),
    "wrong entities": ("entities", "".join(f"k{n}: {{name: 5}}\n" for n in range(6000))),
    "a long key": ("deck", HEADER + f'? "{"title" * 500_000}"\n: a\n'),
    "empty lists": ("2023-09-15", "a:\n" + "- []\n" * MEGABYTE),
    "depth": ("2023-09-15", f"a: {'[' * 4 * MEGABYTE}\n"),
    "a long text": ("deck", HEADER.replace("Mini", "x" * 7 * MEGABYTE)),
    "comments": ("deck", "#\n" * 3 * MEGABYTE), "too large": ("deck", "#" * 9 * MEGABYTE),
    "unknown names": ("2023-09-15", DIGEST + "".join(
        f"  - {{id: f{n}, kind: meeting, date: 2023-09, host: red{n}, guest: lend}}\n"
        for n in range(150))),
}


@pytest.mark.parametrize("name", BOMBS)
def test_a_bomb_is_told_before_it_bursts(tmp_path: Path, name: str) -> None:
    """In seconds where it took hours (no test fails on a time: this one would not end), and in little
    memory.
    """
    file, text = BOMBS[name]
    more = {"entities": "".join(f"rex{n}: {{name: R{n}, type: Person}}\n" for n in range(3000))}
    folder = folder_of(tmp_path, **(more if name == "unknown names" else {}) | {file: text})
    before = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
    _, problems = read_deck(folder)
    assert problems
    if name in ("unknown keys", "wrong entries", "wrong entities"):
        assert "too-many" in {p.rule for p in problems}
    assert resource.getrusage(resource.RUSAGE_SELF).ru_maxrss - before < 400_000  # kilobytes


def test_a_link_out_of_the_folder_is_not_followed(tmp_path: Path) -> None:
    secret = tmp_path / "secret.yaml"
    secret.write_text("token: qz-secret\n")
    deck = tmp_path / "deck"
    deck.mkdir()
    folder_of(deck)
    (deck / "2023-09-16.yaml").symlink_to(secret)
    (deck / "2023-09-15.yaml").rename(deck / "monday")
    (deck / "2023-09-15.yaml").symlink_to("monday")   # within it, it is the author's own affair
    _, problems = read_deck(deck)
    assert [str(p) for p in problems] == [
        f"{deck}/2023-09-16.yaml: is a link that leads out of the deck's folder: put the file itself "
        "there [file-link]"]


@pytest.mark.skipif(not hasattr(os, "mkfifo"), reason="Windows has no named pipes")
def test_what_would_wait_for_ever_is_not_opened(tmp_path: Path) -> None:
    folder = folder_of(tmp_path)
    os.mkfifo(folder / "2023-09-16.yaml")
    os.mkfifo(folder / HISTORY)
    (folder / "zero.yaml").symlink_to("/dev/zero")
    begun = time.monotonic()
    _, problems = read_deck(folder)
    assert {p.rule for p in problems} == {"file-missing"}
    assert read_history(folder)[1][0].message.startswith("cannot be read (is no file)")
    assert time.monotonic() >= begun


def test_a_history_holds_no_text_that_steers() -> None:
    """It is written by `release`, but a stranger can seal one as well."""
    bare = {f"{model.__name__}.{name}" for model in _models_of(History)
            for name, hint in hints(model).items() for leaf, metadata in leaves(hint)
            if leaf is str and not metadata}
    assert bare == set()


def _models_of(model: Any) -> list[Any]:
    found = [model]
    for one in found:
        for hint in hints(one).values():
            found += [leaf for leaf, _ in leaves(hint) if leaf is not str and leaf not in found]
    return found


@pytest.mark.parametrize("fact", [
    "{id: f, kind: statement, date: 2023-09, speaker: 'R eed', content: it rained}",
    "{id: f, kind: characterisation, date: 2023-09, speaker: 'R eed', subject: lind, label: x}",
])
def test_a_speaker_that_is_no_id_is_told(read: Any, fact: str) -> None:
    """It once ended in a traceback."""
    _, problems = read(f"  - {fact}\n")
    assert [p.split(": ")[0] for p in problems] == ["2023-09-15.yaml:7"]
    assert "names the unknown entity `R eed`" in problems[0]
