"""The names of the commands, known before the commands themselves are imported."""

COMMANDS = (
    "approve", "batch", "check", "customers", "db", "decide", "decisions", "evaluate", "lists",
    "name", "packages", "record", "rescreen", "settings", "show", "why-not",
)  # fmt: skip
