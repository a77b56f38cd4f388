"""Readers of published lists: one module a format, none opens a connection."""
