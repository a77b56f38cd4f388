"""The names of the commands, known before the commands themselves are imported."""

COMMANDS = (
    "batch", "customers", "db", "evaluate", "lists", "name", "packages", "rescreen",
    "settings", "show", "why-not",
)  # fmt: skip
