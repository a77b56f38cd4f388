"""Files of names in, files of answers out."""
