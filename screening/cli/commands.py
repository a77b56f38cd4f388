"""The names of the commands, known before the commands themselves are imported."""

COMMANDS = (
    "approve", "batch", "check", "db", "decide", "decisions", "evaluate", "lists", "name",
    "packages", "record", "settings", "show", "why-not",
)  # fmt: skip
