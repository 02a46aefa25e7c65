"""A memorandum for one person may say in its title who that is: only those who read agreements find it among the bases."""

from __future__ import annotations

from mla.lifecycle.terms import Role
from tests.support.agreements import in_use
from tests.support.drive import Matter


def test_the_page_of_bases_names_it_to_nobody_else(draft: Matter) -> None:
    title = "Memorandum on the surrender of H. H."
    own = {"kind": "extradition", "level": "mandatory", "article": "3", "en": "Own nationals", "fr": "Nationaux"}
    told = {"kinds": ["extradition"], "must_consult": [], "contents": [], "grounds": [own], "title_en": title}
    in_use(draft.si.ministry, person="H. H.", born_on="1942-08-13", sort="memorandum", **told)
    asked = "/law/basis?requesting=SI&requested=BE&kind=extradition&on=25&on=11&on=2026"
    found = {role: draft.si.official(role).get(asked).main for role in (Role.DRAFTER, Role.ADMINISTRATOR)}
    assert title in found[Role.DRAFTER]
    assert title not in found[Role.ADMINISTRATOR]
    assert all("Ljubljana-The Hague" in page for page in found.values()), "the rest is for everybody"
