"""Frozen values the field talks about; they know no file, database or screen."""
