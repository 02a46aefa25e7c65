"""Smaller fictional requests, in English and in French."""

from __future__ import annotations

import uuid

from mla.sample import ravna
from mla.sample.drafting import fill
from mla.sample.ministry import Ministry


def small(
    ministry: Ministry,
    counterpart: str,
    title: str,
    language: str,
    text: dict[str, str],
    kind: str = "records",
    arises_from: str = "",
) -> uuid.UUID:
    """A smaller fictional request, drafted to the last page."""
    number = ministry.start(
        counterpart=counterpart, title=title, instrument="lhc", language=language, arises_from=arises_from
    )
    case = {
        **ravna.CASE,
        "authority": text["authority"],
        "functions": text["functions"],
        "case_number": "",
        "subject": text["subject"],
    }
    person = {
        "nature": "natural",
        "capacity": "suspect",
        "family_name": "Imaginario",
        "given_names": "Pedro",
        "link": text["link"],
        "offences": ["1"],
    }
    measure = {
        "kind": kind,
        "heading_line": text["measure"],
        "description": text["description"],
        "persons": ["1"],
        "offences": ["1"],
        "purpose": text["purpose"],
    }
    if kind == "records":
        measure |= {"holder": text["holder"], "certified": "copies", "period_from": "2013-01-01"}
    terms = {"confidentiality": "proceed", "contact_name": text["contact"], "contact_details": "+00 0 000 00 00"}
    offence = {**ravna.OFFENCES[1], **(FRENCH_OFFENCE if language == "fr" else {})}
    fill(ministry, number, text["standing"], case, text["facts"], [offence], [person], [measure], terms, language)
    return number


ENGLISH = {
    "authority": "Specialised State Prosecutor’s Office, Ljubljana (sample)",
    "functions": "Directs the investigation and brings the charge.",
    "subject": "Investigation of the recruitment of children by the (fictional) Northern Column in 2013 and 2014.",
    "link": "Said to have run the recruiting office at Gornje Polje.",
    "measure": "Register of residents: entries since 2015",
    "description": "Certified copies of all entries concerning Pedro IMAGINARIO and the members of his household.",
    "purpose": "To establish where the suspect lives and under which name.",
    "holder": "Register of residents of the municipality",
    "contact": "Peter Domišljen, State prosecutor (sample)",
    "standing": ravna.STANDING,
    "facts": "Between June 2013 and May 2014 at least nineteen children under fifteen were taken from farms in the (fictional) "
    "valley of the Tresna and brought to a camp of the Northern Column.\n\nThree of them, who have since been found, name "
    "Pedro IMAGINARIO as the man who kept the list. A copy of the list, with his handwriting, is in the file.",
}

FRENCH = {
    "authority": "Parquet fédéral, section crimes internationaux, Bruxelles (exemple)",
    "functions": "Dirige l’enquête et exerce l’action publique devant la juridiction compétente.",
    "subject": "Enquête sur la mort de quatre détenus au camp de Dolina, en (fictive) République de Vardanie, en 2013.",
    "link": "Aurait commandé la garde du camp de mars à décembre 2013.",
    "measure": "Dossier d’immatriculation d’un véhicule et contrats de location",
    "description": "Copies certifiées conformes du dossier d’immatriculation et des contrats de location du véhicule décrit.",
    "purpose": "Établir la présence du suspect au camp aux dates des faits.",
    "holder": "Registre des immatriculations",
    "contact": "Claire Imaginée, magistrate fédérale (exemple)",
    "standing": "La Belgique et la Slovénie ont signé la Convention. À la date de la présente demande, son entrée en vigueur "
    "entre les deux États n’est pas confirmée. La demande se fonde donc, pour autant que de besoin, sur la réciprocité et "
    "sur le droit de l’État requis.",
    "facts": "Le camp de Dolina a été ouvert en mars 2013 dans une ancienne briqueterie. Entre 90 et 140 civils y ont été "
    "détenus sans décision d’aucune autorité.\n\nQuatre d’entre eux sont morts entre le 2 et le 9 décembre 2013 des suites de "
    "coups, selon sept témoins entendus séparément. Les mêmes témoins ont décrit le véhicule de service du commandant.",
}  # fmt: skip

FRENCH_OFFENCE = {
    "name": "Crime de guerre : meurtre de personnes ne participant pas aux hostilités",
    "crime": "5(4)(c)",
    "provision": "Article 102, paragraphe 3, du Code pénal (texte d’exemple)",
    "provision_text": "Quiconque, dans un conflit armé ne présentant pas un caractère international, tue une personne qui ne "
    "participe pas directement aux hostilités est puni de la réclusion de quinze ans au moins. (Texte d’exemple, qui n’est "
    "celui d’aucune loi en vigueur.)",
    "penalty": "Réclusion de quinze à trente ans",
    "limitation": "Imprescriptible.",
}
