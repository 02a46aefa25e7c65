"""Courts, mechanisms, agencies and networks on the pages: what passes between them and States, and what nobody here can start."""

from __future__ import annotations

from mla.instruments.bodies import bodies
from mla.lifecycle.terms import Role
from tests.support.drive import Matter


def test_each_has_a_page_with_all_that_passes_and_on_what_it_rests(matter: Matter) -> None:
    drafter = matter.si.official(Role.DRAFTER)
    index = drafter.get("/law/bodies")
    for code, one in bodies().items():
        assert one.name.en in index.main
        page = drafter.get(f"/law/bodies/{code}")
        for told in (one.name.fr, one.to.en, one.addressed.en, one.source, *(row.under.en for row in one.may)):
            assert told in page.main
    assert "neither asks nor is asked" in drafter.get("/law/bodies/UNITAD").main
    assert drafter.get("/law/bodies/XYZ").status == 404
    assert drafter.get("/law/states/ICC").location.endswith("/law/bodies/ICC")


def test_a_surrender_is_registered_and_never_started(matter: Matter) -> None:
    drafter, registrar = matter.si.official(Role.DRAFTER), matter.si.official(Role.REGISTRAR)
    assert "Only an international court or mechanism asks for this" in drafter.get("/dossiers/new").main
    denied = drafter.get("/dossiers/new/surrender")
    assert (denied.status, "it registers what came" in denied.main) == (403, True)
    offered = registrar.get("/dossiers/paper/surrender")
    assert "International Criminal Court" in offered.main
    assert "Belgium" not in offered.main
    assert "Eurojust" not in offered.main


def test_a_body_that_is_asked_for_what_it_may_not_be_gets_a_sentence(matter: Matter) -> None:
    drafter = matter.si.official(Role.DRAFTER)
    page = drafter.get("/dossiers/new/extradition")
    assert "International Criminal Court" not in page.main
    answer = drafter.post(
        "/dossiers/new/extradition", counterpart="ICC", title="Kept", instrument="reciprocity", language="en"
    )
    assert "International Criminal Court is not asked for this by a State" in answer.main
    assert 'value="Kept"' in answer.html
