"""Schema of agreements and trade measures."""

from pydantic import Field

from scenarios.schema.base import FactEntry
from scenarios.schema.references import MeasureRef, StateRef
from scenarios.schema.scalars import Number, PartialDate, Text, Whole
from scenarios.vocabulary import AgreementKind, TradeKind


class AgreementEntry(FactEntry):
    """Something that states agreed or meant to agree: a contract, a cooperation text, an order to negotiate."""

    kind: AgreementKind
    parties: tuple[StateRef, ...] = Field(min_length=2, max_length=20)
    signed_on: PartialDate | None = None
    in_force_on: PartialDate | None = None
    lapsed_on: PartialDate | None = None
    value_usd_bn: Number | None = Field(default=None, ge=0)
    terms: Text


class TradeMeasureEntry(FactEntry):
    """A measure of one state against the trade of another. Rates are in percent, values in US$ billion a year."""

    kind: TradeKind
    step: Whole | None = Field(default=None, ge=1, le=99)
    by: StateRef
    against: StateRef
    answers: MeasureRef | None = None
    rate_low: Number | None = Field(default=None, ge=0, le=1000)
    rate_high: Number | None = Field(default=None, ge=0, le=1000)
    value_low_usd_bn: Number | None = Field(default=None, ge=0)
    value_high_usd_bn: Number | None = Field(default=None, ge=0)
