"""Who and what an article speaks of: names put together, the deck’s own entities among them."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import replace

from quizgen.bank.entity import Entity
from quizgen.drafting.groups import Groups, add_name, bare, family_of, find_keys
from quizgen.drafting.lexicon import countries
from quizgen.drafting.members import Cast, Mention, known_member, new_id, new_member
from quizgen.drafting.names import Name


def known_names(entities: Mapping[str, Entity]) -> dict[str, tuple[str, ...]]:
    """Every name, alias and surname of a deck's entities, each with the ids that are called so.

    A deck's country is known by the common names of that country, too.
    """
    found: defaultdict[str, dict[str, None]] = defaultdict(dict)
    for entity in entities.values():
        bare = [re.sub(r"^(?:the|The|a|an) ", "", name) for name in entity.names]
        if entity.type == "Country" and (
            country := next((countries()[n] for n in bare if n in countries()), None)
        ):
            bare += [country.name, *country.aliases]
        for name in (*bare, *filter(None, [entity.surname])):
            if name[:1].isupper() or " " in name:
                found[name][entity.id] = None
    full = {name for entity in entities.values() for name in entity.names}
    return {
        name: tuple(i for i in ids if name not in full or name in entities[i].names) or tuple(ids)
        for name, ids in found.items()
    }


def gather(names: Iterable[Name], entities: Mapping[str, Entity], text: str) -> Cast:
    """The entities that the names mean: the deck's where it knows them, else new ones."""
    names = tuple(_one_spelling(tuple(names)))
    groups = Groups()
    for name in sorted(names, key=lambda n: -len(bare(n.text).split())):  # full names come first
        if not name.known:
            add_name(groups, name, text)
    derived = _drop_derived(groups, text)
    placing = _Placing(groups, entities)
    mentions = tuple(
        mention for name in names if name.text not in derived for mention in placing.place(name)
    )
    members = {i: known_member(entities[i]) for m in mentions for i in [m.entity] if i in entities}
    members |= {entity: new_member(entity, groups[key]) for key, entity in placing.ids.items()}
    order = dict.fromkeys(mention.entity for mention in mentions)
    return Cast({entity: members[entity] for entity in order}, mentions)


def _one_spelling(names: tuple[Name, ...]) -> Iterator[Name]:
    """The names, each as the article spells it elsewhere: “ESKBRIDGE” of a dateline as “Eskbridge”."""
    spelled: dict[str, str] = {}
    for name in sorted(names, key=lambda name: name.text.isupper()):
        spelled.setdefault(name.text.casefold(), name.text)
    for name in names:
        usual = spelled[name.text.casefold()]
        yield name if name.known or name.text == usual else replace(name, text=usual)


def _drop_derived(groups: Groups, text: str) -> set[str]:
    """The adjectives among the groups, which go: there are Ostravians, so Ostravia is a country."""
    capitals = frozenset(re.findall(r"\b[A-Z][\w-]{3,40}", text))
    derived: set[str] = set()
    for key, group in groups.items():
        own = {key + end for end in ("n", "an", "ian", "i", "ese", "ish")} & capitals
        if " " not in key and own:
            group.votes["Country"] += 12
            group.strongest["Country"] = 12
            derived |= own
    for adjective in derived:
        groups.pop(adjective, None)
    return derived


class _Placing:
    """Gives each name its entity, new ones an id at their first mention."""

    def __init__(self, groups: Groups, entities: Mapping[str, Entity]) -> None:
        self.groups, self.entities = groups, entities
        self.ids: dict[str, str] = {}
        self._taken = set(entities)
        self._surnames = known_names(entities)

    def place(self, name: Name) -> Iterable[Mention]:
        """The mention that a name is; none where it cannot be told whose it is."""
        if name.known:
            yield Mention(name.start, name.end, name.known[0], name.known[1:])
            return
        keys = find_keys(self.groups, bare(name.text))
        if len(keys) == 1:
            yield self._new(name, keys[0])
        elif known := [self.ids[key] for key in keys if key in self.ids]:
            yield Mention(name.start, name.end, known[-1], tuple(known[:-1]))

    def _new(self, name: Name, key: str) -> Mention:
        first = key not in self.ids
        entity = self.ids.setdefault(key, new_id(self.groups[key], self._taken))
        self._taken.add(entity)
        others: tuple[str, ...] = ()
        if first and family_of(self.groups[key]) == "person":
            alike = self._surnames.get(bare(name.text).split()[-1], ())
            others = tuple(i for i in alike if self.entities[i].family == "person")
        return Mention(name.start, name.end, entity, others)
