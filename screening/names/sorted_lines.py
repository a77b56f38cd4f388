"""A table as the sorted lines of a file, of which a look-up reads the few it needs.

To make a dictionary of thousands of words takes longer than to look some dozens up; whoever
looks thousands up, as compiling an index does, is given one.
"""

from collections.abc import Mapping

TAB, END = b"\t", b"\n"
MANY = 4096
"""Look-ups from which on a dictionary is sooner."""


class SortedLines:
    """Keys and values parted by a tab, a pair a line, sorted by their bytes.

    Args:
        content: the file; the last line ends as the others do.
    """

    def __init__(self, content: bytes) -> None:
        self._content = content
        self._asked = 0
        self._pairs: dict[str, str] | None = None

    def get(self, key: str, /) -> str | None:
        """The value of a key, None where it is not in the table."""
        if self._pairs is not None:
            return self._pairs.get(key)
        self._asked += 1
        if self._asked > MANY:
            self._pairs = self._all()
        return self._searched(key)

    def _all(self) -> dict[str, str]:
        lines = self._content.decode().split("\n")[:-1]
        return {key: value for key, _, value in (line.partition("\t") for line in lines)}

    def _searched(self, key: str) -> str | None:
        content, wanted = self._content, key.encode() + TAB
        low, high = 0, len(content)  # always where a line begins
        while low < high:
            start = content.rfind(END, low, (low + high) // 2) + 1 or low
            end = content.index(END, start)
            if content.startswith(wanted, start, end):
                return content[start + len(wanted) : end].decode()
            if content[start:end] < wanted:
                low = end + 1
            else:
                high = start
        return None


def sorted_lines(table: Mapping[str, str]) -> str:
    """The file of a table."""
    return "".join(sorted(f"{key}\t{value}\n" for key, value in table.items()))
