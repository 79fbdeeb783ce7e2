"""Why a wrong option is wrong: what it is instead, as far as the bank knows.

A reason speaks of the option alone and never names the key, since learning platforms show it while
the question may be tried again: not in a gloss, nor by an alias or a surname. It is the option's
gloss, or another fact of the bank in which it stands, told with whoever says so. Where nothing is
known of it, nothing is said.
"""

from __future__ import annotations

from quizgen.bank.dates import FactDate
from quizgen.bank.fact import Fact
from quizgen.bank.wording import EntityValue, Value, as_sentence, value_text
from quizgen.items.fact_words import FactWords
from quizgen.items.independence import plain
from quizgen.items.pool import Pool

LONGEST = 160  # characters of a sentence that is told as a reason
LOOKED_AT = 3  # facts that an option stands in: the last ones told


def reason_for(pool: Pool, fact: Fact, key: Value, wrong: Value) -> str:
    """What a wrong answer to a question of a fact is; nothing where the bank does not tell."""
    gloss = wrong.entity.description if isinstance(wrong, EntityValue) else None
    names = _plain_names(pool, key)
    if gloss and not _has(gloss, names):
        return as_sentence(f"{value_text(wrong)}: {gloss}")
    if isinstance(wrong, FactDate) and not wrong.day:
        return ""  # too much happens in a month
    option = value_text(wrong).casefold()
    told = [other for other in pool.told_of(wrong)[-LOOKED_AT:]
            if other.id != fact.id and (not isinstance(wrong, str) or other.references())]
    homes = pool.deck.homes
    told.sort(key=lambda other: homes[other.id][1] is not homes[fact.id][1])  # of the same matter first
    for other in told:
        sentence = _settled(pool, other)
        if option in sentence.casefold() and not _has(sentence, names) and len(sentence) <= LONGEST:
            return sentence
    return ""


def _plain_names(pool: Pool, key: Value) -> tuple[str, ...]:
    """All names of a key in plain words, a blank around each."""
    if not isinstance(key, EntityValue):
        return (f" {plain(value_text(key))} ",)
    entity = key.entity
    if entity.id not in pool.plain_names:
        names = dict.fromkeys((entity.named, *entity.names, entity.surname or entity.name))
        pool.plain_names[entity.id] = tuple(f" {plain(name)} " for name in names)
    return pool.plain_names[entity.id]


def _has(text: str, names: tuple[str, ...]) -> bool:
    """Whether a text has one of the names in it: “the UK’s” for the United Kingdom."""
    words = f" {plain(text)} "
    return any(name in words for name in names)


def _settled(pool: Pool, told: Fact) -> str:
    """A fact's sentence, if no later day has changed it and it puts nobody in a bad light."""
    if told.id not in pool.sentences:
        pool.sentences[told.id] = _sentence(pool, told)
    return pool.sentences[told.id]


def _sentence(pool: Pool, told: Fact) -> str:
    now = pool.deck.facts[told.id]
    if told.accuses or told.status != "current" or not (now is told or now == told):
        return ""
    words = FactWords(pool.deck, told)
    return words.sentence if words.standing != "disputed" else ""
