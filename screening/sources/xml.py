"""Reading XML lists as a stream: nothing is fetched, expanded or kept.

Names of elements are compared without their namespace, which issuers change
without notice.
"""

from collections.abc import Collection, Iterator
from contextlib import suppress
from functools import lru_cache

from lxml import etree

from screening.errors import UnexpectedLayout
from screening.sources.files import ListFile

Element = etree._Element
DECLARATIONS = (b"<!DOCTYPE", b"<!ENTITY")


def root_name(head: bytes) -> str | None:
    """The local name of the first element of a document, None where it is no XML.

    Args:
        head: the first bytes of a file; they may end anywhere.
    """
    root = root_element(head)
    return None if root is None else local_name(root)


def root_element(head: bytes) -> Element | None:
    """The first element of a document with its attributes; its content may lack."""
    if not head.lstrip(b"\xef\xbb\xbf \t\r\n").startswith(b"<"):
        return None
    parser = etree.XMLPullParser(
        events=("start",), resolve_entities=False, no_network=True, huge_tree=False
    )
    with suppress(etree.XMLSyntaxError):  # torn further on: what was read until then counts
        parser.feed(head)
    for _, element in parser.read_events():
        assert isinstance(element, etree._Element)
        return element
    return None


def elements(file: ListFile, wanted: Collection[str]) -> Iterator[Element]:
    """Each element of a name that is wanted, whole; it is freed once the next is asked for.

    Args:
        file: an XML document.
        wanted: local names; an element within a wanted one is not yielded itself.

    Raises:
        UnexpectedLayout: the document is torn, malformed, or declares a type or entities.
    """
    if any(each in file.head for each in DECLARATIONS):
        raise _declares(file)
    root: Element | None = None
    within: Element | None = None
    try:
        with file.open() as stream:
            events = etree.iterparse(
                stream,
                events=("start", "end"),
                resolve_entities=False,
                no_network=True,
                huge_tree=False,
                remove_comments=True,
                remove_pis=True,
            )
            for event, element in events:
                if root is None:
                    root = element
                    if element.getroottree().docinfo.doctype:
                        raise _declares(file)  # behind a long comment, or in UTF-16
                if event == "start":
                    if within is None and local_name(element) in wanted:
                        within = element
                elif within is not None and element is within:
                    yield within
                    within = None
                    free(element)
                elif within is None:
                    free(element)
    except etree.XMLSyntaxError as error:
        raise UnexpectedLayout(
            f"is cut short or no XML: {error.msg or 'it ends too early'}; get the file again",
            source=file.name,
        ) from error


def _declares(file: ListFile) -> UnexpectedLayout:
    return UnexpectedLayout(
        "the document declares a type or entities of its own, which no list needs and attacks "
        "do; it is refused",
        source=file.name,
    )


def free(element: Element) -> None:
    """Let go of an element that is done with, and of what stands before it."""
    element.clear()
    parent = element.getparent()
    if parent is not None:
        while element.getprevious() is not None:
            del parent[0]


def local_name(element: Element) -> str:
    """An element's name without its namespace."""
    tag = element.tag
    return bare_name(tag) if isinstance(tag, str) else ""


@lru_cache(maxsize=4096)  # a list has some hundred names, and millions of elements
def bare_name(name: str) -> str:
    """The name of an element or attribute without its namespace."""
    return name.rpartition("}")[2]


def children(element: Element, name: str) -> list[Element]:
    """The children of a name, in order."""
    return list(element.iterchildren(f"{{*}}{name}"))


def child(element: Element | None, name: str) -> Element | None:
    """The first child of a name, None where there is none."""
    return None if element is None else next(element.iterchildren(f"{{*}}{name}"), None)


def within(element: Element, *path: str) -> list[Element]:
    """The elements at a path of child names: `within(entry, "akaList", "aka")`."""
    found = [element]
    for name in path:
        found = [each for parent in found for each in children(parent, name)]
    return found


def text_of(element: Element | None) -> str:
    """An element's own text, runs of white space as one blank; empty where there is none."""
    return "" if element is None or element.text is None else " ".join(element.text.split())


def child_text(element: Element | None, name: str) -> str:
    """The text of the first child of a name, as `text_of` gives it."""
    return text_of(child(element, name))


def child_texts(element: Element, *path: str) -> list[str]:
    """The texts at a path that are not empty, in order, each once."""
    texts = (text_of(each) for each in within(element, *path))
    return list(dict.fromkeys(text for text in texts if text))


def attribute(element: Element | None, name: str) -> str:
    """An attribute, runs of white space as one blank; empty where it is absent."""
    return "" if element is None else " ".join((element.get(name) or "").split())
