"""The lines of a file as text: decoded, checked, and in constant memory."""

import codecs
import io
import zlib
from collections.abc import Iterator
from typing import BinaryIO, NoReturn, cast

from screening.batch.encodings import (
    LONGEST_MARK,
    UTF_8,
    guessed,
    is_utf8,
    marked,
    shown,
)
from screening.errors import InputFileError

LONGEST_LINE = 1 << 20  # bytes, or where they are decoded first characters
PIECE = 1 << 18  # bytes that are decoded together; no more than a line may have
SAMPLE = 1 << 20  # bytes from the first line with one beyond ASCII, to tell an encoding by
SAVE_AS = "save the file as CSV in UTF-8 and try again"
SAY_IT = "say which it is with --encoding, or save the file as UTF-8"


class Lines:
    """The lines of a file, decoded and checked in larger pieces.

    `number` is that of the line given last, and `taken` holds those that were given
    since it was last emptied. A line without a quote that begins a row is a row; with
    `only_quoted` it is passed over, as nothing in it can make a file be refused.

    Args:
        stream: the file.
        file: what an error calls it.
        encoding: as Python calls it; None to tell it: by a byte order mark, or from
            the first line with a byte beyond ASCII on, whose bytes are UTF-8 or are
            guessed from.

    Attributes:
        encoding: the one that is given, or told by then.
        was_guessed: whether it was guessed.
    """

    def __init__(self, stream: BinaryIO, file: str, encoding: str | None = UTF_8) -> None:
        self._stream = stream
        self._goes_back = stream.seekable()
        self._advice = (
            SAVE_AS if encoding else f"{SAVE_AS}, or say its encoding: --encoding NAME"
        )
        self._ahead = b""
        self._given = 0  # bytes of the stream, those ahead among them
        self.file = file
        self.encoding = encoding
        self.was_guessed = False
        self.number = 0
        self.taken: list[str] = []
        self.only_quoted = False
        self.texts = self._lines()

    @property
    def said(self) -> tuple[str, ...]:
        """Which encoding it is, as far as it has been read; nothing of UTF-8."""
        if self.encoding in (None, UTF_8):
            return ()
        how = ", guessed; --encoding overrides" if self.was_guessed else ""
        return (f"encoding: {shown(self.encoding or UTF_8)}{how}",)

    def _lines(self) -> Iterator[str]:
        taken = self.taken
        for text in self._pieces():
            for line in io.StringIO(text, newline="\n"):
                self.number += 1
                if self.only_quoted and not taken and '"' not in line:
                    continue
                taken.append(line)
                yield line

    def _pieces(self) -> Iterator[str]:
        """Texts of whole lines, none or several."""
        self._take_mark()
        held = b""
        while self.encoding in (None, UTF_8) and (piece := self._read()):
            held += piece
            if self.encoding is None and not piece.isascii():
                held = self._told(held)
                continue
            # later lines lie within the piece, which is no longer than a line may be
            first = held.find(b"\n") + 1 or len(held)
            if first > LONGEST_LINE:
                self.refuse(1, f"is longer than 1 MB; {SAVE_AS}")
            end = held.rfind(b"\n") + 1
            yield self._text(held[:end])
            held = held[end:]
        if self.encoding in (None, UTF_8):
            yield self._text(held)
        else:
            self._ahead = held + self._ahead
            yield from self._decoded(self.encoding or UTF_8)

    def _take_mark(self) -> None:
        """Tell the encoding by a byte order mark, and pass over it.

        What is said to be UTF-8 and begins with another mark is refused for its first byte.
        """
        # of a pipe more, so that what is guessed does not hang on how it is filled
        self._ahead = self._sample(b"", LONGEST_MARK if self._goes_back else PIECE)
        found = marked(self._ahead)
        if found is None:
            return
        encoding, mark = found
        if self.encoding is None or encoding == self.encoding:
            self.encoding = encoding
            self._ahead = self._ahead[len(mark) :]
        elif self.encoding != UTF_8 and not encoding.startswith(self.encoding):
            self.refuse(
                1,
                f"begins with the byte order mark of {encoding}, and was said to be "
                f"{shown(self.encoding)}; leave out --encoding",
            )

    def _told(self, held: bytes) -> bytes:
        """Tell the encoding, now that there is a byte beyond ASCII.

        Returns:
            What of `held` was not put back to be read again.
        """
        first = next(at for at, byte in enumerate(held) if byte > 0x7F)
        start = held.rfind(b"\n", 0, first) + 1
        sample = self._sample(held[start:], SAMPLE)
        self.encoding = UTF_8
        told_by = sample[:SAMPLE]  # whatever the pieces are that it comes in
        # in a pipe it cannot be said any more how the lines before were read
        if not is_utf8(told_by) and (self._goes_back or self.number == 0):
            # a cut character would speak against every encoding
            whole = told_by[: told_by.rfind(b"\n") + 1] or told_by
            found = guessed(whole)
            self.was_guessed = found is not None
            self.encoding = found or UTF_8
        self._ahead = sample + self._ahead
        return held[:start]

    def _sample(self, start: bytes, size: int) -> bytes:
        """What comes next, up to a size; fewer bytes where the file ends."""
        pieces, length = [start], len(start)
        while length < size and (piece := self._read()):
            pieces.append(piece)
            length += len(piece)
        return b"".join(pieces)

    def _read(self) -> bytes:
        if self._ahead:
            piece, self._ahead = self._ahead[:PIECE], self._ahead[PIECE:]
            return piece
        try:
            piece = cast("io.BufferedIOBase", self._stream).read1(PIECE)
        except (OSError, EOFError, zlib.error) as error:
            why = getattr(error, "strerror", None) or error
            raise InputFileError(
                f"{self.file}: cannot be read beyond line {self.number} ({why})"
            ) from error
        self._given += len(piece)
        return piece

    def _text(self, lines: bytes) -> str:
        try:
            text = lines.decode()
        except UnicodeDecodeError as error:
            at = error.start
            place = at - lines.rfind(b"\n", 0, at)
            self.refuse(
                lines.count(b"\n", 0, at) + 1,
                f"byte {place} (0x{lines[at]:02X}) is not UTF-8; {self._advice}",
            )
        return self._without_nul(text)

    def _decoded(self, encoding: str) -> Iterator[str]:
        """Texts of whole lines in other encodings, whose bytes alone tell no line."""
        decode = codecs.getincrementaldecoder(encoding)().decode
        held, at_start = "", self._given == len(self._ahead)
        piece = b"\n"
        while piece:
            piece = self._read()
            try:
                text = decode(piece, final=not piece)
            except UnicodeDecodeError as error:
                self._refuse_bytes(error, held, encoding)
            if at_start and text:
                text, at_start = text.removeprefix("\ufeff"), False
            held = self._without_nul(held + text)
            first = held.find("\n") + 1 or len(held)
            if first > LONGEST_LINE:
                self.refuse(1, f"is longer than 1 MB; {SAVE_AS}")
            end = held.rfind("\n") + 1 if piece else len(held)
            yield held[:end]
            held = held[end:]

    def _refuse_bytes(self, error: UnicodeDecodeError, held: str, encoding: str) -> NoReturn:
        # what the decoder kept of the piece before is part of what it was given
        fine = error.object[: error.start].decode(encoding, errors="ignore")
        byte = self._given - len(self._ahead) - len(error.object) + error.start
        how = "guessed to be" if self.was_guessed else "said to be"
        self.refuse(
            (held + fine).count("\n") + 1,
            f"byte {byte + 1:,} of the file (0x{error.object[error.start]:02X}) is not "
            f"{shown(encoding)}, which it was {how}; {SAY_IT}",
        )

    def _without_nul(self, text: str) -> str:
        if (at := text.find("\0")) >= 0:
            self.refuse(
                text.count("\n", 0, at) + 1,
                f"holds a NUL byte, which no text has; {SAVE_AS}",
            )
        return text

    def refuse(self, ahead: int, why: str) -> NoReturn:
        """Refuse the file for a line that is so many ahead of the one given last."""
        raise InputFileError(f"{self.file} line {self.number + ahead}: {why}") from None
