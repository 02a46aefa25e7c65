"""The rules of the installation: which step leads from which stage to which, whose it is, and what it needs.

Pure Python; imports nothing of ours. Start reading in `assistance.py`.
"""

from mla.lifecycle.assets import ASSETS
from mla.lifecycle.assistance import ASSISTANCE
from mla.lifecycle.consent import CONSENT
from mla.lifecycle.detainee import DETAINEE
from mla.lifecycle.earlier import EARLIER
from mla.lifecycle.extradition import EXTRADITION, SURRENDER_TO_COURT
from mla.lifecycle.information import INFORMATION
from mla.lifecycle.landing import LANDING
from mla.lifecycle.laying_of_information import LAYING_OF_INFORMATION
from mla.lifecycle.proceedings import PROCEEDINGS
from mla.lifecycle.prosecution import PROSECUTION
from mla.lifecycle.provisional_arrest import PROVISIONAL_ARREST
from mla.lifecycle.table import Lifecycle
from mla.lifecycle.team import TEAM
from mla.lifecycle.transfer import TRANSFER
from mla.lifecycle.transit import TRANSIT, TRANSIT_OF_SENTENCED
from mla.lifecycle.urgent import URGENT

LIFECYCLES: dict[str, Lifecycle] = {
    table.kind: table
    for table in (
        ASSISTANCE,
        PROVISIONAL_ARREST,
        EXTRADITION,
        CONSENT,
        TRANSIT,
        PROSECUTION,
        ASSETS,
        TEAM,
        SURRENDER_TO_COURT,
        TRANSFER,
        DETAINEE,
        PROCEEDINGS,
        INFORMATION,
        URGENT,
        LAYING_OF_INFORMATION,
        TRANSIT_OF_SENTENCED,
        LANDING,
    )
}
"""Every kind of request the installation knows, by its name."""


def table_of(kind: str, version: int) -> Lifecycle:
    """The table of a kind in a version. Raises KeyError when this installation does not know it."""
    newest = LIFECYCLES[kind]
    return newest if newest.version == version else EARLIER[kind, version]
