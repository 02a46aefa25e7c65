"""The package: bytes, manifest, signature, keys. Knows no database and no web."""
