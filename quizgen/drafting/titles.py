"""Titles of developments in words of our own: the first telling fact, named by its kind."""

from __future__ import annotations

from quizgen.drafting.draft import DraftDevelopment
from quizgen.drafting.draft_fact import DraftFact, Reference
from quizgen.drafting.members import Cast

# By kind: titles to choose from; the first whose slots are all filled by entities is taken.
_TITLES: dict[str, tuple[str, ...]] = {
    "meeting": ("{host} and {guest} meet in {place}", "{host} and {guest} meet"),
    "visit": ("{visitor} visits {place}",),
    "control": ("{place} changes hands",),
    "strike": ("A strike on {target}",),
    "damage": ("The fate of {object}",),
    "casualties": ("Deaths in {place}", "A count of deaths"),
    "vote": ("A vote of {body}",),
    "law": ("A decision of {body}",),
    "designation": ("{body} designates {subject}",),
    "appointment": ("The office of {person}",),
    "election": ("An election won by {winner}",),
    "agreement": ("{first} and {second} agree",),
    "aid": ("Aid from {donor} for {recipient}",),
    "figure": ("Figures of {subject}", "New figures"),
    "launch": ("A milestone for {object}",),
    "discovery": ("A discovery by {finder}",),
    "contest": ("{winner} ahead of {loser}", "A win for {winner}"),
}
_EVENTS = (("{winner}", "A win for {winner}"), ("{buyer}", "{buyer} and {bought}"),
           ("{club}", "{player} moves to {club}"), ("{donor}", "Aid from {donor}"),
           ("{body} suspended", "{body} suspends {whom}"))
_SPOKEN = (("denied", "A denial by {who}"), ("denial", "A denial by {who}"),
           ("did not comment", "No comment from {who}"), ("accused", "{who} accuses {whom}"),
           ("", "Words of {who}"))


def make_title(development: DraftDevelopment, cast: Cast, number: int) -> tuple[str, bool]:
    """A title, and whether it tells what happened; else it only names who is concerned."""
    for fact in development.facts:
        for template in _TITLES.get(fact.kind, ()):
            if title := _filled(template, fact, cast):
                return title, True
        for sign, template in _EVENTS if fact.kind == "event" else ():
            if sign in fact.text and (title := _filled(template, fact, cast)):
                return title, True
    for fact in development.facts:
        if title := _spoken(fact, cast):
            return title, False
    named = _names_of(development, cast)
    return " and ".join(named[:2]) or f"Development {number}", False


def _filled(template: str, fact: DraftFact, cast: Cast) -> str | None:
    names = {name: cast.members[slot.entity].name for name, slot in fact.slots.items()
             if isinstance(slot, Reference)}
    try:
        title = template.format_map(names)
    except KeyError:
        return None
    return title[:1].upper() + title[1:]


def _spoken(fact: DraftFact, cast: Cast) -> str | None:
    if fact.kind == "statement":
        kind = fact.words.get("polarity")
        template = "No comment from {speaker}" if kind == "declines" else "Words of {speaker}"
        return _filled(template, fact, cast)
    if fact.kind == "characterisation":
        return _filled("{speaker} on {subject}", fact, cast)
    if fact.words.get("spoken_by"):
        template = next(template for sign, template in _SPOKEN if sign in fact.text)
        return _filled(template, fact, cast)
    return None


def _names_of(development: DraftDevelopment, cast: Cast) -> list[str]:
    found = [cast.members[mention.entity].name for sentence in development.passage.sentences
             for mention in sentence.shape.mentions]
    return list(dict.fromkeys(found))
