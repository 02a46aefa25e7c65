"""Agreements between two States as objects: entered, checked by a second official, carried abroad, accepted there."""
