"""The sample matter: a war-crimes investigation. Every person, place, company and document in it is invented.

The surnames mean “invented” in one language or another, so that nobody can take them for real ones.
"""

from __future__ import annotations

from mla.canonical import Answers

TITLE = "Investigation Ravna (sample): attack on the village of Ravna, 2014"

STANDING = (
    "Slovenia and Belgium have both signed the Convention. On the date of this request its entry into force between "
    "the two States is not confirmed. The request therefore asks for assistance in the terms of the Convention, and "
    "rests, as far as the Convention is not yet in force, on reciprocity and on the law of the requested State."
)

ALTHOUGH = {
    "en": "Both States have signed, have co-operated in its terms before (sample), and give each other the assurance of "
    "reciprocity that follows.",
    "fr": "Les deux États ont signé, ont déjà coopéré selon ses termes (exemple) et se donnent l’assurance de réciprocité "
    "qui suit.",
}
ADDRESSEE = {
    "en": "Central authority for international legal assistance (sample)",
    "fr": "Autorité centrale pour l’entraide judiciaire internationale (exemple)",
}

CASE: Answers = {
    "authority": "Specialised State Prosecutor’s Office, Department for International Crimes, Ljubljana (sample)",
    "functions": "Directs the investigation of international crimes throughout the national territory and brings the "
    "charge before the competent court.",
    "case_number": "Kt-S 118/2025 (sample)",
    "nature": "investigation",
    "subject": "The investigation concerns war crimes and crimes against humanity said to have been committed on 11 and "
    "12 August 2014 in and around the village of Ravna, in the course of an armed conflict not of an international "
    "character in the (fictional) Republic of Vardania. Three persons are suspected. Two of them are nationals of the "
    "requesting State; the third is believed to live in the requested State, where records of the company that "
    "supplied the armed group are also kept.",
}

FACTS = """From the spring of 2013 until the cease-fire of 2 March 2015, government forces of the Republic of Vardania fought the organised armed group that called itself the Northern Column. Hostilities were protracted and intense: the investigation has documented, from open sources and from the reports of an international monitoring mission, more than four hundred armed incidents in the northern district alone, the use of artillery and armoured vehicles by both sides, and the displacement of some 61,000 civilians. The Northern Column had a command, uniforms, ranks, its own supply and its own rules of discipline. The prosecution authority concludes that there was, at the time and place of the facts, an armed conflict not of an international character.

The village of Ravna lies in the upper valley of the river Tresna, eleven kilometres from the district capital. In August 2014 it had about 640 inhabitants, almost all of them farmers and their families. No unit of the government forces was stationed in it after 20 July 2014, as the operational diary of the district command, of which a certified copy is in the file, shows day by day. The Northern Column had its headquarters for the sector in a former school at Gornje Polje, six kilometres to the west.

On the evening of 10 August 2014, at about 21:30, the commander of the sector held a meeting at Gornje Polje. The insider heard as Witness B was present. According to the statement, the first suspect, Marko IZMIŠLJEN, ordered that Ravna be “emptied” before the end of the following day, that the men of military age be separated and brought to the sawmill at the lower end of the village, and that the houses be made unusable. The second suspect, Tine ZAMIŠLJENEC, was charged with the transport. The third suspect, Jules FICTIF, who was responsible for the supply of the sector, is said to have promised fuel and six lorries.

On 11 August 2014, from about 05:10, between 120 and 150 members of the Northern Column entered Ravna from three directions. They wore green uniforms with a white band on the left sleeve. Residents were called out of their houses through a loudspeaker. Those who did not come out at once were driven out by shots fired through doors and windows. In this first hour at least four civilians were killed in or in front of their houses: their names, and the records of their exhumation in 2019, are in the file. None of them was armed or took any part in hostilities.

At about 06:30 the residents had been brought together on the field beside the chapel. The men and boys whom the attackers took to be between sixteen and sixty years old, 71 in all, were separated from their families. Women, children and old people were put on the lorries. Witness B and four residents heard independently of one another describe the lorries in the same way: six vehicles of the same make, light blue, with the lettering of a haulage company on the doors, painted over but readable. The vehicles left the village between 07:15 and 09:00 in the direction of the line of contact, where their passengers were made to walk across a mined field. Two women died there.

The 71 men and boys were held in the drying hall of the sawmill until the next morning. They were beaten, threatened with death and asked about relatives in the government forces. Three of them, whose medical records are in the file, have suffered lasting harm. In the night, at about 02:00, the first suspect came to the sawmill, remained for some twenty minutes, and left. A survivor heard him say, in reply to a question that he did not understand, “all but the boys”.

On 12 August 2014, between 04:30 and 06:00, 58 men were led out of the drying hall in groups of eight or nine, brought to the clay pit behind the sawmill, and shot. Thirteen boys under eighteen were let go. The remains of 55 men were recovered from the pit in June and July 2019 by the forensic institute of the district under the eyes of international observers. 52 have been identified by DNA. All but one had been shot from behind at close range; the hands of 41 were tied with the same kind of blue synthetic cord. Three men remain missing.

After the shootings, houses and barns were set on fire. Satellite images of 9 and 14 August 2014, obtained from a commercial provider and examined by a sworn expert, show 87 of the 152 roofs of the village destroyed in that interval. The chapel, which was not used for any military purpose, was destroyed with explosives in the afternoon of 12 August 2014. The images, and the opinion of the expert, are attached as annex 2.

The investigation has established how the operation was supplied. The six lorries belonged to Transports Inventés SPRL, a company registered in the requested State, which had leased them in May 2014 to an agricultural co-operative in the district that existed on paper only. Between May and September 2014 the co-operative received eleven payments, together 412,600 euros, from an account of the company at Banque Lys (fictional) in Brussels. The prosecution authority has copies of two of the payment orders, found in 2021 in the installation of a bookkeeper. Both bear a signature that resembles that of Jules FICTIF, who was then a director of the company. They mention “fuel and vehicles, sector T” as their purpose.

Jules FICTIF left Vardania in November 2014. According to a reply of the police of the requested State of 3 February 2026, through the channel of police co-operation and for information only, he is registered at an address in Namur and is still a partner of the company. He has never been heard. The bookkeeper, who is protected in these proceedings as Witness B, now lives in the requested State as well and is willing to testify, but not to travel.

What is missing, and what the requesting State cannot obtain by itself, is, first, the testimony of Witness B, under oath and in a form that can be used at trial; secondly, the records of the account and of the company, which alone can show who ordered and paid for the vehicles and the fuel, and who knew what they were for; thirdly, the originals of the lease contracts and of any messages of the summer of 2014 at the company’s seat; and, fourthly, the service on Jules FICTIF of the decision that opens the investigation against him, without which the law of the requesting State does not allow his questioning."""

OFFENCES: list[Answers] = [
    {
        "crime": "5(4)(c)",
        "name": "War crime: murder of persons taking no active part in hostilities",
        "provision": "Article 102, paragraph 3, of the Criminal Code (sample text)",
        "provision_text": "Whoever, in an armed conflict not of an international character, kills a person who takes no "
        "active part in the hostilities, shall be punished with imprisonment of at least fifteen years. (Sample wording, "
        "not the text of any law in force.)",
        "penalty": "Imprisonment of fifteen to thirty years",
        "limitation": "Not subject to limitation.",
    },
    {
        "crime": "5(4)(e)",
        "name": "War crime: attack on the civilian population, and its displacement",
        "provision": "Article 102, paragraph 4, of the Criminal Code (sample text)",
        "provision_text": "Whoever, in an armed conflict not of an international character, intentionally directs an attack "
        "against civilians, or orders their displacement without reasons of their security or imperative military "
        "reasons, shall be punished with imprisonment of at least ten years. (Sample wording.)",
        "penalty": "Imprisonment of ten to thirty years",
        "limitation": "Not subject to limitation.",
    },
    {
        "crime": "5(2)",
        "name": "Crime against humanity: murder, as part of an attack against a civilian population",
        "provision": "Article 101 of the Criminal Code (sample text)",
        "provision_text": "Whoever kills a person as part of a widespread or systematic attack directed against any civilian "
        "population, with knowledge of the attack, shall be punished with imprisonment of at least fifteen years or for "
        "life. (Sample wording.)",
        "penalty": "Imprisonment of at least fifteen years, or for life with the possibility of early release",
        "limitation": "Not subject to limitation.",
    },
]

PERSONS: list[Answers] = [
    {"nature": "natural", "capacity": "suspect", "family_name": "Izmišljen", "given_names": "Marko", "born_on": "1971-04-03",
     "born_in": "Novi Kraj (fictional)", "nationality": "Slovenian", "address": "In custody in Ljubljana since 14 January 2026.",
     "offences": ["1", "2", "3"],
     "link": "Commander of the sector. Said to have ordered the emptying of the village and the killing of the men."},
    {"nature": "natural", "capacity": "suspect", "family_name": "Zamišljenec", "given_names": "Tine", "born_on": "1980-11-22",
     "nationality": "Slovenian", "address": "Maribor; passport withdrawn.",
     "offences": ["2"],
     "link": "In charge of the transport of the residents on 11 August 2014."},
    {"nature": "natural", "capacity": "suspect", "family_name": "Fictif", "given_names": "Jules", "also_known_as": "“Colonel Julo”",
     "born_on": "1968-02-29", "born_in": "Namur", "nationality": "Belgian", "address": "Rue de l’Exemple 1, 5000 Namur (sample address)",
     "offences": ["1", "2"],
     "link": "Director of Transports Inventés SPRL until 2015; said to have supplied lorries and fuel knowing their purpose."},
    {"nature": "natural", "capacity": "witness", "family_name": "Verzonnen", "given_names": "Saskia", "protected": True,
     "pseudonym": "Witness B", "address": "Known to the authority; to be given to the executing authority by a separate channel.",
     "link": "Kept the books of the sector’s supply; was present at the meeting of 10 August 2014.",
     "rights": "Threatened in 2021 and 2024. Screening of the image and distortion of the voice are asked for; the place of "
     "the hearing should not be made known to the defence beforehand. Interpreter for Vardanian."},
    {"nature": "natural", "capacity": "victim", "family_name": "Erdacht", "given_names": "Ana", "original_name": "Ана Ердахт",
     "born_on": "1962-07-09", "nationality": "Vardanian (fictional)", "address": "Liège; represented by counsel in the proceedings.",
     "link": "Lost her husband and two sons at the clay pit; was made to cross the mined field."},
    {"nature": "legal", "capacity": "holder", "family_name": "Transports Inventés SPRL",
     "address": "Zoning de la Fiction 12, 5000 Namur; company number 0000.000.000 (fictional)",
     "liability": "Not itself suspected; concerned as owner of the lorries and holder of the account.",
     "link": "Owner of the six lorries; holder of the account from which the co-operative was paid."},
]  # fmt: skip

MEASURES: list[Answers] = [
    {
        "kind": "video_hearing",
        "heading_line": "Hearing of Witness B by video conference",
        "description": "Hearing of Witness B by the investigating judge in Ljubljana, by video conference from a court "
        "building in the requested State, with the suspects’ counsel following from Ljubljana.\n\nThe identity of the "
        "witness is to be established by the executing judge alone and recorded in a sealed annex.",
        "persons": ["4"], "offences": ["1", "2", "3"],
        "purpose": "The witness is the only known participant of the meeting of 10 August 2014 who is willing to testify. The "
        "statement is essential to prove the order, and the knowledge of the third suspect.",
        "procedure": "The witness is to be reminded of the duty to tell the truth and of the right to refuse to answer, and "
        "to take the oath at the end. Without the oath the statement cannot be read out at trial.",
        "deadline": "2027-03-15", "deadline_reason": "Detention of the first suspect is reviewed on 30 March 2027.",
        "person_capacity": "witness",
        "questions": "1. Function and tasks in the supply of the sector, May to September 2014.\n\n2. Those present at "
        "Gornje Polje on 10 August 2014, and what was said by whom.\n\n3. The origin and use of the six lorries.\n\n"
        "4. The payment orders found in 2021: who signed, who gave the instruction.",
        "testimony_law": "A witness may refuse to answer questions that would expose the witness or a close relative to "
        "criminal proceedings (Article 238 of the Criminal Procedure Act; sample reference).",
        "conducted_by": "Mojca Namišljena, investigating judge, District Court of Ljubljana (sample)",
        "video_details": "H.323 or secure web link; test one week before; Central European Time in both States.",
    },
    {
        "kind": "records",
        "heading_line": "Account of Transports Inventés SPRL at Banque Lys, and the company’s file",
        "description": "Account opening documents, persons with signing power, statements and payment orders for the account "
        "named below; the company’s accounts for 2014 and 2015 and its list of directors and partners since 2012.",
        "persons": ["3", "6"], "offences": ["1", "2"],
        "purpose": "To establish who ordered and who paid for the vehicles and the fuel. Eleven payments are known by amount "
        "and date; the orders behind nine of them are not in the file.",
        "deadline": "2027-02-01", "deadline_reason": "The bank’s duty to keep records of 2014 may end with the year.",
        "holder": "Banque Lys SA, Brussels (fictional), and the register of companies",
        "account": "BE00 0000 0000 0000 (fictional)", "period_from": "2014-05-01", "period_to": "2014-09-30",
        "certified": "copies",
    },
    {
        "kind": "search",
        "heading_line": "Search of the company’s seat and seizure of the lease contracts",
        "description": "Search of the business premises and of the computers used by the direction in 2014, and seizure of the "
        "lease contracts with the co-operative, of correspondence with Jules FICTIF in Vardania, and of any images or "
        "messages of the summer of 2014 that concern the six lorries.",
        "persons": ["3", "6"], "offences": ["1", "2"],
        "purpose": "The originals are needed for an examination of the signatures. Experience in this case shows that "
        "copies are disputed.",
        "procedure": "Two investigators of the requesting State wish to be present and to assist with the selection.",
        "place": "Zoning de la Fiction 12, 5000 Namur, ground floor and archive in the basement",
        "items": "Lease contracts of May 2014; log books of six lorries; e-mail and chat of the direction, 1 May to "
        "30 September 2014; cash book 2014.",
        "domestic_rule": "Articles 214 and 220 of the Criminal Procedure Act (sample reference); order of the investigating "
        "judge of 19 October 2026, annex 1.",
    },
    {
        "kind": "service",
        "heading_line": "Service on Jules Fictif of the decision opening the investigation",
        "description": "Service in person of the decision of 12 October 2026, with its translation into French and the letter "
        "of rights.",
        "persons": ["3"], "offences": ["1", "2", "3"],
        "purpose": "Under the law of the requesting State a suspect cannot be questioned before the decision has been served.",
        "documents": "Decision of 12 October 2026, Kt-S 118/2025 (14 pages); translation into French; letter of rights.",
        "addressee": "Jules FICTIF, Rue de l’Exemple 1, 5000 Namur (sample address)",
        "latest_service": "2027-02-15",
        "proof": "Record of service signed by the addressee, or a report of why it could not be served.",
    },
]  # fmt: skip

TERMS: Answers = {
    "urgent": True,
    "urgency_reason": "The first suspect is in custody, and the bank’s duty to keep the records may end with the year.",
    "confidentiality": "stop",
    "presence": "Mojca Namišljena, investigating judge; two investigators of the police (measures 1 and 3).",
    "costs": "The costs of the video link and of the interpreter are borne by the requesting State.",
    "related": "Contact between the police forces, reply of 3 February 2026 (for information only).",
    "contact_name": "Peter Domišljen, State prosecutor (sample)",
    "contact_details": "+386 0 000 00 00, by secure e-mail; English, French, Slovenian",
}

ANNEXES = (
    ("order.pdf", "Order of the investigating judge of 19 October 2026 (sample)"),
    ("ravna.png", "Satellite images of 9 and 14 August 2014 with the opinion of the expert (sample drawing)"),
)
