"""The names of the commands, known before the commands themselves are imported."""

COMMANDS = (
    "batch", "check", "db", "evaluate", "lists", "name", "packages", "settings", "show",
    "why-not",
)  # fmt: skip
