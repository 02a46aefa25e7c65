"""The interface for other systems of the ministry: JSON, by the same forms, tables and rights as the pages (docs/interface.md)."""
