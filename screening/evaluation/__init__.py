"""How well it finds: on labelled pairs, on queries, on degraded names, on known failures."""
