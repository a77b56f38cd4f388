"""What elements the entries of an XML list have, so that a new one is not passed over.

Lists grow fields without notice. A reader names those that it reads, and those that it
knows and leaves alone, as a layout; whatever else an entry holds is found by it.
"""

from dataclasses import dataclass, field
from typing import Self

from screening.sources.xml import Element, bare_name, local_name

ATTRIBUTE = "@"
ANYTHING = "*"


@dataclass(slots=True)
class Layout:
    """What is known below an element.

    Args:
        elements: by their names, each with what is known below it.
        attributes: names of those known; none are looked at where this is empty.
        anything: whether all that may be below is known.
    """

    elements: dict[str, "Layout"] = field(default_factory=dict)
    attributes: set[str] = field(default_factory=set)
    anything: bool = False

    @classmethod
    def of(cls, *lines: str) -> Self:
        """A layout written down by lines.

        Args:
            lines: names with a blank between them, of what is below an entry; those
                further below stand behind their path and a colon:
                `akaList/aka: uid type`. Names of attributes begin with `@`, and `*`
                stands for all that there may be.
        """
        layout = cls()
        for line in lines:
            path, colon, names = line.rpartition(":")
            place: Layout = layout
            for name in path.split("/") if colon else ():
                place = place.elements.setdefault(name, Layout())
            for name in names.split():
                if name == ANYTHING:
                    place.anything = True
                elif name.startswith(ATTRIBUTE):
                    place.attributes.add(name.removeprefix(ATTRIBUTE))
                else:
                    place.elements.setdefault(name, Layout())
        return layout

    def unknown(self, node: Element) -> list[tuple[str, str]]:
        """Name and text of each element and attribute that is not known and says something.

        Args:
            node: an entry.
        """
        found: list[tuple[str, str]] = []
        self._gather(node, found)
        return found

    def _gather(self, node: Element, found: list[tuple[str, str]]) -> None:
        if self.anything:
            return
        if self.attributes and not self.attributes.issuperset(node.keys()):
            for name in node.keys():  # noqa: SIM118 - an element is no mapping
                text = " ".join((node.get(name) or "").split())
                if text and name not in self.attributes:
                    found.append((f"{local_name(node)} {bare_name(name)}", text))
        for each in node:
            name = local_name(each)
            below = self.elements.get(name)
            if below is None:
                if text := self._said(each):
                    found.append((name, text))
            elif below.attributes or len(each):
                below._gather(each, found)

    def _said(self, node: Element) -> str:
        """All that an element and those below it say."""
        said = list(map(str, node.itertext()))
        if self.attributes:  # in such a layout they hold the text
            said += [str(value) for each in node.iter() for value in each.attrib.values()]
        return " ".join(" ".join(said).split())
