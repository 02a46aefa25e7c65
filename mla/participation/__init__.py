"""Who takes part in which instrument, how it stands between two States on a day, and which basis serves best."""

from mla.participation.bases import Basis, bases_for
from mla.participation.cut_off import Act, Cut
from mla.participation.facts import Dated, Facts
from mla.participation.pair import Status
from mla.participation.status import TreatyStatus, pair_status

__all__ = ["Act", "Basis", "Cut", "Dated", "Facts", "Status", "TreatyStatus", "bases_for", "pair_status"]
