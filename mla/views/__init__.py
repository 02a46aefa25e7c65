"""The web: thin views that load, ask, fill a form, advance, and redirect. Everything is denied unless it is public."""
