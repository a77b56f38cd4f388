"""The names of the commands, known before the commands themselves are imported."""

COMMANDS = (
    "batch", "db", "evaluate", "lists", "name", "packages", "record", "settings",
    "show", "why-not",
)  # fmt: skip
