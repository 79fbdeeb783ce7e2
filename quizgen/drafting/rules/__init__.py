"""The rules by which a clause tells a kind of fact, in the order in which they are tried."""

from __future__ import annotations

from quizgen.drafting.rules.feats import FEATS
from quizgen.drafting.rules.money import MONEY
from quizgen.drafting.rules.offices import OFFICES
from quizgen.drafting.rules.states import STATES
from quizgen.drafting.rules.war import WAR

RULES = (*STATES, *WAR, *FEATS, *OFFICES, *MONEY)
