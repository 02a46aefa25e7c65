"""What one ministry keeps to itself never reaches the other: its notes, its drafts, its examiner, its remarks."""

from __future__ import annotations

import uuid
from collections.abc import Iterator

import pytest
from sqlalchemy import create_engine, text

from mla.lifecycle.terms import Role
from tests.support.drive import ORDER, Matter, Site, Template, Visitor, a_file, in_boxes, opened

SECRET = "Krokodilhalle"
BELGIAN = "Schneckenpost"


@pytest.fixture(scope="module")
def told(drafted: Template, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Matter]:
    """A request, answered, for which a secret word was written in every internal place of either ministry."""
    for matter in opened(drafted, tmp_path_factory.mktemp("told")):
        _ask(matter)
        _answer(matter)
        yield matter


def _ask(matter: Matter) -> None:
    si = matter.si
    si.hire(SECRET, Role.DRAFTER)
    drafter, signatory = si.official(Role.DRAFTER), si.official(Role.SIGNATORY)
    held = drafter.get(matter.at("state_facts"))
    held.again(facts=f"A first version with {SECRET}.", later="y")
    drafter.fill(matter.at("state_facts"), facts=held.fields["facts"][0])
    protected = {
        "protected": "y",
        "pseudonym": "Witness A",
        "family_name": SECRET,
        "address": SECRET,
        "born_in": SECRET,
        "rights": "Police protection is wished.",
    }
    drafter.fill(matter.at("name_person") + "?number=1", **protected)
    note = {"words": f"About {SECRET}.", "files": a_file(f"{SECRET}.pdf", ORDER)}
    assert drafter.fill(matter.at("note"), **note).status == 302
    _comment(drafter, matter, SECRET, "letter:transmit")
    _involve(signatory, matter, SECRET)
    assert drafter.fill(matter.at("submit"), remark=f"Mind {SECRET}.").status == 302
    assert signatory.fill(matter.at("send_back"), reason=f"Because of {SECRET}.").status == 302
    assert drafter.fill(matter.at("submit")).status == 302
    assert signatory.fill(matter.at("sign"), read="y").status == 302
    assert drafter.fill(matter.at("revise"), reason=f"Forgot {SECRET}.").status == 302
    drafter.fill(matter.at("submit"))
    signatory.fill(matter.at("sign"), read="y")
    _at_home(drafter, matter, SECRET)
    _hand_over(drafter, matter, SECRET, SECRET)
    assert signatory.dispatch(matter.at("transmit")).status == 302
    matter.post()


def _hand_over(visitor: Visitor, matter: Matter, to: str, secret: str) -> None:
    """All that lies with an official goes to a colleague, with a remark, and is countersigned with one."""
    at = next(link for link in visitor.get("/").links if link.startswith("/desk/hand-over/"))
    told = {"reason": f"To {secret}.", f"remark_{matter.number}": f"Mind {secret}."}
    page = visitor.fill(at, officer=_value(visitor, at, to), **told)
    assert page.status == 302, page.mistakes
    assert matter.si.official(to).fill(page.location, read="y", remark=f"About {secret}.").status == 302


def _comment(visitor: Visitor, matter: Matter, secret: str, place: str) -> None:
    page = visitor.fill(matter.at(f"comments/new?place={place}"), words=f"Is it {secret}?")
    assert page.status == 302
    assert visitor.fill(page.location, words=f"It is {secret}.").status == 302


def _answer(matter: Matter) -> None:
    be = matter.be
    be.hire(BELGIAN, Role.EXAMINER)
    registrar, examiner, decider = (be.official(role) for role in (Role.REGISTRAR, BELGIAN, Role.DECIDER))
    today = be.ministry.clock()
    received = [str(today.day), str(today.month), str(today.year)]
    registrar.dispatch(matter.at("acknowledge"), received_on=received, responsible="Unit 3", confidentiality="kept")
    registrar.fill(matter.at("assign"), examiner=_value(registrar, matter.at("assign"), BELGIAN))
    note = {"words": f"About {BELGIAN}.", "files": a_file(f"{BELGIAN}.pdf", ORDER)}
    assert examiner.fill(matter.at("note"), **note).status == 302
    for place in ("request", "section:state_facts", "letter:accept", "paper:1"):
        _comment(examiner, matter, BELGIAN, place)
    assert examiner.dispatch(matter.at("accept"), decider).status == 302
    told = {"measure": "1", "authority": "A court in Liège", "remark": f"Go by {BELGIAN}.", "due_on": in_boxes(30)}
    assert examiner.dispatch(matter.at("entrust_measure"), **told).status == 302
    _at_home(examiner, matter, BELGIAN)
    assert (
        examiner.fill(matter.at("report_measure"), measure="1", outcome="done", result="Certified copies.").status
        == 302
    )
    assert examiner.dispatch(matter.at("answer"), decider).status == 302
    matter.post()
    assert matter.stages() == ("answered", "answered")


def _at_home(visitor: Visitor, matter: Matter, word: str) -> None:
    """A letter to an own authority, its reply, a reminder of another, a translation: each with the word in it."""
    about = {"authority": f"Court {word}", "subject": f"About {word}", "remark": f"Please see {word}.", "contact": word}
    for file in ("first", "second"):
        enclosed = {"files": a_file(f"{file}-{word}.pdf", ORDER), "due_on": in_boxes(20)}
        assert visitor.dispatch(matter.at("write_to_authority"), **about, **enclosed).status == 302
    asked = str(visitor.get(matter.at("remind_authority")).tree.xpath("//option[contains(., 'About')]/@value")[0])
    reminder = {"letter": asked, "remark": f"Again {word}.", "due_on": in_boxes(30)}
    assert visitor.dispatch(matter.at("remind_authority"), **reminder).status == 302
    came = {"received_on": in_boxes(), "files": a_file(f"Reply {word}.pdf", ORDER)}
    reply = visitor.fill(
        matter.at("record_authority_reply"), letter=asked, outcome="final", words=f"So {word}.", **came
    )
    assert reply.status == 302
    page = visitor.get(matter.at("order_translation"))
    order = {"documents": page.tree.xpath("//input[@name='documents']/@value")[-1:], "source": "en", "target": "fr"}
    assert page.again(**order, translator=word, due_on=in_boxes(10), remark=word, cost=f"1 {word}").status == 302
    page = visitor.get(matter.at("receive_translation"))
    number = str(page.tree.xpath("//select[@name='order']/option/@value")[-1])
    told = {"certificate": "sworn", "certificate_details": word, "title": f"Translation {word}"}
    assert (
        page.again(order=number, outcome="received", **told, **came | {"files": a_file(f"T {word}.pdf", ORDER)}).status
        == 302
    )


def _involve(visitor: Visitor, matter: Matter, name: str) -> None:
    answer = visitor.fill(matter.at("involve"), colleague=_value(visitor, matter.at("involve"), name))
    assert answer.status == 302


def _value(visitor: Visitor, path: str, name: str) -> str:
    return str(visitor.get(path).tree.xpath(f"//option[normalize-space()='{name.title()}']/@value")[0])


def everything(site: Site, dossier_id: uuid.UUID) -> Iterator[tuple[str, bytes]]:
    """All that a ministry shows of a request, and all that it holds: pages, documents, database, store."""
    visitor = site.official(Role.AUDITOR)
    base = f"/dossiers/{dossier_id}"
    pages = ["/", "/desk/handed-over", "/post", "/audit", base, f"{base}/check", f"{base}/dossier.pdf"]
    pages += [link for link in visitor.get(base).links if "/papers/" in link or "/attachments/" in link]
    pages += [link for link in visitor.get("/post").links if link.startswith(("/post/in", "/post/out"))]
    for path in dict.fromkeys(pages):
        answer = visitor.get(path)
        if answer.status == 200:
            yield path, answer.data
    yield "database", _database(site)
    for path in site.ministry.config.store.rglob("*"):
        if path.is_file():
            yield str(path), path.read_bytes()


def _database(site: Site) -> bytes:
    engine = create_engine(site.ministry.config.database_url)
    with engine.connect() as connection:
        names = connection.execute(text("SELECT name FROM sqlite_master WHERE type = 'table'")).scalars().all()
        rows = [repr(connection.execute(text(f'SELECT * FROM "{name}"')).all()) for name in names]
    engine.dispose()
    return "\n".join(rows).encode()


def where(site: Site, dossier_id: uuid.UUID, word: str) -> list[str]:
    return [name for name, data in everything(site, dossier_id) if word.casefold().encode() in data.lower()]


def test_at_home_the_word_is_found_so_the_search_is_worth_something(told: Matter) -> None:
    found = where(told.si, told.number, SECRET)
    assert {"database", told.at()} <= set(found)
    assert told.at("check") not in found, "Who a protected person is stands on no page of the request."
    assert told.at() in where(told.be, told.number, BELGIAN)


def test_nothing_that_stays_with_the_requesting_state_is_found_in_the_requested(told: Matter) -> None:
    assert where(told.be, told.number, SECRET) == []


def test_nothing_that_stays_with_the_requested_state_is_found_in_the_requesting(told: Matter) -> None:
    assert where(told.si, told.number, BELGIAN) == []


def test_the_other_state_sees_nothing_of_the_draft_in_the_story(told: Matter) -> None:
    story = told.be.official(Role.REGISTRAR).get(told.at()).all("//h3[@class='moj-timeline__title']")
    ours = told.si.official(Role.SIGNATORY).get(told.at()).all("//h3[@class='moj-timeline__title']")
    private = {"Submitted for signature", "Request signed", "Sent back to the drafter", "Request opened"}
    assert private <= set(ours)
    assert not private & set(story)
    assert not {"Assigned to an examiner", "Measure entrusted to an authority"} & set(ours)


def test_both_stories_tell_the_steps_of_both_states_newest_first(told: Matter) -> None:
    crossed = ["Results sent", "Request accepted", "Receipt acknowledged", "Request sent"]
    for site, role in ((told.si, Role.SIGNATORY), (told.be, Role.REGISTRAR)):
        page = site.official(role).get(told.at())
        story = page.all("//h3[@class='moj-timeline__title']")
        assert [title for title in story if title in crossed] == crossed
        bylines = page.all("//p[@class='moj-timeline__byline']")
        assert any(line.startswith("we,") for line in bylines)
        assert any(line.startswith(("Belgium", "Slovenia")) for line in bylines)


def test_internal_documents_stay_out_of_the_dossier_as_one_pdf(told: Matter) -> None:
    for site, word in ((told.si, SECRET), (told.be, BELGIAN)):
        pdf = site.official(Role.AUDITOR).get(told.at("dossier.pdf")).data
        assert pdf.startswith(b"%PDF-")
        assert word.encode() not in pdf
