"""Where things are kept: database, files, tokens."""
