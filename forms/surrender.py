"""What is asked around a surrender: postponement, temporary surrender, property, release, competing requests."""

from __future__ import annotations

from forms.base import Asked, Day, Files, Line, One, Text
from forms.conditions import BINDS, EACH, Conditioned
from forms.days import AHEAD, OPEN, PAST, past
from forms.drafting import Draft
from forms.extradition import DOCUMENTS
from forms.numbers import Number


class PostponeSurrender(Asked):
    """The surrender waits for a case or a sentence here."""

    heading = "Postpone the surrender"
    guidance = "Extradition is granted; the person stays for our own case or sentence."
    reasons = Text("Why", needed="Give the reasons.", rows=4, most=10_000)
    until = Day("Expected until", sense=AHEAD)
    temporary = Text("Whether a temporary surrender is possible, and how", rows=3, most=5000)


class Lend(Conditioned):
    """The person is surrendered for a time."""

    heading = "Temporary surrender"
    day = Day("Handed over on", needed="Give the date.", sense=PAST)
    place = Line("Place", needed="Name the place.")
    return_by = Day(
        "To be returned by", needed="Give the date of return: a temporary surrender has an end.", sense=AHEAD
    )
    conditions = Text(
        "Conditions agreed",
        f"Custody there, legal status, for which acts. {BINDS}",
        needed="Say what was agreed.",
        rows=5,
    )
    back = Line("If the person was handed over before: how the person came back")


class GiveBack(Asked):
    """The person is back."""

    heading = "The person was returned"
    day = Day("Returned on", needed="Give the date.", sense=past(since="lend.day"))
    place = Line("Place", needed="Name the place.")
    report = Text("What was done meanwhile", needed="Say what was done.", rows=3, most=10_000)


class HandOverProperty(Conditioned):
    """Evidence and proceeds go to the requesting State."""

    heading = "Hand over property"
    inventory = Text("What is handed over", "One thing per line.", needed="List what is handed over.", rows=6)
    day = Day("On", needed="Give the date.", sense=PAST)
    to_whom = Line("To whom", needed="Name who takes it.")
    terms = Text("Rights of others, return", f"To be returned, rights in good faith. {BINDS}", rows=3, most=10_000)
    files = Files("Receipt, photographs", DOCUMENTS)


class Lapse(Asked):
    """There is nothing left to decide."""

    heading = "The request has no object any more"
    cause = One(
        "Why",
        choices=(
            ("died", "the person has died"),
            ("left", "the person has left this State or cannot be found"),
            ("other", "another reason"),
        ),
        needed="Say why.",
    )
    told = Text("What is known", needed="Say what is known.", rows=3, most=5000)
    files = Files("Document", DOCUMENTS)


class ReportFinalRelease(Asked):
    """The surrendered person is finally free: from now on the days of speciality run."""

    heading = "Final release of the person"
    released_on = Day("Finally released on", needed="Give the date.", sense=PAST)
    told = Text("What the person was told of the right to leave", rows=2, most=5000)


class Weigh(Asked):
    """What the treaty tells the requested State to weigh when several ask for one person."""

    heading = "Weigh it against competing requests"
    guidance = "Stays in this ministry. The page “Competing requests” sets the answers side by side."
    priority_duty = Text("Duty under another instrument to give one request priority", rows=2, most=5000)
    gravity = Text("Gravity of the offences", rows=2, most=5000)
    place = Text("Place of the acts", rows=2, most=5000)
    nationality_person = Line("Nationality of the person")
    nationality_victims = Line("Nationality of the victims")
    later = Text("Whether the person could be extradited on afterwards", rows=2, most=5000)


class NotifyCompeting(Asked):
    """Another State, or a court, asks for the same person."""

    heading = "Give notice of a competing request"
    other = Line("Who else asks", "State or court.", needed="Name the State or the court.")
    received_on = Day("Its request came on", needed="Give the date.", sense=PAST)
    concerns = Text("What it concerns, as far as that may be told", rows=3, most=5000)
    wanted = Text("What you should say to it", "Views on priority, on later extradition.", rows=2, most=5000)
    views_by = Day("By when", sense=AHEAD)


class DecidePriority(Asked):
    """Which request goes first."""

    heading = "Decide which request goes first"
    outcome = One(
        "This request",
        choices=(
            ("first", "goes first"),
            ("after", "is dealt with after another"),
            ("waits", "waits until the court has ruled on admissibility"),
            ("refused_after", "cannot be granted, the other having been granted"),
        ),
        needed="Say what was decided for this request.",
    )
    other = Line("The other State or court", needed="Name the other State or court.")
    decided_on = Day("Decided on", needed="Give the date.", sense=PAST)
    reasons = Text("The criteria that decided", needed="Say what decided.", rows=5, most=10_000)
    onward = Text("Consent to a later extradition", rows=2, most=5000)


class StateSurrender(Draft):
    """Which surrender it was, and what consent is asked for (the draft of a request for consent)."""

    heading = "The surrender, and what consent is asked for"
    consent_to = One(
        "We ask for consent",
        choices=(
            ("offence", "to try or punish another offence done before the surrender"),
            ("state", "to extradite the person on to another State"),
        ),
        needed="Say to what consent is asked.",
    )
    surrendered_on = Day("The person was surrendered on", needed="Give the date of the surrender.", sense=PAST)
    reference = Line("Reference of that extradition", needed="Give the reference.")
    third_state = Line("The other State, if any")
    statement = Text("What the person has stated on record", rows=4, most=10_000)


class GiveConsent(Conditioned):
    """Consent is given."""

    heading = "Give consent"
    decided_by = Line("Decision of", needed="Name the authority that decided.")
    decided_on = Day("Of", needed="Give the date.", sense=PAST)
    conditions = Text("Conditions", EACH, rows=3, most=10_000)
    files = Files("The decision", DOCUMENTS)


class StateRoute(Draft):
    """By which way the person passes (the draft of a request for transit)."""

    heading = "Route, dates, escort, landing"
    purpose = One(
        "The person is",
        choices=(("extradited", "extradited"), ("transferred", "a sentenced person who is transferred")),
        needed="Say why the person travels.",
    )
    from_state = Line("From", needed="Name the State the person comes from.")
    to_state = Line("To", needed="Name the State the person goes to.")
    route = Text("Route and means", "Flights, places of landing.", needed="Describe the route.", rows=4, most=5000)
    day = Day("Date", needed="Give the date.", sense=OPEN)
    landing = One(
        "Landing",
        choices=(("planned", "is planned"), ("unscheduled", "happened without being planned")),
        needed="Say how it stands with the landing.",
    )
    escort = Text("Escort", "Names, functions, arms.", needed="Name the escort.", rows=3, most=5000)
    risks = Text("What speaks for the person's safety on the way", rows=2, most=5000)


class Authorise(Conditioned):
    """Transit is authorised."""

    heading = "Authorise the transit"
    decided_by = Line("Decision of", needed="Name the authority that decided.")
    valid_until = Day("Valid until", needed="Give the last day.", sense=AHEAD)
    conditions = Text("Conditions", EACH, rows=3, most=10_000)
    authority = Line("Authority that guards the person", needed="Name the authority.")


class ReportLanding(Asked):
    """An aircraft landed without that being planned."""

    heading = "An unscheduled landing"
    landed_on = Day("Landed on", needed="Give the date.", sense=PAST)
    place = Line("Place", needed="Name the place.")
    held_until = Day("The person may be held until", "Under our law.", needed="Give the last day.", sense=AHEAD)
    told = Text("What happened", rows=3, most=5000)


class ReportPassage(Asked):
    """The person has left our territory."""

    heading = "The person has passed"
    left_on = Day("Left on", needed="Give the date.", sense=PAST)
    detained_days = Number("Days held here")
    told = Text("What is to be noted", rows=2, most=5000)
