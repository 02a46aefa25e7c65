"""Agreements between two States on screen: entered by one official, checked by another, ended; read as a page and as paper."""

from __future__ import annotations

import re

import pytest
from sqlalchemy import select

from mla.lifecycle.terms import Role
from mla.models import Agreement, AuditEntry, Dossier
from mla.records.verify import verify
from tests.support.agreements import entered as entered_in
from tests.support.agreements import in_use, laid
from tests.support.drive import ORDER, Matter, Page, Visitor, a_file
from tests.unit.documents.reader import text
from tests.web.test_words_survive_the_session import back_in, end_sessions

AT = "/law/agreements"
TYPED = {
    "sort": "treaty",
    "other": "BE",
    "title_en": "Treaty on the Ravna quarry",
    "title_fr": "Traité sur la carrière de Ravna",
    "signed": ["3", "5", "2025"],
    "in_force_from": ["1", "6", "2025"],
    "kinds": ["assistance"],
    "any_offence": "y",
    "like": "lhc",
    "borrowed": ["measures", "crimes"],
    "articles-0-purpose": "request",
    "articles-0-article": "1",
    "contents-0-known": "lhc MLA-G-03",
    "contents-0-level": "M",
    "contents-0-article": "2",
    "grounds-0-known": "",
    "grounds-0-kind": "assistance",
    "grounds-0-level": "optional",
    "grounds-0-en": "The quarry is a secret",
    "grounds-0-fr": "La carrière est secrète",
    "grounds-0-article": "3",
    "limits-0-rule": "acknowledgement",
    "limits-0-actor": "requested",
    "limits-0-days": "5",
    "limits-0-article": "4",
}


def enter(visitor: Visitor, **others: object) -> str:
    """Enter it; returns the address of its page."""
    page = visitor.fill(f"{AT}/new", **{**TYPED, **others})
    assert page.status == 302, page.mistakes
    return page.location


def the_agreement(matter: Matter) -> Agreement:
    with matter.si.ministry.session() as session:
        return session.scalars(select(Agreement).order_by(Agreement.id.desc())).first()  # type: ignore[return-value]


def check(visitor: Visitor, at: str) -> Page:
    return visitor.fill(f"{at}/check", sure="y")


def test_what_one_official_enters_another_checks_and_then_a_request_can_rest_on_it(draft: Matter) -> None:
    drafter, decider = draft.si.official(Role.DRAFTER), draft.si.official(Role.DECIDER)
    at = enter(drafter)
    page = drafter.get(at)
    assert "Treaty on the Ravna quarry" in page.main
    assert "The quarry is a secret" in page.main
    assert "Before it can be laid" not in page.main
    page.press("lay")
    assert "To be checked" in decider.get(AT).main
    assert "Treaty on the Ravna quarry" in decider.get("/").main
    assert "Treaty on the Ravna quarry" not in drafter.get("/").main
    assert "Check it" in decider.get(at).main
    assert check(decider, at).location == at
    page = decider.get(at)
    assert "In use" in page.main
    kept = the_agreement(draft)
    assert f'value="{kept.code}"' in drafter.get(draft.at("choose_basis")).html
    with draft.si.ministry.session() as session:
        told = session.scalars(select(AuditEntry).where(AuditEntry.what == "agreement_checked")).one().detail
        assert (told["code"], told["digest"]) == (kept.code, kept.digest)
        assert list(verify(session, draft.si.ministry.installation)) == []


def test_whoever_has_written_in_it_cannot_check_it(draft: Matter) -> None:
    decider = draft.si.official(Role.DECIDER)
    at = enter(decider)
    decider.get(at).press("lay")
    assert "You have written in it yourself" in decider.get(at).main
    assert decider.get(f"{at}/check").status == 403
    assert decider.send(f"{at}/check", {"sure": "y", "csrf_token": decider.get(at).hidden["csrf_token"]}).status == 403
    assert the_agreement(draft).status == "laid"


def test_a_colleague_who_wrote_in_the_draft_of_another_cannot_check_it_either(draft: Matter) -> None:
    drafter, decider = draft.si.official(Role.DRAFTER), draft.si.official(Role.DECIDER)
    at = enter(drafter)
    assert decider.fill(f"{at}/enter", remarks="Seen.").status == 302
    drafter.get(at).press("lay")
    assert decider.get(f"{at}/check").status == 403
    assert check(draft.si.official(Role.SIGNATORY), at).location == at
    assert the_agreement(draft).status == "accepted"


def test_a_drafter_checks_nothing(draft: Matter) -> None:
    at = enter(draft.si.official(Role.DECIDER))
    draft.si.official(Role.DECIDER).get(at).press("lay")
    assert draft.si.official(Role.DRAFTER).get(f"{at}/check").status == 403
    assert draft.si.official(Role.DRAFTER).get(f"{at}/send-back").status == 403


@pytest.mark.parametrize("role", [Role.REGISTRAR, Role.AUDITOR])
def test_registrars_and_auditors_read_and_write_nothing(draft: Matter, role: Role) -> None:
    at = enter(draft.si.official(Role.DRAFTER))
    visitor = draft.si.official(role)
    assert visitor.get(AT).status == visitor.get(at).status == 200
    for closed in (f"{AT}/new", f"{at}/enter", f"{at}/check"):
        assert visitor.get(closed).status == 403


def test_administrators_and_strangers_read_none(draft: Matter) -> None:
    at = enter(draft.si.official(Role.DRAFTER))
    for address in (AT, at, f"{at}/en.pdf", f"{AT}/new"):
        assert draft.si.official(Role.ADMINISTRATOR).get(address).status == 403
        assert draft.si.nobody().get(address).status == 302


def test_it_goes_back_with_words_is_mended_and_comes_again(draft: Matter) -> None:
    drafter, decider = draft.si.official(Role.DRAFTER), draft.si.official(Role.DECIDER)
    at = enter(drafter)
    drafter.get(at).press("lay")
    assert decider.fill(f"{at}/send-back", remark="").status == 400
    decider.fill(f"{at}/send-back", remark="Article 3 says “must”.")
    assert "Article 3 says “must”." in drafter.get(at).main
    assert drafter.fill(f"{at}/enter", **{"grounds-0-level": "mandatory"}).status == 302
    drafter.get(at).press("lay")
    assert check(decider, at).status == 302
    told = the_agreement(draft).told
    assert told
    assert told["rules"]["grounds"][0]["level"] == "mandatory"


def test_an_unfinished_one_is_kept_and_says_what_it_lacks(draft: Matter) -> None:
    drafter = draft.si.official(Role.DRAFTER)
    page = drafter.fill(f"{AT}/new", title_en="Half a treaty")
    assert page.status == 302
    told = drafter.get(page.location)
    for sentence in ("Choose the other State.", "Give the title in French.", "Say when it was signed."):
        assert sentence in told.main
    assert not [form for form in told.tree.forms if str(form.action).endswith("/lay")]
    assert "Half a treaty" in drafter.get(f"{page.location}/enter").html


def test_a_kind_that_could_never_be_refused_is_told_before_it_is_laid_before_anybody(draft: Matter) -> None:
    drafter = draft.si.official(Role.DRAFTER)
    at = enter(drafter, kinds=["assistance", "transfer"])
    page = drafter.get(at)
    assert "No request of the kind “transfer” could be refused" in page.main
    assert not [form for form in page.tree.forms if str(form.action).endswith("/lay")]
    sent = drafter.send(f"{at}/lay", {"csrf_token": page.hidden["csrf_token"]})
    assert sent.location == at
    assert "could be refused" in drafter.get(at).main
    assert the_agreement(draft).status == "draft"


def test_impossible_days_come_back_with_all_that_was_typed(draft: Matter) -> None:
    drafter = draft.si.official(Role.DRAFTER)
    page = drafter.fill(f"{AT}/new", **{**TYPED, "signed": ["31", "2", "2025"]})
    assert page.status == 400
    assert any("This is not a date" in one for one in page.mistakes)
    assert "The quarry is a secret" in page.html
    page = drafter.fill(f"{AT}/new", **{**TYPED, "in_force_from": ["1", "1", "2024"]})
    assert page.status == 400


def test_another_row_is_offered_and_nothing_is_kept_meanwhile(draft: Matter) -> None:
    drafter = draft.si.official(Role.DRAFTER)
    page = drafter.fill(f"{AT}/new", **TYPED, more="grounds")
    assert page.status == 200
    assert "grounds-1-level" in page.html
    assert "The person" in page.html, "The new row offers the grounds that are known."
    assert the_agreement(draft) is None


def test_saved_unchanged_it_stays_as_it_was(draft: Matter) -> None:
    drafter = draft.si.official(Role.DRAFTER)
    at = enter(drafter)
    before = the_agreement(draft).answers
    assert drafter.fill(f"{at}/enter").status == 302
    assert the_agreement(draft).answers == before


def test_two_pages_of_one_draft_do_not_overwrite_each_other(draft: Matter) -> None:
    drafter = draft.si.official(Role.DRAFTER)
    at = enter(drafter)
    first, second = drafter.get(f"{at}/enter"), drafter.get(f"{at}/enter")
    assert first.again(remarks="first").status == 302
    late = second.again(remarks="second")
    assert late.status == 409
    assert "Somebody else has changed this" in late.main
    assert late.again(remarks="second").status == 302
    assert the_agreement(draft).answers["remarks"] == "second"


def test_what_was_checked_is_what_was_read(draft: Matter) -> None:
    drafter, decider = draft.si.official(Role.DRAFTER), draft.si.official(Role.DECIDER)
    at = enter(drafter)
    drafter.get(at).press("lay")
    opened = decider.get(f"{at}/check")
    draft.si.official(Role.SIGNATORY).fill(f"{at}/send-back", remark="Once more.")
    drafter.fill(f"{at}/enter", title_en="Another treaty")
    drafter.get(at).press("lay")
    late = opened.again(sure="y")
    assert late.status == 409
    assert "not the text any more that you have read" in late.main
    assert the_agreement(draft).status == "laid"


def test_a_change_is_a_new_version_and_requests_stay_under_theirs(draft: Matter) -> None:
    si = draft.si.ministry
    first = in_use(si)
    drafter, decider = draft.si.official(Role.DRAFTER), draft.si.official(Role.DECIDER)
    with si.session() as session:
        session.get_one(Dossier, draft.number).instrument = first
        session.commit()
    at = f"{AT}/{the_agreement(draft).id}"
    new = drafter.get(at).press("version").location
    assert new.endswith("/enter")
    drafter.fill(new, title_en="The same, mended")
    at2 = new.removesuffix("/enter")
    drafter.get(at2).press("lay")
    check(decider, at2)
    second = the_agreement(draft)
    assert second.number == 2
    assert second.told
    assert second.told["follows"] == first
    assert {first, second.code} <= si.installation.law.instruments.keys()
    offered = dict(si.installation.law.bases())
    assert first not in offered
    assert second.code in offered
    assert first in dict(si.installation.law.bases(held=(first,))), "A request that was made under it stays under it."
    assert "Superseded" in drafter.get(at).main
    assert "SI-MLA-2026-0001" in drafter.get(at).main
    assert "SI-MLA-2026-0001" not in drafter.get(at2).main
    assert not [f for f in drafter.get(at).tree.forms if str(f.action).endswith("/version")]


def test_its_end_takes_two_officials_and_ends_every_version(draft: Matter) -> None:
    si = draft.si.ministry
    in_use(si)
    drafter, decider = draft.si.official(Role.DRAFTER), draft.si.official(Role.DECIDER)
    at = f"{AT}/{the_agreement(draft).id}"
    assert drafter.fill(f"{at}/end", ends=["1", "1", "2020"], remark="Denounced.").status == 409
    done = drafter.fill(f"{at}/end", ends=["1", "2", "2026"], remark="Denounced by note verbale.")
    assert done.status == 302
    assert drafter.get(done.location.rstrip("/") + "/check").status == 403
    check(decider, done.location)
    ended = the_agreement(draft)
    assert (ended.status, ended.number, str(ended.ends)) == ("accepted", 2, "2026-02-01")
    asked = "requesting=SI&requested=BE&kind=assistance"
    before = drafter.get(f"/law/basis?{asked}&on=2026-01-31").main
    after = drafter.get(f"/law/basis?{asked}&on=2026-02-01").main
    assert "In force for Slovenia since 1 June 2025" in before
    assert "In force for Slovenia since 1 June 2025" not in after


def test_it_is_in_force_between_its_two_states_and_no_others(draft: Matter) -> None:
    in_use(draft.si.ministry)
    drafter = draft.si.official(Role.DRAFTER)
    title = "Ravna quarry"
    assert title in drafter.get("/law/basis?requesting=BE&requested=SI&kind=extradition&on=2026-01-31").main
    assert title not in drafter.get("/law/basis?requesting=SI&requested=NL&kind=assistance&on=2026-01-31").main
    assert title not in drafter.get("/law/basis?requesting=SI&requested=BE&kind=transfer&on=2026-01-31").main
    code = the_agreement(draft).code
    started = drafter.fill(
        "/dossiers/new/assistance", counterpart="NL", title="Another", instrument=code, language="en"
    )
    assert started.status == 400
    assert any("between Belgium and Slovenia alone" in one for one in started.mistakes)


ACTORS = {
    "requested": ("the requested State", "l’État requis", "el Estado requerido"),
    "requesting": ("the requesting State", "l’État requérant", "el Estado requirente"),
    "both": ("each of the two States", "chacun des deux États", "cada uno de los dos Estados"),
    "either": ("either State", "l’un ou l’autre État", "cualquiera de los dos Estados"),
}


@pytest.mark.parametrize("actor", ACTORS)
def test_who_must_act_within_a_period_stands_on_the_page_and_in_print(draft: Matter, actor: str) -> None:
    drafter = draft.si.official(Role.DRAFTER)
    at = enter(drafter, **{"limits-0-actor": actor})
    assert f"P-1{actor.capitalize()}as the agreement says" in drafter.get(at).main
    for language, words in zip(("en", "fr", "es"), ACTORS[actor], strict=True):
        printed = " ".join(text(drafter.get(f"{at}/{language}.pdf").data).split())
        assert re.search(rf"5 (days|jours|días).?: {words} \(", printed), printed


def test_a_period_that_does_not_say_who_must_act_cannot_be_laid_before_a_colleague(draft: Matter) -> None:
    drafter = draft.si.official(Role.DRAFTER)
    at = enter(drafter, **{"limits-0-actor": ""})
    assert "say which State must act within it" in drafter.get(at).main


def test_it_is_printed_in_every_language_of_letters(draft: Matter) -> None:
    in_use(draft.si.ministry)
    at = f"{AT}/{the_agreement(draft).id}"
    drafter = draft.si.official(Role.DRAFTER)
    for language, words in (
        ("en", "may be refused"),
        ("fr", "la demande peut être refusée"),
        ("es", "la solicitud puede denegarse"),
    ):
        paper = drafter.get(f"{at}/{language}.pdf")
        assert paper.status == 200
        printed = text(paper.data)
        assert words in printed
        assert re.search(r"(Page|Página) 1 (of|sur|de) 2", printed)
        assert (the_agreement(draft).digest or "")[:8] in printed
    assert drafter.get(f"{at}/de.pdf").status == 404


def test_the_text_itself_stands_beside_it_as_a_document(draft: Matter) -> None:
    drafter = draft.si.official(Role.DRAFTER)
    at = enter(drafter)
    assert drafter.fill(f"{at}/document", title="The treaty", document_language="en").status == 400
    done = drafter.fill(f"{at}/document", title="The treaty", document_language="en", files=a_file("treaty.pdf", ORDER))
    assert done.location == at
    assert "The treaty" in drafter.get(at).main
    assert drafter.get(f"{at}/documents/0").data == ORDER
    assert drafter.get(f"{at}/documents/7").status == 404
    drafter.get(at).press("lay")
    told = the_agreement(draft).told
    assert told
    assert told["documents"][0]["title"] == "The treaty"


def test_it_is_entered_as_a_file_of_the_law_too(draft: Matter) -> None:
    drafter = draft.si.official(Role.DRAFTER)
    heads = {name: TYPED[name] for name in ("sort", "other", "title_en", "title_fr", "signed", "in_force_from")}
    page = drafter.fill(f"{AT}/new-file", **heads, table=a_file("x.toml", FILE.encode()))
    assert page.status == 302, page.mistakes
    told = drafter.get(page.location)
    assert "Before it can be laid" not in told.main, told.main
    assert "Sovereignty" in told.main
    told.press("lay")
    check(draft.si.official(Role.DECIDER), page.location)
    code = the_agreement(draft).code
    assert draft.si.ministry.installation.law.cite(code or "", "refusal", "en").startswith("article 3 of the treaty")


@pytest.mark.parametrize(
    ("file", "sentence"),
    [
        ("x = ", "The file cannot be read"),
        ("code = 'x'", "is missing"),
        ("", "Paste the file"),
    ],
)
def test_a_file_that_cannot_be_read_is_said_to_be_so(draft: Matter, file: str, sentence: str) -> None:
    drafter = draft.si.official(Role.DRAFTER)
    heads = {name: TYPED[name] for name in ("sort", "other", "title_en", "title_fr", "signed")}
    page = drafter.fill(f"{AT}/new-file", **heads, file=file)
    assert sentence in drafter.get(page.location).main


def test_the_pattern_that_ships_is_no_agreement_before_it_is_filled_in(draft: Matter) -> None:
    from mla.instruments.law import HERE

    drafter = draft.si.official(Role.DRAFTER)
    heads = {name: TYPED[name] for name in ("sort", "other", "title_en", "title_fr", "signed")}
    page = drafter.fill(f"{AT}/new-file", **heads, file=(HERE / "bilateral.toml").read_text())
    told = drafter.get(page.location).main
    assert "still to be filled in" in told


def test_what_was_typed_comes_back_after_the_session_has_ended(draft: Matter) -> None:
    drafter = draft.si.official(Role.DRAFTER)
    typing = drafter.get(f"{AT}/new")
    end_sessions(draft.si)
    again = back_in(drafter, draft.si, typing.again(**TYPED), Role.DRAFTER)
    assert "The quarry is a secret" in again.html
    assert again.again().status == 302
    assert the_agreement(draft).answers["grounds"][0]["en"] == "The quarry is a secret"


def test_the_page_of_a_state_names_its_agreements(draft: Matter) -> None:
    in_use(draft.si.ministry)
    for state in ("BE", "SI"):
        assert "Ravna quarry" in draft.si.official(Role.DRAFTER).get(f"/law/states/{state}").main
        assert "Ravna quarry" not in draft.si.official(Role.ADMINISTRATOR).get(f"/law/states/{state}").main
    assert "Ravna quarry" not in draft.si.official(Role.DRAFTER).get("/law/states/NL").main
    code = the_agreement(draft).code
    at = f"{AT}/{the_agreement(draft).id}"
    assert draft.si.official(Role.DRAFTER).get(f"/law/{code}").location == at
    assert draft.si.official(Role.REGISTRAR).get(f"/law/states/BE/{code}").status == 404, (
        "The register does not rule it."
    )


def test_a_request_on_paper_cannot_rest_on_an_agreement_with_another_state(draft: Matter) -> None:
    in_use(draft.si.ministry)
    registrar = draft.si.official(Role.REGISTRAR)
    page = registrar.fill(
        "/dossiers/paper/assistance", counterpart="NL", instrument=the_agreement(draft).code, language="en"
    )
    assert any("between Belgium and Slovenia alone" in one for one in page.mistakes)


def test_a_draft_is_thrown_away_and_nothing_else_is(draft: Matter) -> None:
    drafter = draft.si.official(Role.DRAFTER)
    at = enter(drafter)
    assert drafter.get(at).press("discard").location == AT
    assert drafter.get(at).status == 404
    number = entered_in(draft.si.ministry)
    laid(draft.si.ministry, number)
    kept = drafter.get(f"{AT}/{number}")
    assert not re.search(r"/discard", kept.html)
    assert (
        drafter.send(f"{AT}/{number}/discard", {"csrf_token": drafter.get(f"{AT}/new").hidden["csrf_token"]}).status
        == 403
    )


FILE = """
code = "x"
rank = 1
mark = "C"
source = "The treaty"
kinds = ["assistance"]
[name]
en = "Treaty"
fr = "Traité"
[short]
en = "treaty with Belgium on quarries"
fr = "traité avec la Belgique sur les carrières"
[of]
en = "of the treaty with Belgium on quarries"
fr = "du traité avec la Belgique sur les carrières"
[cite]
request = "1"
refusal = "3"
[like]
measures = "lhc"
crimes = "lhc"
[participation]
rule = "register"
[covers]
any = true
[[articles]]
number = "1"
title = { en = "Assistance", fr = "Entraide" }
[[articles]]
number = "3"
title = { en = "Refusal", fr = "Refus" }
[[grounds]]
code = "B-interests"
kind = "assistance"
level = "optional"
article = "3"
label = { en = "Sovereignty", fr = "Souveraineté" }
"""
