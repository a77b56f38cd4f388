"""What FollowTheMoney data tells of a target on other lines than its own.

Sanctions, documents, addresses and ties are entities of their own, and may stand
before or behind the target they belong to. They are gathered before the targets are
read: what belongs to nobody who is listed is let go of.
"""

import json
import sys
import zlib
from collections import Counter, defaultdict
from collections.abc import Mapping
from dataclasses import dataclass, field

from screening.sources.base import Notes
from screening.sources.files import ListFile
from screening.sources.ftm_entities import Entity, first, label, read_entities, texts, values
from screening.sources.metadata import Metadata

SANCTION = "Sanction"
LISTED_TOPICS = ("sanction", "debarment", "export.control")


@dataclass(frozen=True, slots=True)
class Part:
    """An entity that says something of a target: its schema and its properties."""

    schema: str
    properties: dict[str, tuple[str, ...]]

    def values(self, name: str) -> tuple[str, ...]:
        """The texts of a property."""
        return self.properties.get(name, ())

    def said(self, name: str) -> str:
        """A property as a part of a remark: `Issue date: 2011-02-03`."""
        return f"{label(name)}: {', '.join(self.values(name))}"


@dataclass(frozen=True, slots=True)
class Tie:
    """What another entity is to a target: `owner`, and in what role."""

    label: str
    role: str
    other: str


@dataclass(frozen=True, slots=True)
class Named:
    """What is needed of an entity that a target names."""

    caption: str
    countries: tuple[str, ...]


@dataclass(slots=True)
class Gathered:
    """Who is a target, and what belongs to each by id.

    Args:
        targets: ids of the entities that are listed.
        held: sanctions and documents, by target, packed: as objects they would
            take ten times the room.
        ties: other entities, by target.
        named: addresses and the others that a target names, by their own id.
    """

    targets: set[str] = field(default_factory=set)
    held: dict[str, list[bytes]] = field(default_factory=dict)
    ties: dict[str, list[Tie]] = field(default_factory=dict)
    named: dict[str, Named] = field(default_factory=dict)

    def parts(self, target: str) -> list[Part]:
        """The sanctions and documents of a target, in the order of the file."""
        unpacked = (json.loads(zlib.decompress(packed)) for packed in self.held.get(target, ()))
        return [
            Part(schema, {name: texts(values) for name, values in properties.items()})
            for schema, properties in unpacked
        ]


def gather(file: ListFile, notes: Notes, about: Metadata) -> Gathered:
    """Everything of a file that its targets need beside their own lines.

    An entity is a target where the compiler marks it as one. Where lines do not say
    `target`, as older exports and those of other compilers, it is one whose topics
    tell of a listing, or to which a sanction points.

    Raises:
        UnexpectedLayout: a line is no entity.
    """
    first_pass = _FirstPass(about)
    for entity in read_entities(file):
        first_pass.see(entity)
    gathered, wanted = first_pass.gathered()
    for entity in read_entities(file) if wanted else ():
        if entity["id"] in wanted:
            caption = texts(entity.get("caption")) or values(entity, "full")
            said = next(iter(caption or values(entity, "name")), entity["id"])
            gathered.named[entity["id"]] = Named(said, values(entity, "country"))
    _warn(first_pass.left_out, gathered, notes)
    return gathered


def _warn(left_out: dict[str, str], gathered: Gathered, notes: Notes) -> None:
    schemas = Counter(
        schema for each, schema in left_out.items() if each not in gathered.targets
    )
    if schemas:
        said = ", ".join(f"{schemas[schema]} {schema}" for schema in sorted(schemas))
        notes.warn(f"not marked as targets by the compiler, and so left out: {said}")


class _FirstPass:
    """Sees every entity once."""

    def __init__(self, about: Metadata) -> None:
        self._words = about.words
        self._targets: set[str] = set()
        self._untold: set[str] = set()
        self._sanctioned: set[str] = set()
        self._parts: defaultdict[str, list[bytes]] = defaultdict(list)
        self._links: list[tuple[str, str, str, str]] = []
        self._addresses: set[str] = set()
        self.left_out: dict[str, str] = {}

    def see(self, entity: Entity) -> None:
        schema = entity["schema"]
        if entity.get("target") is not True:
            if schema in self._words["links"]:
                self._see_link(entity)
                return
            holder = self._words["parts"].get(schema)
            if holder is not None and values(entity, holder):
                if schema == SANCTION:
                    self._sanctioned.update(map(sys.intern, values(entity, holder)))
                part = _packed(schema, entity["properties"])
                for each in values(entity, holder):
                    self._parts[sys.intern(each)].append(part)
                return
        self._see_target(entity)

    def _see_link(self, entity: Entity) -> None:
        schema = sys.intern(entity["schema"])
        start, end = self._words["links"][schema].split()
        role = first(entity, "role") or first(entity, "relationship")
        for a in map(sys.intern, values(entity, start)):
            self._links += [
                (schema, sys.intern(role), a, sys.intern(b)) for b in values(entity, end)
            ]

    def _see_target(self, entity: Entity) -> None:
        told, listed = entity.get("target"), entity["schema"] in self._words["schemas"]
        topics = values(entity, "topics")
        if told is True or (told is None and any(t.startswith(LISTED_TOPICS) for t in topics)):
            self._targets.add(sys.intern(entity["id"]))
        elif told is None and listed:
            self._untold.add(sys.intern(entity["id"]))
        elif told is not None and not listed:
            return
        if listed and told is not True:
            self.left_out[sys.intern(entity["id"])] = sys.intern(entity["schema"])
        if told is not False:
            self._addresses.update(values(entity, "addressEntity"))

    def gathered(self) -> tuple[Gathered, set[str]]:
        """What was seen of targets, and the ids of others that they name."""
        targets = self._targets | (self._untold & self._sanctioned)
        parts = {holder: held for holder, held in self._parts.items() if holder in targets}
        ties: defaultdict[str, list[Tie]] = defaultdict(list)
        for schema, role, a, b in self._links:
            start, end = self._words["links"][schema].split()
            if a in targets:
                ties[a].append(Tie(end, role, b))
            if b in targets:
                ties[b].append(Tie(start, role, a))
        wanted = {tie.other for several in ties.values() for tie in several} | self._addresses
        return Gathered(targets, parts, dict(ties)), wanted


def _packed(schema: str, properties: Mapping[str, object]) -> bytes:
    return zlib.compress(json.dumps([schema, properties]).encode(), level=1)
