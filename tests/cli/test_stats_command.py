from __future__ import annotations

import datetime
import io
import json
import re
from pathlib import Path
from typing import Any

import pytest
from rich.cells import cell_len
from rich.console import Console

from quizgen.bank.read import load_deck
from quizgen.items.in_memory import ItemsInMemory, hold_items
from quizgen.items.make import make_items
from quizgen.play.charts import ASCII, draw_stats
from quizgen.play.open_store import open_store
from quizgen.play.records import Flag, Review
from quizgen.play.schedule import replay
from quizgen.play.statistics import Stats, count_up
from tests.cli.conftest import Run
from tests.play.reviews import at, day, review


@pytest.fixture(autouse=True)
def home(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    folder = tmp_path / "home"
    monkeypatch.setenv("QUIZGEN_HOME", str(folder))
    return folder


@pytest.fixture(scope="module")
def library() -> ItemsInMemory:
    deck = load_deck("ukraine-war")
    return hold_items(deck, make_items(deck))


def counted(library: ItemsInMemory, log: list[Review], on: float = 40, *flags: Flag) -> Stats:
    items = sorted({r.item for r in log})
    cards = [card for item in items if (card := replay(r for r in log if r.item == item))]
    return count_up(library, log, cards, flags, day(int(on)), datetime.UTC)


def choices(library: ItemsInMemory, count: int) -> list[Any]:
    return [item for item in library.all if item.kind == "multiple-choice"][:count]


def test_the_numbers_are_those_of_the_log(library: ItemsInMemory) -> None:
    one, two, three = choices(library, 3)
    log = [review(0, one.id), review(2, one.id, rating=1), review(3, one.id, rating=1),
           review(2, two.id), review(2.1, two.id), review(3, three.id, rating=None),
           review(3, two.id, rating=1, undone=True), review(3, three.id, mode="quiz", rating=3)]
    stats = counted(library, log, 3, Flag("ukraine-war", two.id, at(2), "bad", True),
                    Flag("ukraine-war", one.id, at(2), "bad", False))
    assert (stats.answers, stats.learned, stats.answered_today) == (6, 1, 2)
    assert (stats.retention.right, stats.retention.of) == (0, 2)  # on later days alone
    assert stats.days == {day(0).date: 1, day(2).date: 3, day(3).date: 2}
    assert stats.streak == 2
    assert sum(share.of for share in stats.by_kind) == sum(share.of for share in stats.by_topic) == 6
    assert [(one.right, one.of) for one in stats.hardest] == [(1, 3)]
    assert [flag.item for flag in stats.flagged] == [two.id]
    assert sum(stats.ahead) + stats.later == 2


def test_what_is_overdue_is_due_today(library: ItemsInMemory) -> None:
    item = choices(library, 1)[0]
    assert counted(library, [review(0, item.id)], 1).ahead[:2] == (0, 1)
    assert counted(library, [review(0, item.id)], 9).due == 1


def test_options_that_nobody_picks_are_named_after_enough_answers(library: ItemsInMemory) -> None:
    item = choices(library, 1)[0]
    picked, *idle = [d.text for d in item.distractors]
    log = [review(n, item.id, choice=item.key) for n in range(4)]
    assert counted(library, log).unpicked == ()
    log.append(review(5, item.id, choice=picked, rating=1))
    (one,) = counted(library, log).unpicked
    assert (one.item, one.of, list(one.words)) == (item.id, 5, idle)


def a_year(library: ItemsInMemory) -> list[Review]:
    """A made-up log: now and then wrong, with gaps."""
    return [review(n / 3, item.id, rating=1 if n % 7 == 0 else 3,
                   choice=item.key if item.distractors else None)
            for n, item in enumerate((list(library.all) * 4)[:700]) if n % 11]


@pytest.mark.parametrize("width", [80, 40])
@pytest.mark.parametrize("encoding", ["utf-8", "ascii"])
def test_the_pictures_fit_their_terminal(library: ItemsInMemory, width: int, encoding: str) -> None:
    out = io.TextIOWrapper(io.BytesIO(), encoding=encoding, errors="strict" if encoding == "utf-8"
                           else "replace")
    console = Console(file=out, width=width, force_terminal=True, color_system="standard",
                      highlight=False, markup=False)
    draw_stats(counted(library, a_year(library), 230), console)
    out.seek(0)
    text = re.sub(r"\x1b\[[\d;]*m", "", out.read())
    for line in text.splitlines():
        assert cell_len(line) <= width, line
    for part in ("due today", "wanted 90%", "Due in the next four weeks", "Days on which", "By topic",
                 "By kind", "By standing", "Hardest", "today"):
        assert part in text
    pictures = set("━─▁▂▃▄▅▆▇█░▒▓") & set(text)
    assert bool(pictures) == (encoding == "utf-8")
    assert ASCII.base in text



@pytest.mark.parametrize("width", [1, 5, 20, 31])
def test_no_terminal_is_too_narrow(library: ItemsInMemory, width: int) -> None:
    """In eight columns there is no room for a week; that was a traceback."""
    out = io.StringIO()
    draw_stats(counted(library, a_year(library), 230), Console(file=out, width=width))
    assert "Mon" in out.getvalue() or width < 5


def test_with_little_data_no_share_is_claimed(library: ItemsInMemory) -> None:
    out = io.StringIO()
    item = choices(library, 1)[0]
    stats = counted(library, [review(0, item.id), review(3, item.id)], 3)
    draw_stats(stats, Console(file=out, width=80))
    assert "1 of 1 so far: too few to tell." in out.getvalue()
    assert "%" not in out.getvalue()


# -- the command ----------------------------------------------------------------------------------

def test_who_has_not_begun_is_told_how(run: Run, town: Path) -> None:
    done = run("stats", str(town))
    assert (done.code, done.err) == (0, "")
    assert "`quizgen play` begins" in done.out


def test_in_all_its_forms(run: Run, town: Path, home: Path) -> None:
    deck = load_deck(str(town))
    items = make_items(deck)
    store = open_store(home / "progress.sqlite", "now").store
    store.put(*(review(n, items[n % 3].id, deck=deck.id, rating=1 if n % 4 else 3) for n in range(15)),
              Flag(deck.id, items[0].id, at(1), items[0].stem, True))
    store.close()
    drawn = run("stats", "town")
    assert (drawn.code, "15 answers" in drawn.out) == (0, True)
    assert "\x1b" not in drawn.out
    plain = run("stats", "--deck", "town", "--plain").out
    assert not set("━─█·") & set(plain.replace(items[0].stem, ""))
    assert "too few to tell" in plain or "wanted 90%" in plain
    data = json.loads(run("stats", "town", "--json").out)
    assert (data["answers"], data["wanted"], sum(data["days"].values())) == (15, 0.9, 15)
    flagged = run("stats", "town", "--flagged")
    assert flagged.out == f"{items[0].id}: {items[0].stem}\n"


def test_nothing_flagged_is_said_on_standard_error(run: Run, town: Path) -> None:
    done = run("stats", "town", "--flagged")
    assert (done.code, done.out, done.err) == (0, "", "town: nothing is flagged\n")


def test_a_deck_that_is_not_there(run: Run) -> None:
    assert run("stats", "none").code == 2
