"""Made-up lists in the layout of the UN, as many and as long as a test needs."""

from collections.abc import Iterable, Sequence
from dataclasses import replace
from pathlib import Path

from screening.domain.lists import Limits, Source

DAY = "2026-03-04"
ENTRY = (
    "<INDIVIDUAL><DATAID>{number}</DATAID><FIRST_NAME>{name}</FIRST_NAME>"
    "<UN_LIST_TYPE>DPRK</UN_LIST_TYPE><REFERENCE_NUMBER>{reference}</REFERENCE_NUMBER>"
    "<LISTED_ON>2020-01-01</LISTED_ON>{more}</INDIVIDUAL>"
)


def person(number: int, name: str = "", more: str = "") -> str:
    """An entry as the UN prints it."""
    return ENTRY.format(
        number=9900000 + number,
        name=name or f"ARVID KELLERMUND {number}",
        reference=reference(number),
        more=more,
    )


def reference(number: int) -> str:
    return f"ZZi.{number:03}"


def un_xml(entries: Iterable[str], *, day: str = DAY) -> bytes:
    """A whole list of some entries."""
    return (
        "<?xml version='1.0' encoding='UTF-8'?>\n"
        f'<CONSOLIDATED_LIST dateGenerated="{day}T23:00:03.110Z">\n<INDIVIDUALS>\n'
        + "\n".join(entries)
        + "\n</INDIVIDUALS><ENTITIES></ENTITIES></CONSOLIDATED_LIST>\n"
    ).encode()


def people(
    count: int, *, day: str = DAY, renamed: Sequence[int] = (), called: str = "TOSHA"
) -> bytes:
    """A list of so many entries, numbered from 1, some of them under another name."""
    return un_xml(
        (person(number, called if number in renamed else "") for number in range(1, 1 + count)),
        day=day,
    )


def write(folder: Path, content: bytes, name: str = "consolidated.xml") -> Path:
    """A file of its own for some content."""
    folder.mkdir(parents=True, exist_ok=True)
    path = folder / name
    path.write_bytes(content)
    return path


def of_any_length(_: Source, limits: Limits) -> Limits:
    """The limits of a list, for a made-up one: short, and every other entry a trap."""
    return replace(limits, least=1, dropped=1)
