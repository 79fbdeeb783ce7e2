"""A terminal's keys, one by one and by name, with the passing of time and a change of size between.

The terminal gives each key at once and echoes none while a session lasts, and is put back after it,
also when the program is stopped and taken up again (Ctrl-Z, fg). Ctrl-C is a key like any other
here, so that it never cuts into the keeping of an answer.
"""

from __future__ import annotations

import codecs
import contextlib
import os
import sys
import time
from collections import deque
from collections.abc import Iterator
from typing import TYPE_CHECKING, Any, Protocol

if TYPE_CHECKING:  # imported with the first event: the question is on the screen before
    from quizgen.terminal.events import Event

INTERRUPT, END = "\x03", "\x04"
_NAMES = {
    "\r": "enter", "\n": "enter", "\x7f": "backspace", "\x08": "backspace", "\t": "tab",
    "\x01": "ctrl-a", "\x05": "ctrl-e", "\x0b": "ctrl-k", "\x15": "ctrl-u", "\x17": "ctrl-w",
    "\x02": "left", "\x06": "right",
}
_FINALS = {"C": "right", "D": "left", "H": "home", "F": "end"}
_NUMBERED = {"1": "home", "7": "home", "4": "end", "8": "end", "3": "delete"}
_WINDOWS = {"K": "left", "M": "right", "G": "home", "O": "end", "S": "delete"}
_LAST = (1, 15)  # SIGHUP, SIGTERM
SETTLING = 0.08  # seconds without another change of size until one is answered
ESCAPING = 0.03  # seconds in which the rest of a function key arrives


def names_of(typed: str) -> Iterator[str]:
    """The keys that a run of characters means; of a function key that is none of ours, nothing."""
    at = 0
    while at < len(typed):
        char = typed[at]
        at += 1
        if char != "\x1b":
            yield _NAMES.get(char, char)
        elif typed[at : at + 1] in ("[", "O"):
            end = at + 1
            while end < len(typed) and not "@" <= typed[end] <= "~":
                end += 1
            name = _function(typed[at + 1 : end], typed[end : end + 1])
            at = end + 1
            if name:
                yield name
        elif typed[at : at + 1]:
            at += 1  # Alt and a key
        else:
            yield "escape"


def _function(parameters: str, final: str) -> str:
    if final == "~":
        return _NUMBERED.get(parameters.partition(";")[0], "")
    return _FINALS.get(final, "")


class Keyboard(Protocol):
    """Where events come from, and what has to be put back after them."""

    def __enter__(self) -> Keyboard: ...

    def __exit__(self, *_: object) -> None: ...

    def forget(self) -> None:
        """Drop what was typed and not read: it was meant for a question, not for what follows."""

    def read(self, patience: float | None) -> Event:
        """The next event; a Tick after so many seconds without one. KeyboardInterrupt on Ctrl-C."""


class UnixKeyboard:
    """The terminal of standard input."""

    def __init__(self) -> None:
        self._file = sys.stdin.fileno()
        self._decoder = codecs.getincrementaldecoder("utf-8")("replace")
        self._waiting: deque[str] = deque()
        self._before: dict[int, Any] = {}
        self._saved: list[Any] = []
        self._wake: tuple[int, int] = (-1, -1)
        self._woken = -1

    def __enter__(self) -> UnixKeyboard:
        import signal
        import termios

        self._saved = termios.tcgetattr(self._file)
        self._set()
        self._wake = os.pipe()
        for end in self._wake:
            os.set_blocking(end, False)
        self._woken = signal.set_wakeup_fd(self._wake[1], warn_on_full_buffer=False)
        for number in (signal.SIGWINCH, signal.SIGCONT, *_LAST):
            self._before[number] = signal.signal(number, lambda *_: None)
        return self

    def __exit__(self, *_: object) -> None:
        import signal
        import termios

        for number, before in self._before.items():
            signal.signal(number, before)
        signal.set_wakeup_fd(self._woken)
        for end in self._wake:
            os.close(end)
        with contextlib.suppress(termios.error, OSError):
            termios.tcsetattr(self._file, termios.TCSADRAIN, self._saved)

    def _set(self) -> None:
        """Each key at once, no echo; Ctrl-C and Ctrl-D as keys, Ctrl-Z still stops the program."""
        import termios

        mode = termios.tcgetattr(self._file)
        mode[3] &= ~(termios.ECHO | termios.ICANON | termios.IEXTEN)
        mode[6] = [*mode[6]]
        mode[6][termios.VMIN], mode[6][termios.VTIME] = 1, 0
        mode[6][termios.VINTR] = os.fpathconf(self._file, "PC_VDISABLE")
        termios.tcsetattr(self._file, termios.TCSADRAIN, mode)

    def forget(self) -> None:
        """Drop what was typed and not read."""
        import termios

        self._waiting.clear()
        with contextlib.suppress(termios.error):
            termios.tcflush(self._file, termios.TCIFLUSH)

    def read(self, patience: float | None) -> Event:
        """The next key, or a Tick."""
        from quizgen.terminal.events import End, Tick

        end = None if patience is None else time.monotonic() + patience
        while not self._waiting:
            left = None if end is None else max(0.0, end - time.monotonic())
            ready = self._ready(left)
            if self._wake[0] in ready:
                self._settle()
                return Tick(resized=True)
            if not ready:
                return Tick()
            if not self._take():
                return End()
        return _event(self._waiting.popleft())

    def _take(self) -> bool:
        """Read what was typed; False where the terminal is gone."""
        try:
            data = os.read(self._file, 4096)
            while data.endswith((b"\x1b", b"\x1b[", b"\x1bO")) and self._file in self._ready(ESCAPING):
                data += os.read(self._file, 4096)
        except OSError:
            return False
        self._waiting.extend(names_of(self._decoder.decode(data)))
        return bool(data)

    def _ready(self, patience: float | None) -> list[int]:
        import select

        return select.select([self._file, self._wake[0]], [], [], patience)[0]

    def _settle(self) -> None:
        """Wait until the size has come to rest, and take the terminal again if it was given away.

        SystemExit where the program is to end: only here, so that no answer is cut short.
        """
        import select

        while select.select([self._wake[0]], [], [], SETTLING)[0]:
            with contextlib.suppress(BlockingIOError):
                for number in os.read(self._wake[0], 4096):
                    if number in _LAST:
                        raise SystemExit(128 + number)
        self._set()


class WindowsKeyboard:
    """The console of Windows, as far as its C library goes."""

    def __enter__(self) -> WindowsKeyboard:
        return self

    def __exit__(self, *_: object) -> None:
        """Nothing was changed."""

    def forget(self) -> None:
        """Drop what was typed and not read."""
        import msvcrt

        console: Any = msvcrt
        while console.kbhit():
            console.getwch()

    def read(self, patience: float | None) -> Event:
        """The next key, or a Tick."""
        import msvcrt

        from quizgen.terminal.events import Key, Tick

        console: Any = msvcrt
        end = None if patience is None else time.monotonic() + patience
        while True:
            while not console.kbhit():
                if end is not None and time.monotonic() >= end:
                    return Tick()
                time.sleep(0.01)
            char = str(console.getwch())
            if char in "\x00\xe0":
                name = _WINDOWS.get(str(console.getwch()), "")
                if name:
                    return Key(name)
            else:
                return _event(END if char == "\x1a" else _NAMES.get(char, char))


def open_keyboard() -> Keyboard:
    """The keyboard of this system."""
    return WindowsKeyboard() if sys.platform == "win32" else UnixKeyboard()


def _event(name: str) -> Event:
    from quizgen.terminal.events import End, Key

    if name == INTERRUPT:
        raise KeyboardInterrupt
    return End() if name == END else Key(name)
