"""`decks/README.md`: all that it shows is one deck, which loads, passes `check` and asks questions."""

from __future__ import annotations

import io
import re
import shlex
import textwrap
from functools import cache
from pathlib import Path
from typing import Any

import click
import pytest

import quizgen
from quizgen.bank.deck import Deck
from quizgen.bank.find import shipped_decks
from quizgen.bank.history import CHANGELOG
from quizgen.bank.kinds import KINDS
from quizgen.bank.open_points import find_open_points
from quizgen.bank.read import load_folder, read_deck
from quizgen.bank.wording import as_sentence, join, render
from quizgen.cli import COMMANDS
from quizgen.items.item import Item
from quizgen.items.lint import lint_deck
from quizgen.items.make import make_items

GUIDE = (shipped_decks() / "README.md").read_text(encoding="utf-8")
BLOCKS = [textwrap.dedent(block) for block in
          re.findall(r"^ *```yaml\n(.*?)^ *```", GUIDE, re.S | re.M)]
SAID = re.findall(r"^> (.+)$", GUIDE, re.M)


def named(name: str) -> str:
    """The block whose first line is that file's name."""
    return next(block for block in BLOCKS if block.startswith(f"# {name}\n"))


def facts() -> list[str]:
    return [block for block in BLOCKS if block.startswith("- id:")]


def deck_files() -> dict[str, str]:
    """The files that an author who copied every box would have."""
    digest = named("2024-09-06.yaml").replace("facts: []             # facts go here", "facts:")
    entries = textwrap.indent("\n".join(facts()), "      ")
    sets = "sets:\n" + textwrap.indent(named("sets"), "  ")
    return {"deck.yaml": named("deck.yaml"), "entities.yaml": named("entities.yaml"),
            "2024-09-06.yaml": digest + entries + "\n" + sets,
            "2024-09-13.yaml": named("2024-09-13.yaml"), "2024-09-20.yaml": named("2024-09-20.yaml")}


@cache
def _files() -> dict[str, str]:
    return deck_files()


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    root = tmp_path_factory.mktemp("guide") / "island"
    root.mkdir()
    for name, text in _files().items():
        (root / name).write_text(text, encoding="utf-8")
    return root


@pytest.fixture(scope="module")
def deck(folder: Path) -> Deck:
    return load_folder(folder)


@pytest.fixture(scope="module")
def items(deck: Deck) -> tuple[Item, ...]:
    return make_items(deck)


def test_the_boxes_make_a_deck_without_a_fault(folder: Path, items: tuple[Item, ...]) -> None:
    found, problems = read_deck(folder)
    assert found and problems == ()
    assert lint_deck(found, items) == ()


def test_every_kind_of_fact_has_an_example_that_is_asked(deck: Deck, items: tuple[Item, ...]) -> None:
    assert {fact.kind for fact in deck.facts.values()} == set(KINDS)
    headings = re.findall(r"^### ([a-z]+):", GUIDE, re.M)
    assert headings == list(KINDS)
    asked = {deck.facts[name].kind for item in items for name in item.facts}
    assert asked >= set(KINDS)


def test_the_sentence_below_an_example_is_what_quizgen_says(deck: Deck) -> None:
    made = set()
    for fact in deck.facts.values():
        pieces = render(fact.templates(), fact.values(deck.entities))
        assert pieces
        made.add(as_sentence(join(pieces)))
    assert len(SAID) >= len(KINDS)
    assert set(SAID) <= made


def test_the_updates_do_what_the_table_says(deck: Deck, items: tuple[Item, ...]) -> None:
    assert deck.facts["kestrel-captured"].assertions[-1].by == "observers"
    assert deck.facts["inflation-july"].status == "superseded"
    assert deck.facts["ferry-damaged"].status == "corrected"
    standing = {item.fact: item.standing for item in items}
    assert (standing["kestrel-captured"], standing["petrel-struck"]) == ("corroborated", "disputed")
    stems = {item.id: item.stem for item in items}
    assert "according to President Ivo Marn and the Observer Mission" in stems["kestrel-captured.agent"]
    assert stems["petrel-struck.target"].startswith("According to the Aldran army, ")
    assert stems["selby-talks.place"].startswith("Where did Ivo Marn meet Lena Tal")


def test_the_mark_in_the_guide_is_an_open_point() -> None:
    [block] = [block for block in BLOCKS if "# open:" in block]
    [point] = find_open_points(block, "d.yaml")
    assert point.says == "the harbour master, or his deputy?" and point.keys == ("speaker",)


def test_the_rules_in_its_table_are_those_of_check() -> None:
    told = re.findall(r"^\| `([a-z-]+)` \|", GUIDE, re.M)
    package = Path(quizgen.__file__).parent
    source = "".join(file.read_text(encoding="utf-8")
                     for file in (*package.glob("items/lint/*.py"), package / "bank/open_points.py"))
    assert len(told) > 10
    assert [rule for rule in told if f'"{rule}"' not in source] == []


def test_a_waiver_is_read_as_it_stands(folder: Path) -> None:
    header = folder / "deck.yaml"
    before = header.read_text(encoding="utf-8")
    header.write_text(before + "waivers:\n" + textwrap.indent(named("waivers"), "  "), "utf-8")
    try:
        assert load_folder(folder).header.waivers[0].items == ("bank-head.office",)
    finally:
        header.write_text(before, "utf-8")


def test_its_commands_and_options_exist() -> None:
    from importlib import import_module

    written = re.findall(r"(?:^ *|`)quizgen ([a-z]+)((?: [^\n`;|#]+)?)", GUIDE, re.M)
    assert {"edit", "cite", "verify", "release", "check", "init"} <= {name for name, _ in written}
    for name, rest in written:
        if name == "draft" and name not in COMMANDS:
            continue
        module: Any = import_module(f"quizgen.cli.{name}")
        command: click.Command = module.command
        known = {option for parameter in command.params for option in parameter.opts}
        used = {word for word in shlex.split(rest.replace("’", "")) if word.startswith("--")}
        assert used <= known, (name, used - known)


def test_its_commands_run_one_after_the_other(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capfd: pytest.CaptureFixture[str]
) -> None:
    """All of them, in a folder with the deck and an article; `init` has a test of its own."""
    from quizgen.cli import main

    monkeypatch.chdir(tmp_path)
    root = tmp_path / "decks" / "island"
    root.mkdir(parents=True)
    for name, text in _files().items():
        (root / name).write_text(text, encoding="utf-8")
    (tmp_path / "article.md").write_text("Parliament rejected the plan to deepen the harbour.\n")
    monkeypatch.setenv("QUIZGEN_HOME", str(tmp_path / "home"))
    for block in re.findall(r"^ *```sh\n(.*?)^ *```", GUIDE, re.S | re.M):
        for line in textwrap.dedent(block).strip().splitlines():
            if "verify" in line or "init" in line:  # nothing is cited in the boxes
                continue
            monkeypatch.setattr("sys.stdin", io.TextIOWrapper(io.BytesIO(b"q\n")))
            with pytest.raises(SystemExit) as leave:
                main(shlex.split(line)[1:])
            assert leave.value.code == 0, (line, capfd.readouterr())
    assert (root / CHANGELOG).is_file() and (tmp_path / "island.apkg").is_file()


def test_its_links_lead_somewhere() -> None:
    for target in re.findall(r"\]\(([^)]+)\)", GUIDE):
        path, _, anchor = target.partition("#")
        if path:
            assert (shipped_decks() / path).exists(), target
        else:
            heads = [head.lower().replace(" ", "-") for head in re.findall(r"^#+ (.+)$", GUIDE, re.M)]
            assert anchor in heads, target
