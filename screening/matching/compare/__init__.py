"""Comparisons: each puts one thing beside another and says how well they agree."""
