"""Everything this package raises on purpose.

ScreeningError
├── ConfigurationError        a setting is missing, malformed or contradicts another
├── FetchError                a list could not be downloaded, or its bytes not be kept
├── SourceError               a list could not be understood
│   ├── UnexpectedLayout      the file is not shaped as the source describes
│   └── UnknownCode           a coded value has no meaning we know
├── RegistryError             the database refused, is not ours, or is at another revision
├── RecordError               what is on record cannot be read, or nothing be added to it
├── IndexFileError            the compiled index is torn, foreign or cannot be written
├── ListsUnfit           there is no list, or not the one asked for, to screen against
├── CanaryError               a listed name that was planted is not found
├── InputFileError            a file to screen cannot be read as one
└── QueryError                the caller asked something that cannot be screened
"""


class ScreeningError(Exception):
    """Base of every error a caller may want to catch."""


class ConfigurationError(ScreeningError):
    """A setting is missing, malformed or contradicts another."""


class FetchError(ScreeningError):
    """A list could not be downloaded, or its bytes not be kept."""


class SourceError(ScreeningError):
    """A published list could not be understood.

    Args:
        message: what is wrong and what to do about it.
        source: the file or source code it was found in.
        record: the entry's reference, where one entry is to blame.
    """

    def __init__(self, message: str, *, source: str, record: str | None = None) -> None:
        where = source if record is None else f"{source} record {record}"
        super().__init__(f"{where}: {message}")
        self.source = source
        self.record = record


class UnexpectedLayout(SourceError):
    """The file is not shaped as the source describes."""


class UnknownCode(SourceError):
    """A coded value in a list has no meaning we know."""


class RegistryError(ScreeningError):
    """The database refused, is not ours, or is at another revision."""


class RecordError(ScreeningError):
    """What is on record cannot be read, or nothing be added to it."""


class IndexFileError(ScreeningError):
    """The compiled index is torn, foreign or cannot be written."""


class ListsUnfit(ScreeningError):
    """There is no list, or not the one asked for, to screen against."""


class CanaryError(ScreeningError):
    """A listed name that was planted to see whether screening works is not found."""


class InputFileError(ScreeningError):
    """A file to screen cannot be read as one."""


class QueryError(ScreeningError):
    """The caller asked something that cannot be screened.

    Args:
        message: what is wrong and what to do about it.
        field: the field of the query to blame: `name`, `birth_date`, `imo` ...
    """

    def __init__(self, message: str, *, field: str) -> None:
        super().__init__(f"{field}: {message}")
        self.field = field
        self.reason = message
