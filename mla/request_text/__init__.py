"""The text of a request: what one State asks, in one shape, its versions and their differences."""
