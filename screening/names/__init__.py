"""Text to comparable forms: scripts, spellings, parts of names and their classes."""
