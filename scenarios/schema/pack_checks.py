"""Checks a pack as a whole: its texts fit its rules, and the engine can compile the rules."""

import re
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

from scenarios.pack_faults import Fault, PackError
from scenarios.schema.pack import Pack
from scenarios.schema.pack_adviser_checks import adviser_faults
from scenarios.schema.pack_bid_checks import bid_faults
from scenarios.schema.pack_board_checks import board_faults
from scenarios.schema.pack_teaching_checks import teaching_faults
from scenarios.schema.pack_texts import Cued
from scenarios.schema.pack_voice_checks import condition_places, voice_faults
from scenarios.schema.pack_world_texts import world_text_faults
from scenarios.schema.validation import MAX_FAULTS
from scenarios.yamlsafe import Document, Place
from wargame.engine import SettingError, compile_setting, partners_of, targets_of
from wargame.spelling import one_of

_STEP = re.compile(r"([a-z_]+)|\[(\d+)\]")
_SEAT_LISTS = ("objectives", "advisers", "situations", "reports", "messages", "suggestions", "at_stake")
_MORE = {
    "reports": "wire",
    "tracks": "tracks",
    "moves": "tracks",
    "leanings": "leanings",
    "incidents": "incidents",
    "orders": "orders",
    "contradictions": "orders",
}
_LISTS = ("flows", "lists")
_BOARD = ("ranges", "forces", "guests", "openness")
_TEACHING = ("plans", "groups", "courses")
_HOMES = {"injects": "msel", "record": "record", "outlets": "wire", "prompts": "wire", **_MORE}


@dataclass(frozen=True, slots=True)
class Origins:
    """The document and place of every item of every list, in the order in which the pack joins them."""

    cover: Document
    items: Mapping[str, Sequence[tuple[Document, Place]]]

    @classmethod
    def of(
        cls, documents: Mapping[str, Document], seats: Sequence[Document], voices: Sequence[Document] = ()
    ) -> "Origins":
        """Return the origins in a pack's documents, given by file name, and in those of its seats and their voices."""
        items: dict[str, list[tuple[Document, Place]]] = {}
        for section in _SEAT_LISTS:
            items[section] = [origin for document in seats for origin in _places(document, section)]
        for section, name in _HOMES.items():
            items.setdefault(section, []).extend(_places(documents.get(name), section))
        items["inject_texts"] = list(_places(documents.get("msel"), "texts"))
        items["ending_texts"] = list(_places(documents["record"], "endings"))
        cued = ("situations", "reports", "messages", "tracks", "suggestions", "at_stake")
        items["cued"] = [origin for section in cued for origin in items[section]]
        items["board"] = [origin for section in _BOARD for origin in _places(documents.get("board"), section)]
        items["counts"] = list(_places(documents.get("board"), "counts"))
        for section in ("stages", "queue"):
            items[section] = [(board, (section,))] if (board := documents.get("board")) else []
        for section in _LISTS:
            items[section] = list(_places(documents.get("lists"), section))
        for section in _TEACHING:
            items[section] = list(_places(documents.get("teaching"), section))
        items["teaching"] = [(teaching, ())] if (teaching := documents.get("teaching")) else []
        items["bids"] = list(_places(documents.get("bids"), "bids"))
        items["seats"] = [(document, ("brief",)) for document in seats]
        items["voices"] = [(document, ()) for document in voices]
        conditional = (*items["cued"], *items["board"])
        items["cues"] = [origin for origin in conditional for _ in _seats_with(*origin, "when")]
        items["cues"] += [(document, place) for document in voices for place in condition_places(document.tree)]
        items["assertions"] = [origin for origin in items["cued"] for _ in _seats_with(*origin, "asserts")]
        return cls(documents["scenario"], items)

    def with_copies(self, section: str, counts: Sequence[int]) -> "Origins":
        """Return the origins with each item of a section as often as it stands in the pack."""
        found = zip(self.items[section], counts, strict=True)
        copies = [origin for origin, count in found for _ in range(count)]
        return Origins(self.cover, {**self.items, section: copies})

    def fault(self, section: str, index: int | None, rest: Place, message: str, remedy: str) -> Fault:
        """Return a fault at an item of a section, or at the section as a whole."""
        found = self.items.get(section, ())
        if index is not None and index < len(found):
            document, place = found[index][0], (*found[index][1], *rest)
        elif found:
            document, place = found[0][0], found[0][1][:-1]
        else:
            document, place = self.cover, (section, *(() if index is None else (index,)), *rest)
        return Fault(
            file=document.file,
            path=".".join(map(str, place)),
            line=document.line_of(place),
            message=message,
            remedy=remedy,
        )


def _places(document: Document | None, section: str) -> Iterator[tuple[Document, Place]]:
    """Yield the place of each item of a section; none of a file that the pack does without."""
    items = document.tree.get(section) if document and isinstance(document.tree, dict) else None
    if document and isinstance(items, list):
        yield from ((document, (section, index)) for index in range(len(items)))


def _seats_with(document: Document, place: Place, key: str) -> Sequence[object]:
    """Return the seats of an item that has this key, as written; none for an item without it."""
    item: object = document.tree
    for step in place:
        item = item[step]  # type: ignore[index]
    if not isinstance(item, dict) or not item.get(key):
        return ()
    return list(item["seats"])


def check_pack(pack: Pack, origins: Origins) -> None:
    """Raise PackError if texts and rules do not fit, or if the engine cannot compile the rules.

    A wrong number of turns or seats is the only fault that it then names, and it checks suggestions only if no order
    has a fault.
    """
    if faults := list(_wrong_size(pack, origins)):
        raise PackError(faults)
    faults = list(dict.fromkeys(_from_engine(error, origins) for error in _engine_faults(pack)))[:MAX_FAULTS]
    if not any(fault.path.startswith("orders") for fault in faults):
        faults += _strange_suggestions(pack, origins)
    faults += _text_faults(pack, origins)
    if faults:
        raise PackError(faults)


def _engine_faults(pack: Pack) -> tuple[SettingError, ...]:
    try:
        compile_setting(pack.rules)
    except SettingError as error:
        return (error, *error.others)
    return ()


def _from_engine(error: SettingError, origins: Origins) -> Fault:
    steps: list[str | int] = [int(number) if number else word for word, number in _STEP.findall(error.path)]
    section = str(steps[0]) if steps else ""
    numbered = len(steps) > 1 and isinstance(steps[1], int)
    index = int(steps[1]) if numbered else None
    return origins.fault(section, index, tuple(steps[2 if numbered else 1 :]), error.message, error.remedy)


def _text_faults(pack: Pack, origins: Origins) -> Iterator[Fault]:
    yield from _unmeasured_aims(pack, origins)
    yield from _strange_seats(pack, origins)
    yield from _double_keys(pack, origins)
    yield from _missing_situations(pack, origins)
    yield from _missing_texts(pack, origins)
    yield from _double_texts(pack, origins)
    yield from _strange_times(pack, origins)
    yield from _strange_moves(pack, origins)
    yield from _strange_outlets(pack, origins)
    yield from _strange_prompts(pack, origins)
    yield from _strange_stakes(pack, origins)
    yield from board_faults(pack, origins.fault)
    yield from bid_faults(pack, origins.fault)
    yield from adviser_faults(pack, origins.fault)
    yield from world_text_faults(pack, origins.fault)
    yield from voice_faults(pack, origins.fault)
    yield from teaching_faults(pack, origins.fault)


def _unmeasured_aims(pack: Pack, origins: Origins) -> Iterator[Fault]:
    """Tell of aims of which nothing says what would contradict their sentence."""
    for index, aim in enumerate(pack.objectives):
        if not (aim.caps or aim.excludes or aim.measures):
            message = f"Nothing says what contradicts the aim {aim.key} of {aim.seat}."
            remedy = 'Write "caps" or "excludes", or in "measures" why a figure alone is what the aim asks for.'
            yield origins.fault("objectives", index, (), message, remedy)


def _wrong_size(pack: Pack, origins: Origins) -> Iterator[Fault]:
    if pack.meta.turns != (count := len(pack.rules.turns)):
        message = f"the card says {pack.meta.turns} turns, there are {count}."
        yield origins.fault("meta", None, ("turns",), message, f"Write {count}.")
    playable = {state.code for state in pack.rules.states if state.seat}
    for index, seat in enumerate(pack.seats):
        if seat.code not in playable:
            message = f"no state with the code {seat.code} can be played."
            yield origins.fault("seats", index, ("code",), message, "Correct the code, or write 'seat: yes' there.")
    for code in sorted(playable - {seat.code for seat in pack.seats}):
        yield origins.fault("states", None, (), f"{code} has no file.", f"Add seats/{code}.yaml.")
    if sum(seat.solo_default for seat in pack.seats) > 1:
        yield origins.fault("seats", 0, (), "two seats are the solo default.", "Keep one.")


def _strange_seats(pack: Pack, origins: Origins) -> Iterator[Fault]:
    codes, last = {seat.code for seat in pack.seats}, len(pack.rules.turns)
    for index, item in enumerate(pack.texts.cued()):
        if strange := set(item.seats) - codes:
            message = f"there is no seat {min(strange)}."
            yield origins.fault("cued", index, ("seats",), message, f"Use one of: {', '.join(sorted(codes))}.")
        if item.turn > last:
            yield origins.fault("cued", index, ("turn",), f"there is no turn {item.turn}.", f"Write 1 to {last}.")
    for index, text in enumerate(pack.texts.injects):
        if strange := set(text.seats) - codes:
            message = f"there is no seat {min(strange)}."
            yield origins.fault("inject_texts", index, ("seats",), message, f"Use one of: {', '.join(sorted(codes))}.")


def _strange_prompts(pack: Pack, origins: Origins) -> Iterator[Fault]:
    """Yield faults of prompts: a prompt is of a turn that there is, and the only one of its turn and phase."""
    last, seen = len(pack.rules.turns), set()
    for index, prompt in enumerate(pack.texts.prompts):
        if (prompt.turn or 1) > last:
            yield origins.fault("prompts", index, ("turn",), f"there is no turn {prompt.turn}.", f"Write 1 to {last}.")
        if (prompt.turn, prompt.phase) in seen:
            which = f"turn {prompt.turn}" if prompt.turn else "all turns"
            message = f"a prompt for '{prompt.phase}' in {which} stands above."
            yield origins.fault("prompts", index, ("phase",), message, "Keep one of them.")
        seen.add((prompt.turn, prompt.phase))


def _double_keys(pack: Pack, origins: Origins) -> Iterator[Fault]:
    seen: Counter[str] = Counter()
    for index, item in enumerate(pack.texts.cued()):
        seen[item.key] += 1
        if seen[item.key] == 2:
            yield origins.fault("cued", index, ("key",), f"the key '{item.key}' is taken.", "Choose another key.")


def _missing_situations(pack: Pack, origins: Origins) -> Iterator[Fault]:
    """Check that each seat has in every turn, as its last situation, exactly one without a condition."""
    for index, seat in enumerate(pack.seats):
        for turn in pack.rules.turns:
            own = [text for text in pack.texts.situations if text.turn == turn.number and seat.code in text.seats]
            if not _ends_in_fallback(own):
                message = f"{seat.code} may have no situation in turn {turn.number}, or one that is never reached."
                remedy = "Write 'when' in every situation of a turn except the last."
                yield origins.fault("seats", index, (), message, remedy)


def _ends_in_fallback(items: Sequence[Cued]) -> bool:
    return bool(items) and not items[-1].when and all(item.when for item in items[:-1])


def _missing_texts(pack: Pack, origins: Origins) -> Iterator[Fault]:
    injects = {inject.key for inject in pack.rules.injects}
    endings = {ending.key for ending in pack.rules.endings}
    for index, text in enumerate(pack.texts.injects):
        if text.inject not in injects:
            message, remedy = f"there is no inject '{text.inject}'.", one_of(text.inject, injects)
            yield origins.fault("inject_texts", index, ("inject",), message, remedy)
    for index, page in enumerate(pack.texts.endings):
        if page.ending not in endings:
            message, remedy = f"there is no ending '{page.ending}'.", one_of(page.ending, endings)
            yield origins.fault("ending_texts", index, ("ending",), message, remedy)
    for key in sorted(injects - {text.inject for text in pack.texts.injects}):
        yield origins.fault("inject_texts", None, (), f"the inject '{key}' has no text.", "Add one under 'texts'.")
    for key in sorted(endings - {page.ending for page in pack.texts.endings}):
        yield origins.fault("ending_texts", None, (), f"the ending '{key}' has no page.", "Add one under 'endings'.")


def _double_texts(pack: Pack, origins: Origins) -> Iterator[Fault]:
    """Check that a seat has one text of each inject. Several texts of an inject are for different seats."""
    told: set[tuple[str, str]] = set()
    for index, text in enumerate(pack.texts.injects):
        if twice := sorted(code for code in text.seats if (text.inject, code) in told):
            message = f"{twice[0]} has another text of '{text.inject}' already."
            remedy = "List every seat in one text of an inject only."
            yield origins.fault("inject_texts", index, ("seats",), message, remedy)
        told |= {(text.inject, code) for code in text.seats}


def _strange_times(pack: Pack, origins: Origins) -> Iterator[Fault]:
    """Check that each further time of an inject is of a turn in which it can happen."""
    windows = {inject.key: inject.turns for inject in pack.rules.injects}
    for index, text in enumerate(pack.texts.injects):
        first, last = windows.get(text.inject, (1, len(pack.rules.turns)))
        for each in text.times:
            if not first <= each.turn <= last:
                message = f"'{text.inject}' cannot happen in turn {each.turn}."
                yield origins.fault("inject_texts", index, ("times",), message, f"Write {first} to {last}.")


def _strange_suggestions(pack: Pack, origins: Origins) -> Iterator[Fault]:
    orders = {order.kind: order for order in pack.rules.orders}
    for index, text in enumerate(pack.texts.suggestions):
        order, seat = orders.get(text.kind), text.seats[0]
        if order is None:
            message, remedy = f"there is no order '{text.kind}'.", one_of(text.kind, orders)
            yield origins.fault("suggestions", index, ("kind",), message, remedy)
            continue
        if seat not in order.seats or not order.turns[0] <= text.turn <= order.turns[1]:
            message = f"{seat} cannot order '{text.kind}' in turn {text.turn}."
            yield origins.fault("suggestions", index, ("kind",), message, "Suggest an order that can be given.")
            continue
        levels = {level.key for level in order.levels}
        if text.level and text.level not in levels:
            message, remedy = f"'{text.kind}' has no level '{text.level}'.", one_of(text.level, levels)
            yield origins.fault("suggestions", index, ("level",), message, remedy)
        named = (("target", text.target, targets_of(order, seat)), ("partner", text.partner, partners_of(order, seat)))
        for part, code, possible in named:
            if code is None and possible:
                message = f"'{text.kind}' needs a {part}, and the suggestion names none."
                yield origins.fault("suggestions", index, (), message, f"Write one of: {', '.join(possible)}.")
            elif code is not None and code not in possible:
                message = f"'{text.kind}' of {seat} has no {part} {code}."
                remedy = f"Write one of: {', '.join(possible)}." if possible else f"Leave the {part} out."
                yield origins.fault("suggestions", index, (part,), message, remedy)


def _strange_moves(pack: Pack, origins: Origins) -> Iterator[Fault]:
    kinds = {order.kind for order in pack.rules.orders}
    for index, text in enumerate(pack.texts.moves):
        if text.kind not in kinds:
            message, remedy = f"there is no order '{text.kind}'.", one_of(text.kind, kinds)
            yield origins.fault("moves", index, ("kind",), message, remedy)


def _strange_outlets(pack: Pack, origins: Origins) -> Iterator[Fault]:
    codes, outlets = {seat.code for seat in pack.seats}, pack.texts.outlets
    named = Counter(outlet.key for outlet in outlets)
    for index, outlet in enumerate(outlets):
        if strange := set(outlet.seats) - codes:
            remedy = f"Use one of: {', '.join(sorted(codes))}."
            yield origins.fault("outlets", index, ("seats",), f"there is no seat {min(strange)}.", remedy)
        if named[outlet.key] > 1:
            message = f"two outlets are called '{outlet.key}'."
            yield origins.fault("outlets", index, ("key",), message, "Give each a key of its own.")


def _strange_stakes(pack: Pack, origins: Origins) -> Iterator[Fault]:
    rules, stakes = pack.rules, pack.stakes
    events = {incident.key for incident in rules.incidents} | {pact.key for pact in rules.agreements}
    known = events | {order.kind for order in rules.orders}
    for field in ("always", "never"):
        for index, name in enumerate(getattr(stakes, field)):
            if name not in known:
                message, remedy = f"no order, incident or agreement is called '{name}'.", one_of(name, known)
                yield origins.fault("stakes", None, (field, index), message, remedy)
    for name in sorted(set(stakes.always) & set(stakes.never)):
        message = f"'{name}' is listed under both 'always' and 'never'."
        yield origins.fault("stakes", None, ("never",), message, "Keep it in one of the two lists.")
