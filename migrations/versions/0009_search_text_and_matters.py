"""The words by which a request is found; two matters may bear one title, for not everybody may know of both."""

import unicodedata

import sqlalchemy as sa
from alembic import op

from mla.storage.database import Json

revision = "0009_search_text_and_matters"
down_revision = "0008_saved_form"
branch_labels = None
depends_on = None

NAMES = {"uq": "uq_%(table_name)s_%(column_0_name)s"}
LETTERS = str.maketrans(
    {"ß": "ss", "ø": "o", "đ": "d", "ð": "d", "ł": "l", "ħ": "h", "ı": "i", "æ": "ae", "œ": "oe", "þ": "th"}
)


def upgrade() -> None:
    """Forward. Requests that are there already are found by the same words."""
    op.add_column("dossier", sa.Column("search_text", sa.String(), nullable=False, server_default=""))
    _fill(op.get_bind())
    with op.batch_alter_table("matter", naming_convention=NAMES) as batch:
        batch.drop_constraint("uq_matter_title", type_="unique")


def downgrade() -> None:
    """Back."""
    with op.batch_alter_table("matter", naming_convention=NAMES) as batch:
        batch.create_unique_constraint("uq_matter_title", ["title"])
    op.drop_column("dossier", "search_text")


def _fill(connection: sa.Connection) -> None:
    dossier = sa.table(
        "dossier", *(sa.column(n) for n in ("id", "title", "our_reference", "their_reference", "search_text"))
    )
    person = sa.table("person", sa.column("dossier_id"), sa.column("protected"), sa.column("said", Json()))
    for row in connection.execute(sa.select(dossier)).all():
        told = [row.title, row.our_reference, row.their_reference or ""]
        for one in connection.execute(sa.select(person).where(person.c.dossier_id == row.id)):
            names = (
                ("pseudonym",) if one.protected else ("given_names", "family_name", "original_name", "also_known_as")
            )
            told += [str(one.said.get(name) or "") for name in names]
        text = unicodedata.normalize("NFKD", " ".join(told).casefold()).translate(LETTERS)
        text = " ".join("".join(c for c in text if not unicodedata.combining(c)).split())
        connection.execute(dossier.update().where(dossier.c.id == row.id).values(search_text=text))
