"""Who and what an article speaks of: names put together, the deck’s own entities among them."""

from __future__ import annotations

import re
import unicodedata
from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field

from quizgen.bank.entity import FAMILIES, Entity, Family
from quizgen.drafting.lexicon import COMMON, adjectives, countries
from quizgen.drafting.names import Name

SURE = 5  # a guess at a type with less than that behind it is marked as open
MOST_ENTITIES = 400
MOST_ALIKE = 20  # names that share a word
# Types of entities that go by the beginning of their name: “Corvus” for “Corvus Lines”.
_SHORTENED = ("Corporation", "SportsTeam", "Organization", "Vehicle")
_GENERIC = frozenset(
    "Bank University Ministry Council Team New High National Supreme European House Union "
    "City International General Royal State North South East West Third Second First".split()
)
_HONORIFICS = re.compile(r"^(?:(?:Mr|Mrs|Ms|Mx|Dr|Sir|Dame|Lord|Lady|Prof)\.? )+")


@dataclass(frozen=True, slots=True)
class Mention:
    """A place in the text where an entity is named; `others` are those that the name could mean too."""

    start: int
    end: int
    entity: str
    others: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Member:
    """An entity of the article: the deck's own (`known`), or one to propose."""

    id: str
    name: str
    type: str
    sure: bool = True
    known: bool = False
    title: str | None = None
    subtype: str | None = None
    aliases: tuple[str, ...] = ()
    names: frozenset[str] = frozenset()
    article: bool = False
    plural: bool = False

    @property
    def family(self) -> Family:
        """Person, organisation, place or thing."""
        return FAMILIES[self.type]

    @property
    def surname(self) -> str | None:
        """A new person's last name."""
        parts = self.name.split()
        last = parts[0] if parts[0] in self.aliases else parts[-1]
        return last if self.family == "person" and len(parts) > 1 else None


@dataclass(frozen=True, slots=True)
class Cast:
    """The entities by id, in the order of the article, and every mention in order."""

    members: Mapping[str, Member]
    mentions: tuple[Mention, ...]


@dataclass(slots=True)
class _Group:
    """The mentions of one new entity while they are gathered."""

    name: str
    votes: Counter[str] = field(default_factory=Counter)
    titles: list[str] = field(default_factory=list)
    subtypes: list[str] = field(default_factory=list)
    aliases: dict[str, None] = field(default_factory=dict)
    article: bool = False
    country: str | None = None


class _Groups(dict[str, _Group]):
    """The new entities by name, and their names by first and last word."""

    def __init__(self) -> None:
        super().__init__()
        self.by_first: dict[str, list[str]] = {}
        self.by_last: dict[str, list[str]] = {}

    def named(self, key: str, country: str | None) -> _Group | None:
        """The entity of a name, new where there is none; None where there are too many."""
        if key not in self:
            if len(self) >= MOST_ENTITIES:
                return None
            self[key] = _Group(key, country=country)
            self.by_first.setdefault(key.split(maxsplit=1)[0], []).append(key)
            self.by_last.setdefault(key.rsplit(maxsplit=1)[-1], []).append(key)
        return self[key]


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
    names = tuple(names)
    groups = _Groups()
    capitals = frozenset(re.findall(r"\b[A-Z][\w-]{3,40}", text))
    for name in sorted(names, key=lambda n: -len(_bare(n.text).split())):  # full names come first
        if not name.known:
            _add(groups, name, text)
    derived = set()
    for key, group in groups.items():  # there are Ostravians: Ostravia is a country
        own = {key + end for end in ("n", "an", "ian", "i", "ese", "ish")} & capitals
        if " " not in key and own:
            group.votes["Country"] += 12
            derived |= own
    for adjective in derived:
        groups.pop(adjective, None)
    placed: list[tuple[Name, str, tuple[str, ...]]] = []
    taken = set(entities)
    ids: dict[str, str] = {}
    deck_surnames = known_names(entities)
    for name in names:
        if name.text in derived:
            continue
        if name.known:
            chosen, others = name.known[0], name.known[1:]
            placed.append((name, chosen, others))
            continue
        keys = _find(groups, _bare(name.text))
        last = deck_surnames.get(_bare(name.text).split()[-1], ())
        if len(keys) == 1:
            new = keys[0] not in ids
            entity = ids.setdefault(keys[0], _new_id(groups[keys[0]], taken))
            taken.add(entity)
            placed.append(
                (
                    name,
                    entity,
                    ()
                    if not new
                    else tuple(i for i in last if entities[i].family == "person")
                    if _family(groups[keys[0]]) == "person"
                    else (),
                )
            )
        elif keys:
            known = [ids[key] for key in keys if key in ids]
            if known:
                placed.append((name, known[-1], tuple(known[:-1])))
    members = {i: _known_member(entities[i]) for _, i, _ in placed if i in entities}
    members |= {entity: _new_member(entity, groups[key]) for key, entity in ids.items()}
    order = dict.fromkeys(entity for _, entity, _ in placed)
    mentions = tuple(Mention(name.start, name.end, entity, others) for name, entity, others in placed)
    return Cast({entity: members[entity] for entity in order}, mentions)


def _bare(name: str) -> str:
    return _HONORIFICS.sub("", name)


def _add(groups: _Groups, name: Name, text: str) -> None:
    """Count a name to the entity that it means, or to a new one."""
    words = _bare(name.text)
    if not words or words.lower() in COMMON:
        return
    country = countries().get(words)
    key = country.name if country else words
    if not country:
        keys = _find(groups, words)
        if len(keys) > 1:
            return  # cannot be told which
        key = keys[0] if keys else words
    group = groups.named(key, country.name if country else None)
    if group is None:
        return
    for kind, weight in name.votes:
        group.votes[kind] += weight
    if name.title:
        group.titles.append(name.title)
    if name.subtype:
        group.subtypes.append(name.subtype)
    if words != group.name:
        group.aliases[words] = None
    if re.search(r"\b[Tt]he $", text[max(0, name.start - 5) : name.start]):
        group.article = True


def _find(groups: _Groups, words: str) -> list[str]:
    """The keys of the entities that a name may mean: itself, or what it is a part of."""
    country = countries().get(words)
    if country and country.name in groups:
        return [country.name]
    if words in groups:
        return [words]
    if words in adjectives() or len(words) < 3:
        return []
    found = []
    for key in _candidates(groups, words):
        group = groups[key]
        if group.country or len(words) >= len(key):
            continue
        family = _family(group)
        short = (
            _type(group)[0] in _SHORTENED
            and key.startswith(words + " ")
            and (words.lower() not in COMMON and words not in _GENERIC)
        )
        asian = (
            family == "person"
            and len(key.split()) == 3
            and key.startswith(words + " ")
            and (len(words) < 5)
        )  # the family name comes first
        if (
            (family == "person" and key.endswith(" " + words))
            or short
            or asian
            or (family == "organisation" and key.endswith(" " + words) and " " in words)
        ):
            found.append(key)
    return found


def _candidates(groups: _Groups, words: str) -> list[str]:
    """The keys that begin or end with the first or last word of a name, a few at most."""
    parts = words.split()
    found = dict.fromkeys(
        (
            *groups.by_last.get(parts[-1], ())[:MOST_ALIKE],
            *groups.by_first.get(parts[0], ())[:MOST_ALIKE],
        )
    )
    return [key for key in found if key in groups]


def _type(group: _Group) -> tuple[str, int]:
    """The type that most speaks for, and how much."""
    if group.country:
        return "Country", 20
    if not group.votes:
        return ("Person", 1) if 1 < len(group.name.split()) < 4 else ("Thing", 0)
    best = max(group.votes.values())
    kind = next(kind for kind, weight in group.votes.items() if weight == best)
    return kind, best


def _family(group: _Group) -> Family:
    return FAMILIES[_type(group)[0]]


def slug(words: str, longest: int = 48) -> str:
    """Words as an id: small letters, digits and hyphens; nothing where none is left."""
    plain = unicodedata.normalize("NFKD", words.replace("’", "").replace("'", ""))
    plain = plain.encode("ascii", "ignore").decode().lower()
    return re.sub(r"[^a-z0-9]+", "-", plain).strip("-")[:longest].strip("-")


def fresh(wanted: str, taken: Iterable[str]) -> str:
    """The id, or the id with a number where it is taken."""
    wanted, number = wanted or "name", 2
    taken = taken if isinstance(taken, (set, frozenset, dict)) else set(taken)
    name = wanted
    while name in taken:
        name, number = f"{wanted}-{number}", number + 1
    return name


def _new_id(group: _Group, taken: set[str]) -> str:
    person = _family(group) == "person"
    words = group.name.split()
    family_name = words[0] if words[0] in group.aliases else words[-1]
    return fresh(slug(family_name if person else group.name) or slug(group.name), taken)


def _known_member(entity: Entity) -> Member:
    names = {*entity.names, *filter(None, [entity.surname])}
    return Member(
        entity.id,
        entity.name,
        entity.type,
        known=True,
        names=frozenset(names),
        title=entity.title,
        article=bool(entity.article),
        plural=entity.plural,
    )


def _new_member(entity: str, group: _Group) -> Member:
    kind, weight = _type(group)
    family = FAMILIES[kind]
    country = countries().get(group.country or "")
    aliases = tuple(
        a for a in group.aliases if not (family == "person" and group.name.endswith(" " + a))
    )
    titles = [t for t in group.titles if t[:1].isupper()] or group.titles
    title = max(titles, key=len) if titles and family == "person" else None
    nouns = [
        noun for noun in group.subtypes if noun not in ("owner", "rival", "operator", "team", "side")
    ]
    subtype = nouns[0].lower() if nouns and family != "person" and not group.country else None
    if country:
        aliases = tuple(a for a in aliases if a not in (country.name,))
    collective = bool(
        re.search(r" (?:forces|troops|officials|authorities|soldiers|police)$", group.name)
    )
    return Member(
        entity,
        group.name,
        kind,
        weight >= SURE,
        False,
        title,
        subtype,
        aliases,
        frozenset((group.name, *group.aliases)),
        group.article and family != "person" and kind not in ("City", "Vehicle"),
        collective,
    )
