"""The worker, called by a test: it binds the dossiers that were asked for."""

from __future__ import annotations

from mla.dossier.worker import Worker
from tests.support.drive import Site


def worked(site: Site) -> None:
    """The worker does what waits, and is gone."""
    worker = Worker(site.ministry.engine, site.ministry.installation)
    worker.run_once()
    worker.close()
