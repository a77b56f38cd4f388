"""What targets of the Swiss list point to: programmes, places, and each other."""

from dataclasses import dataclass, field

from screening.sources.base import Notes
from screening.sources.ch_seco_details import Place, place_of
from screening.sources.ch_seco_names import names_of
from screening.sources.files import ListFile
from screening.sources.metadata import Metadata
from screening.sources.xml import (
    Element,
    attribute,
    children,
    elements,
    local_name,
    text_of,
    within,
)

LANGUAGES = ("eng", "ger", "fre", "ita")  # the first that is there is taken
KINDS = ("individual", "entity", "object")


@dataclass(slots=True)
class Programme:
    """What a set of measures belongs to: key, full name, and what it entails."""

    key: str
    name: str
    measure: str


@dataclass(slots=True)
class Context:
    """What entries of a file point to."""

    sets: dict[str, Programme] = field(default_factory=dict)
    places: dict[str, Place] = field(default_factory=dict)
    targets: dict[str, str] = field(default_factory=dict)


def context_of(file: ListFile, about: Metadata) -> Context:
    """The programmes, the places and the names of the targets, which relations point to."""
    context, silent = Context(), Notes().entry("")
    for node in elements(file, {"sanctions-program", "place", "target"}):
        ssid = attribute(node, "ssid")
        if local_name(node) == "place":
            context.places[ssid] = place_of(node)
        elif local_name(node) == "target":
            names = [
                name.text
                for identity in identities_of(node)
                for name in names_of(identity, silent, about, main=True)[:1]
            ]
            context.targets[ssid] = names[0] if names else ""
        else:
            key, name = _said(node, "program-key"), _said(node, "program-name")
            for each in children(node, "sanctions-set"):
                number = attribute(each, "ssid")
                if number not in context.sets:
                    context.sets[number] = Programme(key, name, "")
                measure = _said(node, "sanctions-set", ssid=number)
                context.sets[number].measure = measure
    return context


def _said(node: Element, name: str, ssid: str | None = None) -> str:
    """The text of a field in the first language that it is printed in."""
    fields = [each for each in children(node, name) if ssid is None or each.get("ssid") == ssid]
    by_language = {attribute(each, "lang"): text_of(each) for each in reversed(fields)}
    first = next(filter(None, map(by_language.get, LANGUAGES)), None)
    return first or next(iter(by_language.values()), "")


def identities_of(target: Element) -> list[Element]:
    """The identities, the main one first. What `modification` repeats of them is old."""
    found = [each for kind in KINDS for each in within(target, kind, "identity")]
    return sorted(found, key=lambda each: attribute(each, "main") != "true")
