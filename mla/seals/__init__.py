"""Seals in PDF files (PAdES, ETSI EN 319 142-1): put on letters and bound dossiers, and read in any PDF.

pyHanko does the work. It takes most of a second to be imported, so every function here that needs it asks for it itself.
"""
