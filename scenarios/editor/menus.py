"""The menus of a draft: the clauses that its conditions can use, and the figures that its effects can move."""

from collections.abc import Iterator

from scenarios.editor.condition_sentences import clause_in_words
from scenarios.editor.names import DraftNames
from wargame.engine.values import CLAUSE_FORMS, GAUGES_OF_A_PAIR, GAUGES_OF_A_STATE, ClauseForm

MOST_CLAUSES = 600
OTHER_VARIABLES = ("strength", "mark", "in_force", "belief")
ROLES = ("actor", "target", "partner", "others", "all")
Options = list[tuple[str, str]]


def menus_of(names: DraftNames) -> dict[str, Options]:
    """Return the choices of each list by its name: each choice as it is written, and in words."""
    figures = [gauge.key if hasattr(gauge, "key") else str(gauge) for gauge in (*GAUGES_OF_A_STATE, *GAUGES_OF_A_PAIR)]
    return {
        "clauses": clauses_of(names),
        "variables": [(each, "") for each in dict.fromkeys((*figures, *OTHER_VARIABLES))],
        "states": [*names.of("states").items(), *((role, "") for role in ROLES)],
        "stages": [(key.partition(" ")[2], name) for key, name in names.of("stages").items()],
        "names": [pair for kind in ("agreements", "marks", "truths") for pair in names.of(kind).items()],
        **{kind: list(names.of(kind).items()) for kind in ("kinds", "agreements", "incidents", "truths", "injects")},
        "endings": list(names.of("endings").items()),
    }


def clauses_of(names: DraftNames) -> Options:
    """Return clauses that name what the draft has, one or two for each name, each with its sentence."""
    written = [clause for form in CLAUSE_FORMS.values() for clause in _clauses(form, names)]
    return [(clause, clause_in_words(clause, names)) for clause in written[:MOST_CLAUSES]]


def _clauses(form: ClauseForm, names: DraftNames) -> Iterator[str]:
    states = list(names.of("states"))
    if form.of == "pairs":
        if form.verb in ("tension", "relation"):
            yield from (f"{form.verb} {one} {other} >= 50" for one in states for other in states if one != other)
    elif form.of == "beliefs":
        yield from (f"belief {state} {key} >= 50" for key in names.of("truths") for state in states)
    elif form.of == "stages":
        for key in names.of("stages"):
            incident, _, stage = key.partition(" ")
            yield f"stage {incident} = {stage}"
    elif form.of == "turns":
        yield from (f"turn >= {number}" for number in names.of("turns"))
    elif form.of in ("levels", "kinds", "tags"):
        yield from (f"{form.verb} any {key}" for key in names.of(form.of))
    else:
        compares = form.example.format("{}", state="", other="").partition("{}")[2]
        yield from (f"{form.verb} {key}{compares}" for key in names.of(form.of))
