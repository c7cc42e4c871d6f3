"""Maps the attributes of each kind of entry to the columns of its table."""

from collections.abc import Mapping
from dataclasses import dataclass, field

from scenarios import models
from scenarios.models import Fact
from scenarios.vocabulary import FactKind

COMMON = (
    "title", "summary", "happened_on", "ended_on", "local_time", "status", "confidence", "stance", "note", "known",
)  # fmt: skip


@dataclass(frozen=True, slots=True)
class Table:
    """How the entries of one file become rows.

    `plain` columns take the attribute of the same name; `renamed` maps a column to its attribute. `states`, `places`
    and `facts` are foreign keys, given by state code or slug; `many` are sets of states. `late` maps columns that need
    rows written later to what they point to ("state", "fact"), or to "" for a number that belongs to such a column.
    """

    section: str
    model: type[Fact]
    kind: FactKind
    plain: tuple[str, ...] = ()
    renamed: Mapping[str, str] = field(default_factory=dict)
    states: tuple[str, ...] = ()
    places: tuple[str, ...] = ()
    facts: tuple[str, ...] = ()
    many: tuple[str, ...] = ()
    late: Mapping[str, str] = field(default_factory=dict)


TABLES = (
    Table(
        "places",
        models.Place,
        FactKind.PLACE,
        plain=("latitude", "longitude", "radius_km"),
        renamed={"place_kind": "kind"},
        many=("claimed_by",),
        late={"administered_by": "state"},
    ),
    Table(
        "states",
        models.State,
        FactKind.STATE,
        plain=("code", "formal_name", "adjective", "cow_number"),
        places=("capital",),
    ),
    Table(
        "alliances",
        models.Alliance,
        FactKind.ALLIANCE,
        plain=("abbreviation", "signed_on", "in_force_on", "lapsed_on", "reliability"),
        renamed={"alliance_kind": "kind"},
    ),
    Table(
        "agreements",
        models.Agreement,
        FactKind.AGREEMENT,
        plain=("signed_on", "in_force_on", "lapsed_on", "value_usd_bn", "terms"),
        renamed={"agreement_kind": "kind"},
        many=("parties",),
    ),
    Table("manoeuvres", models.Manoeuvre, FactKind.MANOEUVRE, places=("place",)),
    Table(
        "measures",
        models.TradeMeasure,
        FactKind.TRADE_MEASURE,
        plain=("step", "rate_low", "rate_high", "value_low_usd_bn", "value_high_usd_bn"),
        renamed={"trade_kind": "kind"},
        states=("by", "against"),
        late={"answers": "fact"},
    ),
    Table(
        "incidents",
        models.Incident,
        FactKind.INCIDENT,
        plain=("until_time", "contested"),
        renamed={"incident_kind": "kind"},
        places=("place",),
        many=("parties",),
        late={"part_of": "fact", "step": ""},
    ),
    Table(
        "claims",
        models.Claim,
        FactKind.CLAIM,
        plain=("question", "says", "item", "speaker", "channel", "basis", "said_on"),
        states=("state", "reported_by"),
        facts=("about",),
    ),
)
