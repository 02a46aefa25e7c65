"""One request as its officials look at it: history, binder, related requests, search."""
