"""What is read from files that others wrote, each as a function of bytes: it reads, then uses what it
read, as the commands do. A fault in the bytes ends in a Problem or a QuizgenError, nothing else.
"""

from __future__ import annotations

import datetime
import json
import random
import re
import sqlite3
from collections.abc import Callable
from functools import cache
from pathlib import Path
from typing import Any

from quizgen.bank.history import HISTORY, history_text, make_seal, read_history
from quizgen.bank.read import load_deck, read_deck
from quizgen.bank.starter_deck import starter_files
from quizgen.drafting.build import Given, build
from quizgen.drafting.deck_files import new_deck
from quizgen.evidence.article import load_article
from quizgen.evidence.cited import cited_sources
from quizgen.evidence.verify import choose_source, verify
from quizgen.formats import Job, render
from quizgen.importing import READERS, File, import_files
from quizgen.importing.plan import Known
from quizgen.items.class_list import read_class
from quizgen.items.form_file import form_text, seal_of
from quizgen.items.forms import Forms, make_forms
from quizgen.items.index import Broken, DeckIndex, Head, write_index
from quizgen.items.library import titles_of
from quizgen.items.lint import lint_deck
from quizgen.items.make import asked_items, make_items
from quizgen.items.quiz import Quiz, pose
from quizgen.items.read_form_file import read_forms
from quizgen.marking.analyse import analyse_class, analyse_items
from quizgen.marking.results import read_results
from quizgen.marking.score import Rule, mark_papers
from quizgen.play.open_store import open_store
from quizgen.play.records import Flag, Progress, Review, Seen
from quizgen.play.store import Store
from quizgen.play.transfer import progress_text, read_progress
from quizgen.problem import Problem, QuizgenError, plain
from quizgen.releases.compare import compare
from quizgen.releases.snapshot import take_version
from quizgen.reports.marks_table import Marks, csv_bytes, mark_lines, student_table

TIME = "2023-09-16T10:00:00.000Z"
REVIEW = Review("r1", "s", "town", "library-vote.body", "library-vote", TIME, "study", "correct", 3,
                "council", None, 0, 900, False, False, "2023-09-20", TIME)


@cache
def _town(folder: Path) -> Any:
    for name, text in starter_files("town").items():
        if not name.startswith("schema/"):
            (folder / name).write_text(text, encoding="utf-8")
    return load_deck(str(folder))


def town(folder: Path) -> Any:
    """The starter deck, written once into the folder."""
    home = folder / "town"
    home.mkdir(exist_ok=True)
    return _town(home)


@cache
def _forms(folder: Path) -> Forms:
    deck = town(folder)
    posed = tuple(pose(item, random.Random(1)) for item in make_items(deck)[:12])
    return make_forms(Quiz(deck.id, deck.title, deck.version, 1, posed), 2)


def told(problems: Any) -> None:
    """Problems say where they are, on one line, and steer nothing."""
    for problem in problems:
        assert isinstance(problem, Problem)
        assert plain(str(problem)) == str(problem) and "\n" not in str(problem)


def bank(data: bytes, folder: Path, name: str = "2024-05-04.yaml") -> None:
    """A file of a deck, whatever it is."""
    town(folder)
    fresh = folder / "fuzzed"
    fresh.mkdir(exist_ok=True)
    for file, text in starter_files_cached().items():
        (fresh / file).write_text(text, encoding="utf-8")
    (fresh / name).write_bytes(data)
    deck, problems = read_deck(fresh)
    told(problems)
    if deck is None or any(p.level == "error" for p in problems):
        return
    items = make_items(deck)
    told(lint_deck(deck, items))
    take_version(deck)
    if items:
        render("json", Job(deck, items))


@cache
def starter_files_cached() -> dict[str, str]:
    """The starter deck without its schemas."""
    return {n: t for n, t in starter_files("town").items() if not n.startswith("schema/")}


def article(data: bytes, folder: Path) -> None:
    """An article: its kind by the first byte, as a suffix would tell it."""
    deck = town(folder)
    suffix = (".txt", ".md", ".html", "")[data[0] % 4 if data else 0]
    read = load_article(data[1:], f"a{suffix}")
    cited = cited_sources(deck)
    verify(choose_source(cited, read) if len(cited) > 1 else cited[0], read)


def form(data: bytes, folder: Path) -> None:
    """A form file; one whose seal is missing is sealed first, as a stranger would."""
    forms = read_forms(_sealed(data, seal_of), "x.form.json")
    assert plain(form_text(forms)) == form_text(forms)
    read_forms(form_text(forms).encode(), "again")


def results(data: bytes, folder: Path) -> None:
    """Results of a class."""
    forms = _forms(folder)
    answered, problems = read_results(data, "r.csv", forms)
    told(problems)
    papers, remarks = mark_papers(answered, forms, Rule(-0.25, True), "r.csv")
    told(remarks)
    if papers:
        marks = Marks(forms, papers, analyse_items(papers, forms), analyse_class(papers, forms))
        list(mark_lines(marks))
        csv_bytes(student_table(marks))


def classes(data: bytes, folder: Path) -> None:
    """A list of students."""
    make_forms(_forms(folder).first, students=read_class(data, "class.csv"))


def transfer(data: bytes, folder: Path) -> None:
    """Progress of another machine, taken in and told."""
    progress = read_progress(data, "p.json")
    store = Store(None)
    try:
        store.migrate()
        store.put(*progress.reviews, *progress.flags, *progress.decks)
        progress_text(store.everything())
        read_progress(progress_text(store.everything()).encode(), "again")
    finally:
        store.close()


def store(data: bytes, folder: Path) -> None:
    """A progress store of whatever bytes: a session always has one to work with."""
    path = folder / "home" / "progress.sqlite"
    path.parent.mkdir(exist_ok=True)
    for old in path.parent.iterdir():
        old.unlink()
    path.write_bytes(data)
    opened = open_store(path, "now", patience=10)
    try:
        opened.store.everything()
        opened.store.put(REVIEW)
    except sqlite3.Error:
        pass   # the recorder's to bear: it keeps the answer in a file
    finally:
        opened.store.close()


def history(data: bytes, folder: Path) -> None:
    """What a deck's releases gave."""
    deck = town(folder)
    (folder / HISTORY).write_bytes(_sealed(data, make_seal))
    found, problems = read_history(folder)
    told(problems)
    if found is not None:
        history_text(found)
        compare(found, take_version(deck).snapshot)


def index(data: bytes, folder: Path) -> None:
    """The cache of a deck's items."""
    path = folder / "x.index"
    path.write_bytes(data)
    try:
        library = DeckIndex(path, "key")
    except Broken:
        return
    try:
        entries = list(library.entries())
        library.items([entry.id for entry in entries])
        library.names()
        library.titles(["library"])
    except Broken:
        pass
    finally:
        library.close()


def draft(data: bytes, folder: Path) -> None:
    """An article, drafted: what is written is read without an error."""
    suffix = (".txt", ".md", ".html")[data[0] % 3 if data else 0]
    built = build(data[1:], f"a{suffix}", Given(datetime.date(2024, 5, 6), None, None), None)
    fresh = folder / "drafted"
    fresh.mkdir(exist_ok=True)
    for name, text in new_deck(built, "drafted").items():
        if name.endswith(".yaml"):
            (fresh / name).write_text(text, encoding="utf-8")
    _, problems = read_deck(fresh)
    told(problems)
    assert not any(problem.level == "error" for problem in problems), problems
    for path in fresh.iterdir():
        path.unlink()


def questions(name: str) -> Callable[[bytes, Path], None]:
    """Questions of another program: the deck that they make is YAML, and what it lacks is told."""
    def target(data: bytes, folder: Path) -> None:
        _, files, problems = import_files([File(name, "a.txt", data)], Known("made", "a"))
        told(problems)
        fresh = folder / "imported"
        fresh.mkdir(exist_ok=True)
        for path in fresh.iterdir():
            path.unlink()
        for file, text in files.items():
            (fresh / file).write_text(text, encoding="utf-8")
        found = read_deck(fresh)[1] if files else ()
        told(found)
        assert not any(problem.rule.startswith("yaml") for problem in found), found
    return target


def _sealed(data: bytes, seal: Callable[[Any], str]) -> bytes:
    try:
        value = json.loads(data)
        if isinstance(value, dict):
            value.pop("seal", None)
            return json.dumps({**value, "seal": seal(value)}).encode()
    except (ValueError, RecursionError):
        pass
    return data


TARGETS: dict[str, Callable[[bytes, Path], None]] = {
    "bank": bank, "entities": lambda d, f: bank(d, f, "entities.yaml"),
    "header": lambda d, f: bank(d, f, "deck.yaml"), "article": article, "form": form,
    "results": results, "classes": classes, "transfer": transfer, "store": store, "history": history,
    "index": index, "draft": draft,
    **{f"import {name}": questions(name) for name in READERS},
}


def run_target(name: str, data: bytes, folder: Path) -> None:
    """Run one; what is told to the user is an end like any other."""
    try:
        TARGETS[name](data, folder)
    except QuizgenError as error:
        assert str(error).strip()


@cache
def seeds(folder: Path) -> dict[str, list[bytes]]:
    """For each target what it reads in peace."""
    deck = town(folder)
    files = starter_files_cached()
    forms = _forms(folder)
    path = folder / "seed.index"
    path.unlink(missing_ok=True)
    write_index(path, Head("key", deck.id, deck.title, deck.version, "en", 0, 0), asked_items(deck),
                deck.entities, titles_of(deck))
    kept = Progress((REVIEW,), (), (Flag("town", "library-vote.body", TIME, "bad", True),),
                    (Seen("town", "0.1.0", TIME),))
    shipped = load_deck("ukraine-war").folder
    page = f"<html><body><article><p>{files['article.md']}</p></article>".encode()
    return {
        "bank": [files["2024-05-04.yaml"].encode(), (shipped / "2023-09-16.yaml").read_bytes()[:9000]],
        "entities": [files["entities.yaml"].encode()], "header": [files["deck.yaml"].encode()],
        "article": [b"a" + files["article.md"].encode(), b"b" + page],
        "form": [form_text(forms).encode()],
        "results": [b"Name,Form,Q1,Q2,Q3\nZoe,A,b,,T\nBen,B,a b,BADC,20\n",
                    "Number;Form;Answers\n12;A;AB-T\n13;B;–aT".encode("utf-16")],
        "classes": [b"Name,Number\nZoe,1\nBen,2\n", b"First;Last\nA;B\n"],
        "transfer": [progress_text(kept).encode()], "store": [_store_bytes(folder)],
        "history": [re.sub(rb"\s+", b" ", (shipped / HISTORY).read_bytes())[:400_000]],
        "index": [path.read_bytes()],
        "draft": [b"a" + files["article.md"].encode(), b"b" + page],
        **{f"import {name}": [render(name, Job(deck, make_items(deck)))]
           for name in READERS if name != "anki"},
        "import anki": [b"#separator:tab\n#html:true\n#tags column:3\nWhere?\t<b>Here</b>\ta b\n"
                        b"It was in {{c1::Omsk}}.\t\t\n"],
    }


def _store_bytes(folder: Path) -> bytes:
    path = folder / "seed.sqlite"
    for old in folder.glob("seed.sqlite*"):
        old.unlink()
    one = Store(path)
    one.migrate()
    one.put(REVIEW)
    one.close()
    return path.read_bytes()
