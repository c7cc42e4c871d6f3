"""Writes packs to the database: a scenario, a new version if the content is new, and the rows that belong to the
version.
"""

from collections.abc import Mapping
from typing import Any

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
from scenarios.schema.states import relation_slug

OWN = "_"
"""The sign between the slug of an own scenario's pack and its key: no pack has it in its slug."""


def write_pack(pack: Pack, library: Library) -> bool:
    """Make this content the current version of the library's scenario with the slug of the pack.

    Returns True if a version was added. Call it inside a transaction.
    """
    return write_current(Scenario.objects.get_or_create(slug=pack.meta.slug)[0], pack, library)[1]


def write_current(scenario: Scenario, pack: Pack, library: Library) -> tuple[ScenarioVersion, bool]:
    """Make this content a scenario's current version; return it, and whether it is new. Call it in a transaction.

    An existing version is never changed, because running exercises refer to it.
    """
    content = {"pack": pack.model_dump(mode="json"), "library": pinned(pack, library)}
    digest = content_hash(content)
    drawn = _write_map(pack.map)
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
    return version, added


class BadContent(ValueError):
    """The content is no scenario that this edition reads."""


def keep_version(*, slug: str, content: object, drawn: object) -> ScenarioVersion:
    """Return the version of a scenario with this content and map, written if it is new; call it inside a transaction.

    It is for an exercise from elsewhere: the scenario's current version stays, and the library of facts as well.
    Raises BadContent.
    """
    if not isinstance(content, dict) or not isinstance(drawn, dict | None):
        raise BadContent("it has no content")
    digest, place = content_hash(content), content_hash(drawn) if drawn is not None else None
    found = ScenarioVersion.objects.filter(scenario__slug=slug, content_hash=digest, map=place).first()
    if found is not None:
        return found
    try:
        pack = Pack.model_validate(content["pack"])
        names = _pinned_names(content["library"])
    except (KeyError, TypeError, AttributeError, ValueError) as error:
        raise BadContent(f"{type(error).__name__}: {str(error).splitlines()[0]:.200}") from error
    if pack.meta.slug != slug.partition(OWN)[0]:
        raise BadContent(f"it calls itself {pack.meta.slug!r}, not {slug!r:.80}")
    scenario, _ = Scenario.objects.get_or_create(slug=slug)
    number = (scenario.versions.aggregate(last=Max("number"))["last"] or 0) + 1
    version = _write_version(scenario, number, digest, content, pack, _write_map(drawn))
    _write_roles(version, pack)
    _write_lists(version, pack)
    _write_plays(version, pack)
    _link_facts(version, names)
    return version


def _pinned_names(library: Mapping[str, list[Mapping[str, Any]]]) -> frozenset[str]:
    """Return the slugs of the facts that a version stores."""
    facts = {entry["slug"] for section, entries in library.items() if section != "relations" for entry in entries}
    return frozenset(facts | {relation_slug(pair["pair"]) for pair in library["relations"]})


def _write_map(drawn: Mapping[str, object] | None) -> ScenarioMap | None:
    """Return the row of a map, written if it is new."""
    if drawn is None:
        return None
    return ScenarioMap.objects.get_or_create(digest=content_hash(drawn), defaults={"document": drawn})[0]


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
        focus=_focus(meta.focus),
    )


def _focus(slug: str) -> Place:
    """Return a place, or any other where a version from elsewhere is about one that this library does not have."""
    found = Place.objects.filter(slug=slug).first() or Place.objects.order_by("slug").first()
    if found is None:
        raise BadContent("this installation has no places yet; run `load_scenarios` first")
    return found


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
        if play.sentence in sentences
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
