"""The interface for other systems: lists, reads and files requests, by the rights of the official in whose name the system comes in."""

from __future__ import annotations

import base64
import binascii
import uuid
from http import HTTPStatus

from flask import Blueprint, Response, g, request, url_for
from jsonschema import Draft202012Validator
from sqlalchemy.exc import IntegrityError, OperationalError
from sqlalchemy.orm.exc import StaleDataError
from werkzeug.datastructures import MultiDict
from werkzeug.exceptions import HTTPException
from werkzeug.wrappers import Response as AnyResponse

from forms import Asked, form_for
from forms.base import retold
from forms.drafting import DocumentTitle
from forms.signatures import Value
from mla.canonical import Answers
from mla.documents.draw import PaperNotDrawn
from mla.lifecycle import LIFECYCLES
from mla.lifecycle.machine import StepNotOpen
from mla.lifecycle.terms import Side, Step
from mla.lifecycle.text import RequestText
from mla.models import Dossier
from mla.package.strict_json import Unclear, parse
from mla.permission import why_not_begin
from mla.register.query import SORTS, page
from mla.steps.advance import advance, new_dossier
from mla.steps.annexes import BadUpload, check, kinds_with
from mla.steps.step_taken import NotAllowed, OurStep, Upload
from mla.storage.database import now
from mla.views import dossiers
from mla.views.api import pace
from mla.views.api.answers import answer, problem, refuse
from mla.views.api.document import document
from mla.views.api.schema import of_form
from mla.views.api.told import by_interface, line, open_steps, step_told, whole
from mla.views.context import db, dossier_or_404, installation, moment, official, officials, today
from mla.views.errors import Denied, why_not_kept
from mla.views.guard import API
from mla.views.matters import offer_linked
from mla.views.register import asked_now, order_now
from mla.views.register_rows import rows_of
from mla.views.steps import numbered
from mla.words import _, ngettext

bp = Blueprint(API, __name__, url_prefix="/api/v1")

NOT_YOURS = _("This secret may read, and not write.")
SENTENCES = {
    400: _("This could not be read."),
    401: _("Give the secret of your system in the head “Authorization: Bearer …”."),
    403: _("You may not do this."),
    404: _("There is no such thing, or it is not yours to see."),
    405: _("This address cannot be used in this way."),
    413: _("What you sent is larger than this installation accepts."),
    415: _("Send JSON, as “application/json”."),
}
MOST_DOCUMENTS = 20


@bp.before_request
def _keeps_pace() -> Response | None:
    seconds = pace.calls.wait(g.api_token.token, now())
    if not seconds:
        return None
    refused = problem(
        429,
        ngettext(
            "You asked too often. Ask again in %(num)s second.",
            "You asked too often. Ask again in %(num)s seconds.",
            seconds,
        ),
    )
    refused.headers["Retry-After"] = str(seconds)
    return refused


@bp.before_request
def _may_write() -> Response | None:
    reads = request.method in ("GET", "HEAD", "OPTIONS")
    return None if reads or g.api_token.may_write else problem(403, NOT_YOURS)


@bp.errorhandler(HTTPException)
def _http(error: HTTPException) -> Response | AnyResponse:
    if error.response is not None:
        return error.get_response()
    code = error.code or 500
    return problem(code, SENTENCES.get(code, SENTENCES[400]))


@bp.errorhandler(Denied)
def _denied(error: Denied) -> Response:
    return problem(403, str(error))


@bp.errorhandler(OperationalError)
@bp.errorhandler(IntegrityError)
@bp.errorhandler(StaleDataError)
def _not_kept(error: OperationalError | IntegrityError | StaleDataError) -> Response:
    """Somebody else was quicker, or the database is away: nothing was kept."""
    db().rollback()
    if isinstance(error, StaleDataError):
        return problem(409, _("Somebody changed this request in the same moment. Read it again."))
    sentence, status = why_not_kept(
        error, _("This could not be kept just now. Nothing has been changed. Try again in a moment.")
    )
    return problem(status, sentence)


@bp.get("/openapi.json")
def description() -> Response:
    """This interface, described as OpenAPI 3.1."""
    return answer(document())


@bp.get("/requests")
def index() -> Response:
    """A page of the requests that the official sees, by the questions of the register, newest change first."""
    if request.args.get("sort", "changed") not in SORTS or request.args.get("order", "asc") not in (
        "asc",
        "desc",
    ):
        refuse(400, _("There is no such order."))
    _asked, where, _hits = asked_now()
    found = page(db(), where, order_now())
    rows = [line(dossier, entry) for dossier, entry in rows_of(found)]
    return answer({"requests": rows, "before": found.before, "after": found.after})


@bp.get("/requests/<uuid:dossier_id>")
def show(dossier_id: uuid.UUID) -> Response:
    """One request."""
    dossier = dossier_or_404(dossier_id)
    return answer(whole(dossier), ETag=f'"{dossier.version}"')


@bp.get("/requests/<uuid:dossier_id>/papers/<int:paper_id>.pdf")
def paper(dossier_id: uuid.UUID, paper_id: int) -> Response | AnyResponse:
    """A formal paper as it was drawn or received."""
    return _file(dossiers.paper(dossier_id, paper_id))


@bp.get("/requests/<uuid:dossier_id>/documents/<int:attachment_id>")
def document_of(dossier_id: uuid.UUID, attachment_id: int) -> Response | AnyResponse:
    """A document, as it was attached or received."""
    return _file(dossiers.attachment(dossier_id, attachment_id))


@bp.get("/kinds")
def kinds() -> Response:
    """The kinds of request, and what is asked to start one of each."""
    return answer({"kinds": [{"kind": kind, "title": table.title} for kind, table in LIFECYCLES.items()]})


@bp.post("/requests")
def start() -> Response:
    """Start a request of ours to another State: a draft, which nobody else sees until it is signed and sent by persons."""
    told = _body("kind", "answers")
    table = LIFECYCLES.get(told.get("kind", "")) or refuse(422, _("There is no such kind of request."))
    if not official().has(*table.opening.roles):
        raise Denied(_("Only a drafter may start a request."))
    form: Value = form_for(table.opening.form)(retold(_answers(told)))
    form.judged(today(), None, askable=False)
    form.offer_text(RequestText(table, instrument=installation().law.first()), installation().law.about(table.field))
    form.counterpart.here(installation().law, installation().config.state)
    if nobody := form.counterpart.nobody():
        raise Denied(nobody)
    _sound(form, told)
    dossier = new_dossier(db(), installation(), table.kind, Side.REQUESTING, today())
    _taken(OurStep(dossier, table.opening, form.answers(), moment(), today(), official()))
    return answer(whole(dossier), 201, Location=url_for("api.show", dossier_id=dossier.id))


@bp.get("/requests/<uuid:dossier_id>/steps/<trigger>")
def step(dossier_id: uuid.UUID, trigger: str) -> Response:
    """What a step asks now of this official, as JSON Schema, with the choices that are offered."""
    dossier, found = _open_step(dossier_id, trigger)
    return answer(step_told(dossier, found) | {"answers": of_form(_form(dossier, found, {}), offered=True)})


@bp.post("/requests/<uuid:dossier_id>/steps/<trigger>")
def take_step(dossier_id: uuid.UUID, trigger: str) -> Response:
    """Take a step that needs no letter. `version` is that of the request as it was read: where it has changed since, nothing is kept."""
    told = _body("answers", "version", "documents")
    dossier, found = _open_step(dossier_id, trigger)
    if told.get("version", dossier.version) != dossier.version:
        refuse(409, _("Somebody has changed this request since you read it. Read it again."))
    form = _form(dossier, found, _answers(told))
    _sound(form, told)
    uploads = [_upload(one, found) for one in told.get("documents", ())]
    if uploads and not any(field.type == "MultipleFileField" for field in form):
        refuse(422, _("This step takes no documents."), [("documents", _("This step takes no documents."))])
    _taken(OurStep(dossier, found, form.answers(), moment(), today(), official(), uploads, form.shared()))
    return answer(whole(dossier))


def _open_step(dossier_id: uuid.UUID, trigger: str) -> tuple[Dossier, Step]:
    dossier = dossier_or_404(dossier_id)
    found = dossier.table.step.get(trigger) or refuse(404, SENTENCES[404])
    if not by_interface(found):
        refuse(409, _("A person reads this letter before it leaves: take this step on the page of the request."))
    if found not in open_steps(dossier):
        why = why_not_begin(official(), dossier, found, installation().law_of(dossier))
        refuse(409, why or SENTENCES[403])
    return dossier, found


def _form(dossier: Dossier, step: Step, answers: Answers) -> Asked:
    form = form_for(step.form)(retold(answers) if answers else None)
    form.judged(today(), dossier, askable=False)
    form.offer(dossier, installation().law_of(dossier), officials())
    offer_linked(dossier, form)
    if request.method == "POST":
        numbered(dossier, step, form)
    return form


def _sound(form: Asked, told: Answers) -> None:
    """The answers are of the kinds that the form takes, and answer it."""
    wrong = Draft202012Validator(of_form(form, offered=False)).iter_errors(_answers(told))
    if faults := [("/".join(map(str, one.absolute_path)) or "answers", one.message) for one in wrong]:
        refuse(422, _("The answers are not of the kinds that this step asks for."), faults)
    if not form.validate():
        refuse(422, _("The answers do not answer what this step asks."), form.mistakes())


def _answers(told: Answers) -> Answers:
    found = told.get("answers", {})
    return found if isinstance(found, dict) else refuse(422, _("“answers” is an object."))


def _body(*names: str) -> Answers:
    """What was sent: an object with these names and no others."""
    if not request.is_json:
        refuse(415, SENTENCES[415])
    try:
        told = parse(request.get_data())
    except Unclear as error:
        refuse(400, _("This could not be read: %(why)s", why=error))
    if not isinstance(told, dict):
        refuse(422, _("Send an object."))
    if odd := sorted(told.keys() - set(names)):
        refuse(422, _("This is not asked for here: %(names)s.", names=", ".join(odd)))
    if not isinstance(told.get("documents", []), list) or len(told.get("documents", [])) > MOST_DOCUMENTS:
        refuse(422, _("“documents” is a list of %(most)s at most.", most=MOST_DOCUMENTS))
    if not isinstance(told.get("kind", ""), str) or type(told.get("version", 1)) is not int:
        refuse(422, _("“kind” is a word, and “version” a whole number."))
    return told


def _upload(told: Value, step: Step) -> Upload:
    """A document: its name, its title, its content in base64. Checked as any other."""
    names = {"filename", "title", "content"}
    if not isinstance(told, dict) or told.keys() - names or not all(isinstance(told.get(n, ""), str) for n in names):
        refuse(422, _("A document has a filename, a title and its content in base64."))
    title = DocumentTitle(MultiDict({"title": told.get("title", "")}))
    if not title.validate():
        refuse(422, _("A document cannot have this title."), [("documents", why) for why in title.errors["title"]])
    try:
        data = base64.b64decode(told.get("content", ""), validate=True)
        most = installation().config.max_upload
        return check(told.get("filename", ""), data, most, title.title.data or "", kinds_with(step))
    except (binascii.Error, ValueError, BadUpload) as error:
        why = str(error) if isinstance(error, BadUpload) else _("The content is not in base64.")
        refuse(422, why, [("documents", why)])


def _taken(taken: OurStep) -> None:
    """Take the step and keep it, or say why not; nothing is kept then."""
    try:
        advance(db(), installation(), taken)
        db().commit()
    except (NotAllowed, PaperNotDrawn) as error:
        db().rollback()
        refuse(HTTPStatus.UNPROCESSABLE_ENTITY, str(error))
    except StepNotOpen as error:
        db().rollback()
        refuse(HTTPStatus.CONFLICT, str(error))


def _file(found: AnyResponse | tuple[str, int] | str) -> Response | AnyResponse:
    """A file as it is; where the store has lost it, a problem."""
    return (
        found if isinstance(found, AnyResponse) else refuse(500, _("The document is damaged. Tell your administrator."))
    )
