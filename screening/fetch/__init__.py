"""Getting list files from their issuers, and keeping their bytes as received."""
