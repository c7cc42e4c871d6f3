"""The details of a fact of one kind, as rows of a name and words."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from typing import Any

from scenarios.models import Fact
from scenarios.selectors.facts.ties import FactLink
from scenarios.vocabulary import FactKind
from wargame.web import figures


@dataclass(frozen=True, slots=True)
class Detail:
    """One row: its name, words, and the facts it names."""

    name: str
    words: str = ""
    links: tuple[FactLink, ...] = ()


def details_of(fact: Fact) -> tuple[Detail, ...]:
    """Return the rows of a fact; what is unknown has no row."""
    rows = _ROWS.get(FactKind(fact.kind))
    if rows is None:
        return ()
    return tuple(row for row in rows(specific(fact)) if row.words or row.links)


def specific(fact: Fact) -> Any:
    """Return the row of the fact's own table."""
    return getattr(fact, "as_" + fact.kind.replace("-", "_"))


def _state(row: Any) -> Iterator[Detail]:
    yield Detail("Formal name", row.formal_name)
    yield Detail("Code", row.code)
    yield Detail("Capital", links=_links(row.capital))


def _place(row: Any) -> Iterator[Detail]:
    yield Detail("Kind", row.get_place_kind_display())
    yield Detail("Position", f"{row.latitude:.2f}°, {row.longitude:.2f}° (approximate)")
    names = (
        f"{name.name} ({', '.join(state.code for state in name.used_by.all()) or name.language})"
        for name in row.names.all()
    )
    yield Detail("Names", "; ".join(names))
    yield Detail("Administered by", links=_links(row.administered_by))
    yield Detail("Claimed by", links=_links(*row.claimed_by.all()))


def _alliance(row: Any) -> Iterator[Detail]:
    yield Detail("Kind", row.get_alliance_kind_display())
    yield Detail("Signed", figures.day(row.signed_on) if row.signed_on else "")
    yield Detail("In force", figures.day(row.in_force_on) if row.in_force_on else "")
    yield Detail("Lapsed", figures.day(row.lapsed_on) if row.lapsed_on else "")
    for role in dict.fromkeys(member.get_role_display() for member in row.memberships.all()):
        members = [member for member in row.memberships.all() if member.get_role_display() == role]
        yield Detail(f"{role}s" if role in ("Member", "Observer") else role, links=_links(*_once(members)))
    for duty in row.obligations.all():
        outside = f" Does not reach: {duty.excludes}" if duty.excludes else ""
        name = f"{duty.get_kind_display()}, {duty.article}" if duty.article else duty.get_kind_display()
        yield Detail(name, f"{duty.terms}{outside}")
    yield Detail("How far it is kept", row.reliability)


def _agreement(row: Any) -> Iterator[Detail]:
    yield Detail("Kind", row.get_agreement_kind_display())
    yield Detail("Parties", links=_links(*row.parties.all()))
    yield Detail("Signed", figures.day(row.signed_on) if row.signed_on else "")
    yield Detail("In force", figures.day(row.in_force_on) if row.in_force_on else "")
    yield Detail("Lapsed", figures.day(row.lapsed_on) if row.lapsed_on else "")
    yield Detail("Worth", f"about US${row.value_usd_bn:g} billion" if row.value_usd_bn is not None else "")
    yield Detail("Terms", row.terms)


def _manoeuvre(row: Any) -> Iterator[Detail]:
    yield Detail("Where", links=_links(row.place))
    for part in row.participants.all():
        yield Detail(part.get_role_display(), part.note, links=_links(part.state))


def _trade_measure(row: Any) -> Iterator[Detail]:
    yield Detail("Kind", row.get_trade_kind_display())
    yield Detail("By", links=_links(row.by))
    yield Detail("Against", links=_links(row.against))
    yield Detail("Answers", links=_links(row.answers))
    yield Detail("Rate", _span(row.rate_low, row.rate_high, "{} percent"))
    yield Detail("Trade concerned", _span(row.value_low_usd_bn, row.value_high_usd_bn, "US${} billion a year"))


def _incident(row: Any) -> Iterator[Detail]:
    yield Detail("Kind", row.get_incident_kind_display())
    yield Detail("Where", links=_links(row.place))
    yield Detail("Between", links=_links(*row.parties.all()))
    yield Detail("Part of", links=_links(row.part_of))


def _claim(row: Any) -> Iterator[Detail]:
    yield Detail("About", links=_links(row.about))
    yield Detail("Question", row.question)
    yield Detail("Speaks of", row.item)
    yield Detail("Who says so", row.speaker, links=_links(row.state))
    yield Detail("How", f"{row.get_channel_display()}; {row.get_basis_display().lower()}")
    yield Detail("Reported by", links=_links(row.reported_by))
    yield Detail("Said", figures.day(row.said_on) if row.said_on else "")


def _relation(row: Any) -> Iterator[Detail]:
    yield Detail("Between", links=_links(row.first, row.second))
    yield Detail("Relation in July 2019", f"{row.r0} on a scale of -100 to 100")
    yield Detail("Votes alike in the United Nations", f"{100 * row.agreement:.0f} in 100; kappa {row.kappa:.2f}")
    terms = ("defence", "consultation", "nonaggression", "rivalry", "territorial_dispute", "coercion")
    found = [name.replace("_", " ") for name in terms if getattr(row, name)]
    yield Detail("Counted in", ", ".join(found))


def _once(members: list[Any]) -> list[Any]:
    return list(dict.fromkeys(member.state for member in members))


def _links(*facts: Any) -> tuple[FactLink, ...]:
    return tuple(FactLink(fact.slug, fact.title, "", getattr(fact, "code", "")) for fact in facts if fact is not None)


def _span(low: float | None, high: float | None, form: str) -> str:
    known = [value for value in (low, high) if value is not None]
    if not known:
        return ""
    ends = f"{known[0]:g}" if known[0] == known[-1] else f"{known[0]:g}\N{EN DASH}{known[-1]:g}"
    return form.format(ends if low is not None else f"up to {ends}")


_ROWS: dict[FactKind, Callable[[Any], Iterator[Detail]]] = {
    FactKind.STATE: _state,
    FactKind.PLACE: _place,
    FactKind.ALLIANCE: _alliance,
    FactKind.AGREEMENT: _agreement,
    FactKind.MANOEUVRE: _manoeuvre,
    FactKind.TRADE_MEASURE: _trade_measure,
    FactKind.INCIDENT: _incident,
    FactKind.CLAIM: _claim,
    FactKind.RELATION: _relation,
}
