"""Formal papers: templates and what is known, in; PDF bytes, out.

`draw` draws one paper. `assembly` binds a dossier's papers and annexes into one PDF. Nothing here knows the
models, the web or the database: whoever calls hands over everything that is to be printed.
"""
