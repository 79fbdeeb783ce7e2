"""The kinds of fact: the one table that names them all. A new kind is a file here and a row."""

from __future__ import annotations

from quizgen.bank.fact import Fact
from quizgen.bank.kinds.agreement import Agreement
from quizgen.bank.kinds.aid import Aid
from quizgen.bank.kinds.appointment import Appointment
from quizgen.bank.kinds.casualties import Casualties
from quizgen.bank.kinds.characterisation import Characterisation
from quizgen.bank.kinds.contest import Contest
from quizgen.bank.kinds.control import Control
from quizgen.bank.kinds.damage import Damage
from quizgen.bank.kinds.designation import Designation
from quizgen.bank.kinds.discovery import Discovery
from quizgen.bank.kinds.election import Election
from quizgen.bank.kinds.event import Event
from quizgen.bank.kinds.figure import Figure
from quizgen.bank.kinds.launch import Launch
from quizgen.bank.kinds.law import Law
from quizgen.bank.kinds.meeting import Meeting
from quizgen.bank.kinds.statement import Statement
from quizgen.bank.kinds.strike import Strike
from quizgen.bank.kinds.visit import Visit
from quizgen.bank.kinds.vote import Vote

KINDS: dict[str, type[Fact]] = {
    "meeting": Meeting,
    "visit": Visit,
    "statement": Statement,
    "characterisation": Characterisation,
    "designation": Designation,
    "control": Control,
    "strike": Strike,
    "damage": Damage,
    "casualties": Casualties,
    "agreement": Agreement,
    "aid": Aid,
    "appointment": Appointment,
    "election": Election,
    "vote": Vote,
    "law": Law,
    "figure": Figure,
    "launch": Launch,
    "discovery": Discovery,
    "contest": Contest,
    "event": Event,
}
