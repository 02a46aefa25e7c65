"""MLA: ministries draft, sign, send, receive, decide, execute and track requests for legal assistance.

The front door of the web is `mla/app.py`; `docs/tour.md` shows the installation.
"""
