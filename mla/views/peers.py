"""The other States' installations, known by their keys."""

from __future__ import annotations

from flask import Blueprint, redirect, render_template, request, url_for
from sqlalchemy import select
from werkzeug.wrappers import Response

from forms.accounts import PeerForm
from mla.models import Peer
from mla.package.keys import fingerprint, public_bytes
from mla.records import audit
from mla.records.keys_on_file import put_on_file
from mla.storage.database import now
from mla.views.accounts import only_administrators
from mla.views.context import db, installation, official
from mla.views.posted import posted
from mla.words import _

bp = Blueprint("peers", __name__, url_prefix="/peers")
bp.before_request(only_administrators)


@bp.get("")
def index() -> str:
    """Our own key and theirs."""
    peers = [(peer, fingerprint(peer.key)) for peer in db().scalars(select(Peer).order_by(Peer.state))]
    return render_template("peers.html", peers=peers, key=public_bytes(installation().key).hex())


@bp.route("/edit", methods=["GET", "POST"])
def edit() -> str | Response | tuple[str, int]:
    """Put another State's key on file, or change it."""
    found = db().get(Peer, request.args.get("state", ""))
    names = ("state", "name", "name_fr", "name_es", "url", "trusted")
    held = {name: getattr(found, name) for name in names} | {"key": found.key.hex()} if found else None
    form = PeerForm(posted(), data=held)
    form.offer_law(installation().law)
    if request.method == "POST" and form.validate():
        keep_peer(form)
        return redirect(url_for("peers.index"))
    return render_template(
        "form.html", form=form, heading=_("Another State's installation"), back=url_for("peers.index"), action=_("Save")
    ), 400 if form.errors else 200


def keep_peer(form: PeerForm) -> None:
    """Keep what the form says of a peer."""
    peer = db().get(Peer, form.state.data) or Peer(state=form.state.data)
    peer.name, peer.name_fr, peer.name_es = form.name.data, form.name_fr.data or None, form.name_es.data or None
    peer.key, peer.url, peer.trusted = bytes.fromhex(form.key.data), form.url.data or None, bool(form.trusted.data)
    db().add(peer)
    put_on_file(db(), peer.state, peer.key, now())
    audit.note(
        db(),
        "peer_changed",
        official(),
        request.remote_addr or "",
        state=peer.state,
        key=form.key.data,
        url=peer.url or "",
        trusted=peer.trusted,
    )
    db().commit()
