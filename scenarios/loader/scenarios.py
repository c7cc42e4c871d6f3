"""Writes packs to the database: a scenario, a new version if the content is new, and the rows that belong to the
version.
"""

from collections.abc import Mapping

from django.db.models import Max

from scenarios.loader.canonical import content_hash
from scenarios.loader.usage import pinned, used_facts
from scenarios.models import (
    Fact,
    Inject,
    Note,
    Objective,
    Place,
    Role,
    Scenario,
    ScenarioFact,
    ScenarioMap,
    ScenarioVersion,
    Sentence,
    SentencePlay,
    State,
)
from scenarios.schema.library import Library
from scenarios.schema.pack import Pack


def write_pack(pack: Pack, library: Library) -> bool:
    """Make this content the scenario's current version.

    Returns True if a version was added. Call it inside a transaction.

    An existing version is never changed, because running exercises refer to it.
    """
    content = {"pack": pack.model_dump(mode="json"), "library": pinned(pack, library)}
    digest = content_hash(content)
    scenario, _ = Scenario.objects.get_or_create(slug=pack.meta.slug)
    drawn = _write_map(pack)
    version = scenario.versions.filter(content_hash=digest, map=drawn).first() or _without_map(scenario, digest, drawn)
    added = version is None
    if version is None:
        number = (scenario.versions.aggregate(last=Max("number"))["last"] or 0) + 1
        version = _write_version(scenario, number, digest, content, pack, drawn)
        _write_roles(version, pack)
        _write_lists(version, pack)
        _write_plays(version, pack)
        _link_facts(version, used_facts(pack, library))
    if scenario.current_id != version.pk:
        scenario.current = version
        scenario.save(update_fields=["current"])
    return added


def _write_map(pack: Pack) -> ScenarioMap | None:
    """Return the row of the pack's map, written if it is new."""
    if pack.map is None:
        return None
    return ScenarioMap.objects.get_or_create(digest=content_hash(pack.map), defaults={"document": pack.map})[0]


def _without_map(scenario: Scenario, digest: str, drawn: ScenarioMap | None) -> ScenarioVersion | None:
    """Give a version of this content, which an earlier edition loaded without its map, this map, and return it."""
    version = scenario.versions.filter(content_hash=digest, map=None).first()
    if version is not None:
        version.map = drawn
        version.save(update_fields=["map"])
    return version


def _write_version(
    scenario: Scenario, number: int, digest: str, content: Mapping[str, object], pack: Pack, drawn: ScenarioMap | None
) -> ScenarioVersion:
    meta = pack.meta
    return ScenarioVersion.objects.create(
        scenario=scenario,
        number=number,
        content_hash=digest,
        content=content,
        map=drawn,
        title=meta.title,
        subtitle=meta.subtitle,
        category=meta.category,
        summary=meta.summary,
        minutes_low=meta.minutes[0],
        minutes_high=meta.minutes[1],
        turns=meta.turns,
        status=meta.status,
        board=meta.board,
        learning=list(meta.learning),
        tags=list(meta.tags),
        teaches=list(meta.teaches),
        decisions=_decisions(pack),
        focus=Place.objects.get(slug=meta.focus),
    )


def _decisions(pack: Pack) -> list[dict[str, object]]:
    """Return the names of the orders by domain, the domain with most orders first; to wait is no decision."""
    names: dict[str, dict[str, None]] = {}
    for order in pack.rules.orders:
        if order.order_class != "wait":
            names.setdefault(order.domain, {})[order.name] = None
    largest_first = sorted(names.items(), key=lambda item: -len(item[1]))
    return [{"domain": domain, "orders": list(orders)} for domain, orders in largest_first]


def _write_plays(version: ScenarioVersion, pack: Pack) -> None:
    sentences = {sentence.number: sentence for sentence in Sentence.objects.all()}
    SentencePlay.objects.bulk_create(
        SentencePlay(version=version, sentence=sentences[play.sentence], decision=play.decision)
        for play in pack.meta.plays
    )


def _write_roles(version: ScenarioVersion, pack: Pack) -> None:
    states = State.objects.in_bulk([seat.state for seat in pack.seats if seat.state], field_name="code")
    roles = {
        seat.code: Role(
            version=version,
            position=position,
            code=seat.code,
            name=seat.name,
            state=states.get(seat.state or ""),
            task=seat.task,
            dilemma=seat.dilemma,
            brief=seat.brief or "",
            is_solo_default=seat.solo_default,
        )
        for position, seat in enumerate(pack.seats, start=1)
    }
    Role.objects.bulk_create(roles.values())
    Objective.objects.bulk_create(
        Objective(
            role=roles[entry.seat],
            key=entry.key,
            position=position,
            text=entry.text,
            weight=entry.weight,
            is_public=entry.public,
        )
        for position, entry in enumerate(pack.objectives, start=1)
    )


def _write_lists(version: ScenarioVersion, pack: Pack) -> None:
    Inject.objects.bulk_create(
        Inject(
            version=version,
            key=entry.key,
            position=position,
            title=entry.title,
            first_turn=entry.turns[0],
            last_turn=entry.turns[1],
            is_conditional=bool(entry.when),
        )
        for position, entry in enumerate(pack.injects, start=1)
    )
    Note.objects.bulk_create(
        Note(version=version, position=position, status=entry.status, subject=entry.subject, text=entry.text)
        for position, entry in enumerate(pack.notes, start=1)
    )


def _link_facts(version: ScenarioVersion, names: frozenset[str]) -> None:
    facts = Fact.objects.filter(slug__in=names).order_by("slug")
    ScenarioFact.objects.bulk_create(ScenarioFact(version=version, fact=fact) for fact in facts)
