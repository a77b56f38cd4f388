"""UK Sanctions List, ODS: recognised, so that it can be refused with the reason."""

import zipfile
from collections.abc import Iterator
from io import BytesIO

from screening.domain.listings import Listing
from screening.errors import UnexpectedLayout
from screening.sources.base import Files, Notes, Part, Reader
from screening.sources.files import ListFile, is_sheet
from screening.sources.metadata import Metadata

START = 64 * 1024  # bytes of the sheet in which its header stands
HEADER = (b">Unique ID<", b">OFSI Group ID<")


def part(file: ListFile) -> Part | None:
    """The list, where the file is a sheet with its header."""
    if not is_sheet(file):
        return None
    with file.open() as stream:
        content = BytesIO(stream.read())
    try:
        with zipfile.ZipFile(content) as archive:
            start = archive.open("content.xml").read(START)
    except (KeyError, zipfile.BadZipFile):
        return None
    return Part("gb-fcdo") if all(name in start for name in HEADER) else None


def listings(files: Files, notes: Notes, about: Metadata) -> Iterator[Listing]:
    """Nothing.

    Raises:
        UnexpectedLayout: always. The short sheet leaves out all names but the
            primary ones, birth dates and numbers; a list without them clears whom
            the whole list would find.
    """
    address = about.download.addresses[0] if about.download else about.source.address
    raise UnexpectedLayout(
        "the sheet that the search site gives has primary names only, without aliases, dates "
        f"of birth or numbers, which is not enough to screen against; get the XML: {address}",
        source=files[""].name,
    )


READER = Reader("gb-fcdo-ods", part, listings)
