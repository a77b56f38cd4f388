"""Who is listed by whom, since when and in which package; it never scores.

Nothing is imported here: the look-up that only needs `stamp` would otherwise
wait for the database toolkit.
"""
