"""The closed lists of words that pack files, tables and pages share."""

from django.db.models import TextChoices


class Status(TextChoices):
    """Where a fact comes from."""

    SOURCED = "sourced", "Sourced"
    INFERRED = "inferred", "Inferred"
    INVENTED = "invented", "Invented"


class Confidence(TextChoices):
    """How well a fact is supported; two letters where parts of it differ."""

    SOURCE = "S", "found in a named public source"
    DATA = "D", "computed from a public data file"
    GENERAL = "G", "general knowledge, not verified"
    SOURCE_DATA = "S/D", "partly from a named source, partly computed from public data"
    SOURCE_GENERAL = "S/G", "partly from a named source, partly general knowledge, not verified"
    DATA_GENERAL = "D/G", "partly computed from public data, partly general knowledge, not verified"


class Stance(TextChoices):
    """Whether the parties give the same account."""

    AGREED = "agreed", "No party disputes it"
    ONE_SIDED = "one-sided", "One side's account"
    CONTESTED = "contested", "The parties contradict one another"


class Verdict(TextChoices):
    """The record's verdict on a point of the article."""

    FACT = "fact", "Fact"
    CLAIM = "claim", "Claim"
    CONTESTED = "contested", "Contested"
    WRONG = "wrong", "Wrong"
    MISSING = "missing", "Missing"


class Reading(TextChoices):
    """How a source bears on a fact."""

    ASSERTS = "asserts", "asserts it"
    CORROBORATES = "corroborates", "corroborates it"
    DISPUTES = "disputes", "disputes it"


class SourceKind(TextChoices):
    AGENCY = "agency", "News agency"
    BROADCASTER = "broadcaster", "Broadcaster"
    NEWSPAPER = "newspaper", "Newspaper or magazine"
    GOVERNMENT = "government", "Government"
    ORGANISATION = "organisation", "International organisation"
    TREATY_TEXT = "treaty-text", "Text of a treaty"
    DATASET = "dataset", "Data set"
    RESEARCH = "research", "Research"
    TRADE_PRESS = "trade-press", "Law firm or trade press"
    REFERENCE = "reference", "Reference work"
    COPY = "copy", "Copy or translation of another outlet"
    JUDGEMENT = "judgement", "Judgement of the authors"


class FactKind(TextChoices):
    STATE = "state", "State"
    RELATION = "relation", "Relation"
    PLACE = "place", "Place"
    ALLIANCE = "alliance", "Alliance or organisation"
    AGREEMENT = "agreement", "Agreement"
    MANOEUVRE = "manoeuvre", "Military exercise"
    TRADE_MEASURE = "trade-measure", "Trade measure"
    INCIDENT = "incident", "Incident"
    CLAIM = "claim", "Claim"


class PlaceKind(TextChoices):
    CAPITAL = "capital", "Capital"
    CITY = "city", "City"
    ISLET = "islet", "Islet"
    SEA = "sea", "Sea"
    RANGE = "range", "Training range"
    ZONE = "zone", "Air defence identification zone"
    AIRSPACE = "airspace", "Airspace"


class IndicatorKind(TextChoices):
    GDP = "gdp", "Gross domestic product"
    MILITARY_SPENDING = "military-spending", "Military spending"
    PERSONNEL = "personnel", "Active military personnel"
    WARHEADS = "warheads", "Nuclear warheads"
    CINC = "cinc", "Composite index of national capability"
    POLYARCHY = "polyarchy", "Electoral democracy index"
    EXPORTS = "exports", "Exports of goods"


class AllianceKind(TextChoices):
    PACT = "pact", "Pact"
    ORGANISATION = "organisation", "Organisation"
    ARRANGEMENT = "arrangement", "Arrangement"


class MembershipRole(TextChoices):
    MEMBER = "member", "Member"
    OBSERVER = "observer", "Observer"
    SUSPENDED = "suspended", "Membership suspended"


class ObligationKind(TextChoices):
    """The obligation types of the ATOP data, and cooperation, which is outside them."""

    DEFENCE = "defence", "Defence"
    OFFENCE = "offence", "Offence"
    NEUTRALITY = "neutrality", "Neutrality"
    NONAGGRESSION = "nonaggression", "Non-aggression"
    CONSULTATION = "consultation", "Consultation"
    COOPERATION = "cooperation", "Cooperation (outside the ATOP types)"


class AgreementKind(TextChoices):
    COOPERATION = "cooperation", "Cooperation"
    ARMS_SALE = "arms-sale", "Arms sale"
    INFORMATION = "information-sharing", "Information sharing"
    NEGOTIATION = "negotiation", "Negotiation"
    TRADE = "trade", "Trade"
    PLAN = "plan", "Plan"


class TradeKind(TextChoices):
    TARIFF = "tariff", "Tariff"
    TRUCE = "truce", "Truce"
    PURCHASES = "purchases", "Purchases"
    SANCTION = "sanction", "Sanction"
    EXPORT_CONTROL = "export-control", "Export control"
    INVESTIGATION = "investigation", "Investigation"
    DESIGNATION = "designation", "Designation"


class IncidentKind(TextChoices):
    PATROL = "patrol", "Patrol"
    FLIGHT = "flight", "Flight"
    INTRUSION = "intrusion", "Alleged entry into airspace"
    PROTEST = "protest", "Protest"
    STATEMENT = "statement", "Statement"
    TALKS = "talks", "Talks"
    DRILL = "drill", "Drill"
    LAUNCH = "launch", "Missile launch"
    RULING = "ruling", "Court ruling"
    ZONE = "zone", "Declaration of a zone"
    ENCOUNTER = "encounter", "Encounter at sea"


class ParticipantRole(TextChoices):
    HOST = "host", "Host"
    PARTICIPANT = "participant", "Participant"
    OBSERVER = "observer", "Observer"
    UNCLEAR = "unclear", "Participant or observer: reports differ"


class Channel(TextChoices):
    PUBLIC = "public", "In public"
    PRIVATE = "private", "In private"
    REPORTED = "reported", "In private, as reported by another party"


class Basis(TextChoices):
    ASSERTED = "asserted", "Asserted"
    ANNOUNCED = "announced", "Announced"
    ASSESSED = "assessed", "Assessed from outside"


class Readiness(TextChoices):
    """How far the work on a scenario has come."""

    READY = "ready", "Ready"
    REVIEW = "review", "In review"
    DRAFT = "draft", "Draft"


class BoardKind(TextChoices):
    """The board in the middle of the play page: a map of what moves, or also a manoeuvre's ranges, forces and guests;
    or trade, with what is taxed and what is left; or a queue, with what is built for whom in which turn.
    """

    MAP = "map", "Map"
    MANOEUVRE = "manoeuvre", "Manoeuvre"
    TRADE = "trade", "Trade"
    QUEUE = "queue", "Queue"

    @property
    def has_map(self) -> bool:
        """Tell if this board shows a map; the other boards stand in its place."""
        return self in (BoardKind.MAP, BoardKind.MANOEUVRE)
