"""Latin spellings of other scripts, as authorities and the press print them."""
