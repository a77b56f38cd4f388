"""Official lists: into the registry, kept current, and asked about."""
