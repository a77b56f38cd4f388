"""The day that a workbook was last written on, where it says so itself."""

import zipfile
from io import BytesIO

from lxml import etree

from screening.sources.files import ListFile

PROPERTIES = "docProps/core.xml"
MODIFIED = "{http://purl.org/dc/terms/}modified"
LARGEST = 64 * 1024  # bytes; a page of properties is a hundredth of it


def written_on(file: ListFile) -> str | None:
    """The day (ISO) in the properties of an XLSX; None for other workbooks."""
    with file.open() as stream:
        content = BytesIO(stream.read())
    try:
        with zipfile.ZipFile(content) as archive, archive.open(PROPERTIES) as packed:
            properties = packed.read(LARGEST)
        parser = etree.XMLParser(resolve_entities=False, no_network=True)
        root = etree.fromstring(properties, parser)
    except (KeyError, zipfile.BadZipFile, etree.XMLSyntaxError):
        return None
    return (root.findtext(MODIFIED) or "")[:10] or None
