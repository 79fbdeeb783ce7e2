"""Keeps what a session asks to be kept: before anything else is shown, and whatever the disk does.

Where the store fails, the answers are held, tried again with each next one, and written to a file
as well, so that even a killed session leaves them behind; `quizgen progress import` takes it in.
"""

from __future__ import annotations

import contextlib
import datetime
import os
import sqlite3
from collections.abc import Callable, Iterable, Iterator, Mapping
from pathlib import Path
from typing import TYPE_CHECKING

from quizgen.play.answer import Answer
from quizgen.play.open_store import Opened
from quizgen.play.records import Flag, Progress, Review, from_utc, storable, utc
from quizgen.play.state import State

if TYPE_CHECKING:
    from quizgen.play.effects import Effect

Clock = Callable[[], datetime.datetime]
Record = Review | Flag


class Recorder:
    """Performs the effects of one session."""

    def __init__(
        self, opened: Opened, deck: str, clock: Clock, expires: Mapping[str, str | None],
        folders: Iterable[Path] = (),
    ) -> None:
        """`expires` are the last days of the items; `folders` where a file may go at need."""
        self._store, self._lasts = opened.store, opened.lasts
        self._deck, self._clock, self._expires = deck, clock, expires
        self._folders = tuple(folders)
        self._session = os.urandom(16).hex()
        self._reviews: dict[int, Review] = {}
        self._held: dict[tuple[str, str], Record] = {}
        self._file: Path | None = None

    def perform(self, state: State, effects: Iterable[Effect]) -> str:
        """Keep what the effects say; a remark for the learner where that went wrong, or no more."""
        records = [self._record(state, effect) for effect in effects]
        return self._keep(records) if records else ""

    def close(self) -> str:
        """Try once more to keep what is held; where the rest of it is."""
        if self._held and self._lasts:
            self._keep([])
        self._store.close()
        if not self._held:
            return ""
        count = f"{len(self._held)} answer{'s' * (len(self._held) > 1)}"
        if self._file:
            return (f"Not saved: {count}. They are in {self._file}; "
                    f"`quizgen progress import {self._file}` takes them in.")
        return f"Not saved: {count}, and no file can be written either. Here they are:\n{self._text()}"

    # -- records ----------------------------------------------------------------------------------

    def _record(self, state: State, effect: Effect) -> Record:
        from quizgen.play.effects import Amend, Commit, Flagged, Undo

        now = self._clock()
        match effect:
            case Commit():
                review = self._review(state, effect.answer, utc(now))
            case Amend():
                review = _after(self._reviews[effect.position], now, rating=effect.answer.rating,
                                overruled=effect.answer.overruled)
            case Undo():
                review = _after(self._reviews[effect.position], now, undone=True)
            case Flagged():
                return Flag(self._deck, effect.item, utc(now), storable(effect.note), effect.on)
        self._reviews[effect.position] = review
        return review

    def _review(self, state: State, answer: Answer, time: str) -> Review:
        item = answer.posed.item
        return Review(
            os.urandom(16).hex(), self._session, self._deck, item.id, item.fact, time, state.mode,
            answer.mark, answer.rating, storable(answer.given),
            None if answer.choice is None else storable(answer.posed.options[answer.choice]),
            answer.hints, answer.milliseconds, answer.overruled, False, self._expires.get(item.id),
            time)

    # -- keeping ----------------------------------------------------------------------------------

    def _keep(self, records: Iterable[Record]) -> str:
        was_held = bool(self._held)
        for record in records:
            self._held[_key(record)] = record
        trouble: Exception | None = None
        try:
            self._store.put(*self._held.values())
        except (sqlite3.Error, OSError) as error:
            trouble = error
        if trouble is None and self._lasts:
            self._held.clear()
            self._drop_file()
            return "Everything is saved now." if was_held else ""
        self._write_file()
        if was_held or not self._lasts:
            return ""
        return (f"This answer cannot be saved ({trouble}). It is kept"
                f"{f' in {self._file}' if self._file else ''} and tried again with the next one.")

    def _text(self) -> str:
        from quizgen.play.transfer import progress_text

        held = self._held.values()
        return progress_text(Progress(tuple(r for r in held if isinstance(r, Review)), (),
                                      tuple(r for r in held if isinstance(r, Flag))))

    def _write_file(self) -> None:
        """Write all that is held to the first folder that takes it."""
        data = self._text().encode()
        name = f"quizgen-unsaved-{self._session[:12]}.json"
        for folder in self._places():
            with contextlib.suppress(OSError):
                half = folder / f".{name}.part"
                with open(half, "wb", opener=_mine) as file:
                    file.write(data)
                    file.flush()
                    os.fsync(file.fileno())
                self._file = half.replace(folder / name)
                return

    def _places(self) -> Iterator[Path]:
        """Where a file may go: beside the last one, else the first that there is and takes it."""
        if self._file:
            yield self._file.parent
        yield from self._folders
        if not self._folders:
            import tempfile

            for place in (Path.home, Path.cwd, tempfile.gettempdir):
                with contextlib.suppress(OSError, RuntimeError):
                    yield Path(place())

    def _drop_file(self) -> None:
        """What the store has now need not lie about."""
        if self._file:
            with contextlib.suppress(OSError):
                self._file.unlink()
            self._file = None


def _mine(path: str, flags: int) -> int:
    """Open a file that its owner alone may read."""
    return os.open(path, flags, 0o600)


def _key(record: Record) -> tuple[str, str]:
    return ("review", record.id) if isinstance(record, Review) else ("flag", record.item)


def _after(review: Review, now: datetime.datetime, **changes: object) -> Review:
    """A review in a later form, also where the clock was set back."""
    next_moment = from_utc(review.changed) + datetime.timedelta(milliseconds=1)
    later = max(utc(now), utc(next_moment))
    return review._replace(changed=later, **changes)  # type: ignore[arg-type]
