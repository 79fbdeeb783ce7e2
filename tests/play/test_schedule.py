"""Days that begin at four, and cards that are nothing but what their reviews come to."""

from __future__ import annotations

import datetime
import time
from zoneinfo import ZoneInfo

import pytest

from quizgen.play.records import from_utc, storable, utc
from quizgen.play.schedule import LocalZone, day_of, is_over, local_now, replay
from tests.play.reviews import at, review

BERLIN = ZoneInfo("Europe/Berlin")


@pytest.mark.parametrize(("moment", "date", "begins", "ends"), [
    ("2026-11-23T03:59", "2026-11-22", "2026-11-22T03:00", "2026-11-23T03:00"),
    ("2026-11-23T04:00", "2026-11-23", "2026-11-23T03:00", "2026-11-24T03:00"),
    # Clocks are put back in the night to the 25th of October 2026: the day before is longer.
    ("2026-10-24T12:00", "2026-10-24", "2026-10-24T02:00", "2026-10-25T03:00")])
def test_a_day_begins_at_four_by_the_learners_clock(
    moment: str, date: str, begins: str, ends: str
) -> None:
    day = day_of(datetime.datetime.fromisoformat(moment).replace(tzinfo=BERLIN))
    assert (str(day.date), day.begins[:16], day.ends[:16]) == (date, begins, ends)


def test_the_machines_zone_is_a_zone() -> None:
    now = local_now()
    assert isinstance(now.tzinfo, LocalZone)
    assert abs(now - datetime.datetime.now(datetime.UTC)) < datetime.timedelta(minutes=1)
    assert now.utcoffset() == datetime.datetime.now().astimezone().utcoffset()


@pytest.mark.skipif(not hasattr(time, "tzset"), reason="Windows has no TZ")
def test_a_zone_more_than_a_day_away_is_none(monkeypatch: pytest.MonkeyPatch) -> None:
    """It once ended in a traceback."""
    try:
        with monkeypatch.context() as other:
            other.setenv("TZ", "UTC+99:59:59")
            time.tzset()
            assert local_now().utcoffset() == datetime.timedelta(0)
    finally:
        time.tzset()


def test_a_right_answer_comes_again_after_days_a_wrong_one_tomorrow() -> None:
    good, again = replay([review(rating=3)]), replay([review(rating=1)])
    assert good and again
    assert (from_utc(good.due) - from_utc(at(0))).days == 2
    assert (from_utc(again.due) - from_utc(at(0))).days == 1


def test_each_rating_comes_later_than_the_one_below_it() -> None:
    dues = [card.due for rating in (1, 2, 3, 4)
            if (card := replay([review(rating=3), review(3, rating=rating)]))]
    assert dues == sorted(set(dues))


def test_the_order_in_which_reviews_are_given_makes_no_difference() -> None:
    log = [review(day, rating=rating) for day, rating in enumerate((3, 1, 2, 4))]
    assert replay(log) == replay(reversed(log))
    card = replay(log)
    assert card and (card.reviews, card.lapses, card.last_review) == (4, 1, at(3))


def test_what_was_skipped_undone_or_asked_in_a_quiz_counts_for_nothing() -> None:
    assert replay([review(rating=None), review(undone=True), review(mode="quiz")]) is None


def test_a_perishable_fact_never_waits_beyond_its_last_day() -> None:
    card = replay([review(rating=4, expires="2026-11-04")])
    assert card and card.due == "2026-11-04T00:00:00.000Z"
    later = replay([review(rating=4, expires="2027")])
    assert later and later.due < "2027"
    past = replay([review(rating=4, expires="2025-01-01")])
    assert past and past.due > at(0)


def test_past_its_last_day_nothing_is_asked() -> None:
    day = datetime.date(2026, 11, 23)
    assert is_over("2026-11-22", day)
    assert not is_over("2026-11-23", day)
    assert not is_over("2026-11", day)
    assert not is_over(None, day)


@pytest.mark.parametrize("text", ["", "2026-11-23", "2026-11-23T00:00:00", "2026-11-23T00:00:00Z",
                                  "2026-11-23T00:00:00.000+01:00"])
def test_only_one_form_of_a_time_is_taken(text: str) -> None:
    with pytest.raises(ValueError):
        from_utc(text)
    assert utc(from_utc(at(0))) == at(0)


def test_any_text_can_be_stored() -> None:
    assert storable("a\ud800b") == "a?b"
    assert len(storable("x" * 10_000)) == 500
