"""A case that never was, between two States that never were: what the papers are drawn from in these tests."""

from __future__ import annotations

from datetime import date
from types import SimpleNamespace
from typing import Any

from mla.instruments import Law
from mla.lifecycle.items import MeasureText, OffenceText, PersonText
from mla.lifecycle.text import RequestText
from mla.models import Dossier, Measure, Offence, Official, Person, Unit
from tests.support.case_files import case_file

LAW = Law()
SECRET = ("Ilvane", "Dorsetti-Marrow", "11 Kiln Steps", "1979-04-17", "17 April 1979", "17 avril 1979")
"""What is known of the protected witness and must never be printed."""


FACTS = """
Between March 2014 and November 2016 an armed conflict not of an international character took place in the upper valley of the river Ravna between the armed forces of the State and an organised armed group that called itself the Ninth Column. The group had a command, uniforms, a system of ranks and supply, and held territory from which it carried out sustained operations.

From 2 June 2014 the group controlled the town of Oster Lake and the eleven villages on the northern shore. It set up a provisional administration, levied taxes on the ferries, and closed the only road to the south. About 14,000 persons lived in the territory so held; fewer than 5,000 were still there when it was given up.

On 19 August 2014 armed men of the group's Third Company entered the village of Lower Brae between four and five in the morning. According to the statements of twenty-three survivors they went from house to house with lists, separated 61 men and boys above the age of fourteen from their families, and drove them in four lorries to a disused brickworks two kilometres to the east.

The men were held in the drying hall of the brickworks for five days. Witnesses describe that they were beaten with cables during questioning about relatives in the army, that they were given water once a day, and that at least seven died of their injuries in that time. Their names are listed in annex 2.

In the night of 24 to 25 August 2014 the remaining prisoners were taken in groups of ten to the clay pit behind the brickworks and shot. Two survived under the bodies and reached the lines of the army on 27 August. Fifty-two bodies were recovered in two excavations in 2018 and 2021; forty-nine have been identified by comparison of DNA.

Anton Merrow-Kest commanded the Third Company from May 2014. Written orders bearing his signature, seized in the former headquarters in Oster Lake, direct the company to “clear” Lower Brae and to hold the men “at the works until decided”. Three former members of the company place him at the brickworks on 20, 22 and 24 August.

Selma Voigt-Lanner kept the accounts of the group. The ledgers seized with the orders show that the lorries used on 19 August belonged to Tarn Freight Company, and that between July 2014 and January 2016 the company received 38 payments of together 412,600 in the currency of the State for “carriage of persons and materials”.

Part of these payments was made through an account of the company with Banque Lys in your State. The account number appears in the ledgers beside eleven entries. The owner of the company, Gerhard Tolland, moved to your State in February 2016 and, according to its register of residents, lives there still.

The payments matter to the question whether the drivers and the owner of the company knew for what purpose the lorries were hired. Two of the entries, dated 17 and 26 August 2014, carry the remark “works, night”. The second was made two days after the killings and is three times as high as any other.

A woman who worked in the kitchen of the brickworks, and who left the country in 2015, told the investigators of an international commission in 2017 that she had seen the commander give the order in the night of 24 August. She is referred to in these papers as Witness B. She lives in your State. There is reason to fear for her safety and for that of her family.

On 3 September 2014 the installation of the village teacher, Ludmila Ferrant, was burned with the registers of births and of landed property that she had kept there. The investigation treats the destruction of the registers as part of the attack on the civilian population: it made the return of the families, and proof of their rights, all but impossible.

From October 2014 to March 2015 at least 340 families from the northern shore were put on barges and brought across the lake. Those who refused were threatened with “the works”. The lists of the families, in the hand of Selma Voigt-Lanner, were found with the ledgers and correspond to the statements of those who were brought across.

Arrest warrants against Anton Merrow-Kest and Selma Voigt-Lanner were issued on 14 May 2025 by the investigating judge of the Court of First Instance at Oster. Anton Merrow-Kest has been in custody on remand since 9 January 2026. The maximum term of custody before the charge is brought ends on 9 January 2027.

No other State and no international court is known to be conducting proceedings about the same facts. The report of the international commission of 2017 is public; its interviews are not.
""".strip()

TESTIMONY = "A witness may refuse to answer a question if the answer would expose the witness, or a close relative, to prosecution (sections 141 and 143 of the Code of Criminal Procedure)."


def persons() -> list[PersonText]:
    """Six persons; the fifth is protected."""
    rows: list[dict[str, Any]] = [
        {
            "nature": "natural",
            "capacity": "suspect",
            "family_name": "Merrow-Kest",
            "given_names": "Anton Jarek",
            "also_known_as": "“the Miller”",
            "born_on": "1971-01-01",
            "born_in": "Oster Lake",
            "nationality": "Ravnian",
            "address": "In custody on remand, Oster prison",
            "link": "Commanded the Third Company; signed the orders of August 2014.",
        },
        {
            "nature": "natural",
            "capacity": "suspect",
            "family_name": "Voigt-Lanner",
            "given_names": "Selma",
            "original_name": "Сельма Фойгт-Ланнер",
            "born_on": "1978-11-30",
            "born_in": "Upper Brae",
            "nationality": "Ravnian",
            "address": "Unknown; last seen in Port Aldine in 2022",
            "link": "Kept the accounts and the lists of families.",
        },
        {
            "nature": "legal",
            "capacity": "holder",
            "family_name": "Tarn Freight Company Ltd",
            "address": "Quay 4, Port Lys",
            "link": "Owned the lorries used on 19 August 2014 and was paid for it.",
        },
        {
            "nature": "natural",
            "capacity": "witness",
            "family_name": "Tolland",
            "given_names": "Gerhard",
            "original_name": "جيرهارد تولاند",
            "born_on": "1964-06-02",
            "nationality": "Ravnian and Lysian",
            "address": "27 Chandlers Row, Port Lys",
            "link": "Owner and manager of the company.",
        },
        {
            "nature": "natural",
            "capacity": "witness",
            "family_name": "Dorsetti-Marrow",
            "given_names": "Ilvane",
            "born_on": "1979-04-17",
            "address": "11 Kiln Steps, Port Lys",
            "link": "Worked in the kitchen of the brickworks.",
            "pseudonym": "Witness B",
            "protected": True,
            "rights": "Threatened twice in 2025.",
        },
        {
            "nature": "natural",
            "capacity": "victim",
            "family_name": "Ferrant",
            "given_names": "Ludmila",
            "born_on": "1958-03-01",
            "nationality": "Ravnian",
            "address": "Oster, known to the court",
            "link": "Teacher at Lower Brae; her house and the registers were burned.",
        },
    ]
    return [PersonText(i, row) for i, row in enumerate(rows, 1)]


def offences() -> list[OffenceText]:
    """Two offences, one of them carrying the heaviest penalty."""
    code = {word: next(c for c, label in LAW.crimes("lhc") if word in label) for word in ("War crimes", "humanity")}
    return [
        OffenceText(
            1,
            {
                "crime": code["War crimes"],
                "name": "Murder as a war crime",
                "provision": "Section 8 (1) no. 1, International Crimes Act 2009",
                "provision_text": "(1) Whoever, in connection with an armed conflict, (no. 1) kills a person who is protected under international humanitarian law, shall be punished with imprisonment for life.\n\n(2) In less serious cases the punishment is imprisonment for not less than ten years.",
                "penalty": "Imprisonment for life",
                "limitation": "Not subject to limitation (section 5 of the Act)",
            },
        ),
        OffenceText(
            2,
            {
                "crime": code["humanity"],
                "name": "Deportation as a crime against humanity",
                "provision": "Section 7 (1) no. 4, International Crimes Act 2009",
                "provision_text": "Whoever, as part of a widespread or systematic attack on a civilian population, (no. 4) forcibly removes persons from an area in which they are lawfully present, shall be punished with imprisonment for not less than five years.",
                "penalty": "Imprisonment for not less than five years",
                "limitation": "Not subject to limitation",
                "death_penalty": True,
            },
        ),
    ]


def measures() -> list[MeasureText]:
    """Four measures of four kinds."""
    rows: list[dict[str, Any]] = [
        {
            "kind": "records",
            "heading_line": "Statements of account, Banque Lys, 2014–2016",
            "persons": ["3", "4"],
            "offences": ["1"],
            "holder": "Banque Lys, head office, 2 Mint Street, Port Lys",
            "account": "LY21 0400 0731 2298 05",
            "period_from": "2014-06-01",
            "period_to": "2016-02-29",
            "certified": "copies",
            "description": "Complete statements of the account for the period, the documents of its opening, the powers of signature, and the vouchers for every credit above 5,000.",
            "purpose": "To show who paid for the lorries, when and with which remark, and so what the owner of the company knew.",
            "deadline": "2026-09-30",
            "deadline_reason": "Custody on remand of the principal accused ends on 9 January 2027",
        },
        {
            "kind": "hearing",
            "heading_line": "Hearing of Gerhard Tolland as a witness",
            "persons": ["4"],
            "offences": ["1"],
            "person_capacity": "witness",
            "testimony_law": TESTIMONY,
            "questions": "Who ordered the lorries for 19 August 2014, and by what means?\n\nWhat was said of the purpose of the journey, before and after it?\n\nWho entered the remark “works, night”, and what does it mean?\n\nWhich drivers took part, and where are they today?",
            "description": "Hearing by a judge, with a written record signed by the witness.",
            "purpose": "The witness is the only person known who can say what was agreed between the company and the armed group.",
            "procedure": "The oath, or an affirmation, before the hearing: without it the record may not be read out at the trial (section 252 of the Code of Criminal Procedure).",
        },
        {
            "kind": "video_hearing",
            "heading_line": "Hearing of Witness B by video conference",
            "persons": ["5"],
            "offences": ["1", "2"],
            "person_capacity": "witness",
            "testimony_law": TESTIMONY,
            "questions": "What did the witness see and hear in the night of 24 August 2014?\n\nFrom where did she see it, and in what light?",
            "conducted_by": "Investigating judge, Court of First Instance at Oster",
            "video_details": "H.323 or SIP; test call two days before; time zone of Oster is UTC+2.",
            "description": "A hearing with the image and the voice altered, from a room of a court in your State.",
            "purpose": "She is the only witness known who saw the order given.",
            "procedure": "No person except the judge, the interpreter and counsel may be told the place of the hearing, so that the witness is not exposed.",
        },
        {
            "kind": "search",
            "heading_line": "Search of the company's archive at Quay 4",
            "persons": ["3"],
            "offences": ["1"],
            "place": "Quay 4, Port Lys, second floor, rooms 21 to 24",
            "items": "Consignment books, drivers' logs and invoices for 1 July 2014 to 31 January 2016, on paper or as data.",
            "domestic_rule": "Sections 102 and 105 of the Code of Criminal Procedure",
            "description": "A search, and the seizure of the papers and data named.",
            "purpose": "The drivers' logs would show the journeys of 19 August and of the five nights after it.",
        },
    ]
    return [MeasureText(i, row) for i, row in enumerate(rows, 1)]


def annexes(count: int = 3) -> list[SimpleNamespace]:
    """Documents that go with a letter."""
    titles = (
        "Arrest warrants of 14 May 2025",
        "List of the dead of the brickworks",
        "Plan of the brickworks, photograph",
    )
    return [
        SimpleNamespace(
            number=i + 1,
            title=titles[i % 3],
            media_type="image/jpeg" if i == 2 else "application/pdf",
            sha256=f"{i + 10:x}f3b9c27" * 7 + "90d4e1aa"[: 64 - 7 * len(f"{i + 10:x}f3b9c27")],
            size=(48_213, 182_440, 2_413_551)[i % 3],
            pages=(4, 2, None)[i % 3],
        )
        for i in range(count)
    ]


def ministry(state: str, name: str, address: list[str], **more: Any) -> SimpleNamespace:
    """A ministry as papers know it."""
    return SimpleNamespace(
        body=None,
        state_name=lambda _language: state,
        ministry=lambda language: {"en": name, "fr": more["fr"], "es": more["es"]}[language],
        address=address,
        city=more["city"],
        email=more["email"],
        phone=more["phone"],
        colour=more["colour"],
    )


RAVNA = ministry(
    "Republic of Ravna",
    "Ministry of Justice",
    ["Department of International Cooperation", "12 Assembly Square", "1000 Oster"],
    fr="Ministère de la Justice",
    es="Ministerio de Justicia",
    city="Oster",
    email="mla@justice.example",
    phone="+999 1 555 0100",
    colour="#1d4f3f",
)
LYS = ministry(
    "Kingdom of Lys",
    "Federal Office of Justice",
    ["International Legal Assistance", "1 Quay of the Mint", "20010 Port Lys"],
    fr="Office fédéral de la justice",
    es="Oficina Federal de Justicia",
    city="Port Lys",
    email="assistance@foj.example",
    phone="+998 2 555 0199",
    colour="#6b1f2a",
)


def dossier(instrument: str = "lhc", side: str = "requesting") -> Dossier:
    """The dossier: Ravna asks, Lys is asked."""
    contents = {
        "choose_basis": {
            "instrument": instrument,
            "reciprocity": True,
            "standing": "The Convention has been signed by both States. It is not yet in force between them. Until it is, this request is made on the basis of reciprocity and of the law of the requested State; both States have declared that they are willing to proceed in this way.",
        },
        "describe_case": {
            "authority": "Special Prosecutor for International Crimes, Oster",
            "functions": "Leads the investigation and brings the charge before the court",
            "case_number": "SPIC 114/2023",
            "nature": "investigation",
            "subject": "The investigation concerns the killing of 59 men and boys of Lower Brae in August 2014, and the deportation of the population of the northern shore in the months that followed.",
        },
        "state_facts": {"facts": FACTS},
        "set_terms": {
            "urgent": True,
            "urgency_reason": "The principal accused is in custody, which ends by law on 9 January 2027 unless the charge has been brought. The bank is obliged to keep its vouchers for ten years only.",
            "confidentiality": "stop",
            "presence": "Dr Irena Halm, prosecutor; Tomas Reed, investigator.",
            "costs": "The costs of the interpreter and of the video link are borne by the requesting State.",
            "related": "A first inquiry was made through the contact points on 4 February 2026.",
            "contact_name": "Dr Irena Halm",
            "contact_details": "+999 1 555 0142; halm@spic.example (encrypted); English, French",
        },
    }
    return case_file(
        side=side,
        instrument=instrument,
        title="Investigation Ravna, 2014–2016",
        contents=contents,
        persons=[Person(number=one.number, answers=one.answers) for one in persons()],
        offences=[Offence(number=one.number, answers=one.answers) for one in offences()],
        measures=[Measure(number=one.number, answers=one.answers, result="") for one in measures()],
        transmitted_on=date(2026, 3, 3),
        received_on=date(2026, 3, 5),
    )


SAID: dict[str, dict[str, Any]] = {
    "letter_of_request": {"accompanying": "This ministry recalls the good cooperation of recent years."},
    "acknowledgement_of_receipt": {
        "received_on": "2026-03-05",
        "responsible": "Unit II B 4, Ms Hana Orlow, +998 2 555 0120",
        "confidentiality": "kept",
        "expected": "within eight weeks",
    },
    "request_for_additional_information": {
        "questions": [
            {
                "question": "On which day was the account opened, if known?",
                "item": "MLA-G-11",
                "section": "ask_measure:1",
            },
            {
                "question": "Which court ordered the search, and may a copy of its order be sent?",
                "item": "",
                "section": "",
            },
        ],
        "answer_by": "2026-05-01",
    },
    "additional_information": {
        "information": "The account was opened on 11 May 2009.\n\nThe order of the court of 2 February 2026 is annexed."
    },
    "supplementary_information": {"information": "The witness has moved to Port Lys."},
    "offer_of_conditions": {
        "conditions": [
            {
                "number": "1",
                "kind": "use_limitation",
                "words": "Use in this case only.",
                "owner": "requesting",
                "due_on": "",
                "period": "",
            },
            {
                "number": "2",
                "kind": "return_originals",
                "words": "The originals are returned.",
                "owner": "requesting",
                "due_on": "2027-01-31",
                "period": "",
            },
        ],
        "falls": [],
        "remark": "Further conditions are not foreseen.",
        "answer_by": "2026-07-01",
    },
    "answer_to_conditions": {
        "conditions": [
            {"number": "1", "answer": "accepted", "reason": "", "words": "Use in this case only."},
            {
                "number": "2",
                "answer": "declined",
                "reason": "They are exhibits.",
                "words": "The originals are returned.",
            },
        ],
        "remark": "With thanks.",
    },
    "undertakings_given": {
        "undertakings": [
            {"number": "1", "kind": "erasure", "words": "The data are erased.", "due_on": "2027-06-01", "period": ""}
        ],
        "remark": "It is given by this ministry.",
    },
    "report_on_obligation": {
        "obligation": "requested-1",
        "concerning": "1. Use in this case only.",
        "outcome": "discharged",
        "discharged_on": "2026-12-01",
        "words": "The records were used at the trial and nowhere else.",
    },
    "extension_of_time": {"limit": "ask-answer_by", "until": "2026-06-15", "reason": "The archive is closed in May."},
    "consultation": {
        "ground": "M-e",
        "concerns": "The search of business premises requires, in our law, a suspicion against the holder.",
        "conditions": "A production order could be made instead.",
        "answer_by": "2026-05-15",
    },
    "reply_to_consultation": {"position": "A production order would serve the purpose.", "conditions": "accepted"},
    "notice_of_acceptance": {
        "decided_by": "Regional Court at Port Lys, order of 4 May 2026",
        "conditions": "The results may be used in the proceedings described in the request only.",
        "expected": "by the end of July 2026",
    },
    "notice_of_postponement": {
        "reasons": "An investigation into the same company is under way here and would be compromised.",
        "until": "2026-10-01",
        "conditions": "The statements of account could be given at once.",
    },
    "notice_of_resumption": {"remark": "The investigation here was concluded on 20 September 2026."},
    "transmittal_of_results": {
        "results": [
            {
                "number": "1",
                "authority": "Public Prosecutor at Port Lys",
                "outcome": "done",
                "result": "Statements and vouchers were handed over by the bank on 2 June 2026: 214 pages, certified.",
                "ground": "",
            },
            {
                "number": "2",
                "authority": "Regional Court at Port Lys",
                "outcome": "done_in_part",
                "result": "The witness was heard on 9 June 2026 and answered questions 1, 2 and 4. He refused to answer question 3.",
                "ground": "",
            },
            {
                "number": "3",
                "authority": "Regional Court at Port Lys",
                "outcome": "impossible",
                "result": "The witness was not well enough to be heard.",
                "ground": "",
            },
            {
                "number": "4",
                "authority": "Regional Court at Port Lys",
                "outcome": "refused",
                "result": "The court did not find the suspicion that our law requires.",
                "ground": "M-e",
            },
        ],
        "letter": "The record of the hearing is annexed with a translation.",
        "use": "The statements of account may not be used for the purposes of taxation.",
        "return_by": "2027-01-31",
        "costs": "Interpreter: 640. An account is annexed.",
    },
    "letter_of_refusal": {
        "ground": "M-g",
        "reasons": "The archive concerned holds papers of a foreign mission.\n\nIts seizure would engage the responsibility of the State.",
        "consultation": "held",
        "consultation_reason": "Consultation by letter of 2 April 2026; your reply of 20 April declined the conditions.",
        "remedy": "A new request limited to the statements of account could be granted.",
    },
    "notice_of_closure": {"words": "The results were used at the trial, which ended on 2 November 2026."},
    "notice_of_withdrawal": {"reason": "The accused has died."},
    "status_enquiry": {"words": "Has the hearing of the first witness been fixed?"},
    "status_report": {"words": "The hearing has been fixed for 9 June 2026.", "expected": "results in July 2026"},
}

FROM_THE_ASKING_STATE = (
    "letter_of_request",
    "additional_information",
    "supplementary_information",
    "answer_to_conditions",
    "undertakings_given",
    "report_on_obligation",
    "reply_to_consultation",
    "notice_of_closure",
    "notice_of_withdrawal",
    "status_enquiry",
)
PAPERS = tuple(SAID)


def context(name: str, language: str = "en", instrument: str = "lhc", **more: Any) -> dict[str, Any]:
    """All that a paper is drawn from."""
    ours = name in FROM_THE_ASKING_STATE
    asking, asked = "RV-MLA-2026-0001", "LY-2026-00417"
    own = asking if ours else asked
    held = more.pop("dossier", None) or dossier(instrument, "requesting" if ours else "requested")
    known = {
        "dossier": held,
        "text": RequestText.of(held).known_abroad(),
        "answers": SAID.get(name, {}),
        "law": LAW,
        "annexes": annexes(),
        "changed": [],
        "marks": [],
        "us": RAVNA if ours else LYS,
        "them": LYS if ours else RAVNA,
        "our_reference": own,
        "their_reference": (None if name == "letter_of_request" else asked) if ours else asking,
        "paper": SimpleNamespace(reference=f"{own}/3", date=date(2026, 6, 1)),
        "signatory": Official(
            name="Maria Solberg-Anton",
            function="Head of the Department of International Cooperation",
            function_fr="Cheffe du Département de la coopération internationale",
            function_es="Jefa del Departamento de Cooperación Internacional",
            unit=Unit(name="Unit II B 4", name_fr="Unité II B 4", name_es="Unidad II B 4"),
        ),
    }
    return known | more
