"""A small invented scenario for engine tests: two claimants of an islet, an intruder, an ally who watches."""

from dataclasses import replace

from wargame.engine.spec import (
    AgreementSpec,
    ChanceSpec,
    CodesSpec,
    CueSpec,
    DyadSpec,
    EffectSpec,
    EndingSpec,
    IncidentSpec,
    InjectSpec,
    LeaningSpec,
    LevelSpec,
    MarkSpec,
    ModifierSpec,
    NeedSpec,
    ObjectiveSpec,
    OddsSpec,
    OrderSpec,
    RecordSpec,
    ScenarioSpec,
    StageSpec,
    StateSpec,
    TransitionSpec,
    TruthSpec,
    TurnSpec,
)

AVA, BOR, CYL, DUN, EAS = "AVA", "BOR", "CYL", "DUN", "EAS"
SEATS = (AVA, BOR, CYL, DUN)
TALK = CodesSpec("010", 0.0, "CONSULT", 2.5, 0, 1, 0)
SHOW = CodesSpec("150", -7.2, "MOBILIZE", -5.5, 7, 3, 5)


def states() -> tuple[StateSpec, ...]:
    """Ava and Bor claim the islet, Cyl intrudes, Dun is Ava's and Bor's ally, Eas only watches."""
    return (
        StateSpec(AVA, "Ava", True, 100, 50, 60, 60, 50, 55),
        StateSpec(BOR, "Bor", True, 90, 52, 65, 55, 50, 50),
        StateSpec(CYL, "Cyl", True, 30, 60, 40, 80, 45, 65),
        StateSpec(DUN, "Dun", True, 80, 48, 80, 90, 60, 50),
        StateSpec(EAS, "Eas", False, 10, 70, 20, 50, 20, 80, points=0),
    )


def dyads() -> tuple[DyadSpec, ...]:
    """Relations and tensions of every ordered pair that matters."""
    pairs = {
        (AVA, BOR): (-10, 20, 30),
        (AVA, CYL): (-20, 30, 10),
        (AVA, DUN): (60, 2, 40),
        (BOR, AVA): (-12, 20, 25),
        (BOR, CYL): (-30, 25, 5),
        (BOR, DUN): (70, 2, 45),
        (CYL, AVA): (5, 15, 10),
        (CYL, BOR): (-15, 15, 5),
        (CYL, DUN): (-50, 40, 20),
        (DUN, AVA): (62, 0, 5),
        (DUN, BOR): (68, 0, 8),
        (DUN, CYL): (-55, 35, 4),
        (EAS, CYL): (40, 0, 50),
        (CYL, EAS): (35, 0, 2),
    }
    return tuple(DyadSpec(who, towards, *values) for (who, towards), values in pairs.items())


def orders() -> tuple[OrderSpec, ...]:
    """One order kind for each thing the rules can do with an order."""
    return (
        OrderSpec(
            "hail",
            "Hail the aircraft",
            "{actor} hailed {target} on {level}.",
            "military",
            "signal",
            (AVA, BOR),
            (LevelSpec("guard", "the guard frequency", 0), LevelSpec("notice", "two frequencies", 1)),
            TALK,
            "Calls the crew.",
            targets=(CYL,),
            incident="islet",
            chance=ChanceSpec(
                "answered",
                40,
                (
                    ModifierSpec(20, ("truth astray",), "The crew was lost.", "astray"),
                    ModifierSpec(-15, ("tagged CYL pressing",), "The crew had orders."),
                ),
                (
                    EffectSpec("tension", -3, AVA, CYL),
                    EffectSpec("mark", 1, name="answered"),
                ),
                (EffectSpec("tension", 2, "actor", "target"),),
                "The crew answered.",
                "Nobody answered.",
            ),
        ),
        OrderSpec(
            "warn",
            "Warn the intruder",
            "{actor} warned {target} with {level}.",
            "military",
            "force",
            (AVA, BOR),
            (LevelSpec("flares", "flares", 1, 15), LevelSpec("shots", "warning shots", 2, 30, tags=("firm", "commit"))),
            SHOW,
            "Shows force.",
            targets=(CYL,),
            incident="islet",
            visibility="contested",
            effects=(
                EffectSpec("standing", 1.5, "actor", habituates=True),
                EffectSpec("tension", 4, "co-claimants", "actor"),
            ),
            odds=OddsSpec("the aircraft leaves", "islet", ("gone",)),
            turns=(1, 5),
        ),
        OrderSpec(
            "press_on",
            "Press on",
            "{actor} pressed on.",
            "military",
            "flight",
            (CYL,),
            (LevelSpec("press", "on course", 1, 12),),
            SHOW,
            "Holds course.",
            targets=(AVA, BOR),
            partners=(EAS,),
            incident="islet",
            tags=("pressing",),
        ),
        OrderSpec(
            "turn_away",
            "Turn away",
            "{actor} turned away.",
            "military",
            "flight",
            (CYL,),
            (LevelSpec("turn", "home", 0, 0),),
            TALK,
            "Goes home.",
            tags=("back_down",),
        ),
        OrderSpec(
            "support",
            "Support an ally",
            "{actor} stood by {target}.",
            "diplomatic",
            "words",
            (DUN,),
            (
                LevelSpec(
                    "words", "words", 1, effects=(EffectSpec("strength", 2, name="pact", when=("mark answered",)),)
                ),
            ),
            TALK,
            "Says so.",
            targets=(AVA, BOR),
            tags=("support",),
        ),
        OrderSpec(
            "sound_out",
            "Sound out a rival",
            "{actor} sounded out {target}.",
            "diplomatic",
            "talk",
            (AVA, BOR, CYL, DUN),
            (LevelSpec("quiet", "in private", 1, -4),),
            TALK,
            "Talks.",
            targets=SEATS,
            visibility="private",
            effects=(
                EffectSpec("belief", 10, "actor", name="astray", when=("truth astray",)),
                EffectSpec("belief", -10, "actor", name="astray", when=("not truth astray",)),
            ),
            needs=(NeedSpec(("resolve CYL >= 1",), "Nobody would listen."),),
        ),
        OrderSpec(
            "listen_in",
            "Listen in",
            "{actor} listened in on {target}.",
            "intelligence",
            "spying",
            (AVA, CYL),
            (LevelSpec("listen", "quietly", 1, 5),),
            TALK,
            "Listens.",
            targets=SEATS,
            visibility="covert",
            detection=30,
            effects=(EffectSpec("readiness", 2, "actor"),),
        ),
        OrderSpec(
            "sanction",
            "Restrict trade",
            "{actor} restricted trade with {target}.",
            "economic",
            "coercion",
            SEATS,
            (LevelSpec("list", "a list", 2, 10, tags=("coerce", "commit")),),
            SHOW,
            "Hurts.",
            targets=SEATS,
        ),
    )


def islet() -> IncidentSpec:
    """An aircraft near an islet that two states claim."""
    leave = TransitionSpec(
        "gone",
        "leaves",
        2,
        "The aircraft left.",
        (
            ModifierSpec(4, ("ordered any warn shots",), "Shots were fired."),
            ModifierSpec(6, ("ordered CYL turn_away",), "The crew was told to turn."),
        ),
    )
    hit = TransitionSpec(
        "lost",
        "is hit",
        0.1,
        "The aircraft was hit.",
        (ModifierSpec(0.5, ("ordered any warn shots",), "Shots were fired."),),
        accident=True,
        effects=(EffectSpec("tension", 60, "actor", "claimants"),),
    )
    return IncidentSpec(
        "islet",
        "The flight over the islet",
        (
            StageSpec(
                "near",
                "near the line",
                1,
                (
                    TransitionSpec(
                        "inside",
                        "goes inside",
                        3,
                        "The aircraft of {actor} went inside.",
                        (
                            ModifierSpec(4, ("tagged CYL pressing",), "The crew pressed on."),
                            ModifierSpec(2, ("not truth astray",), "It was a probe.", "astray"),
                        ),
                        (EffectSpec("tension", 8, "target", "actor"), EffectSpec("tension", 5, BOR, "actor")),
                    ),
                    TransitionSpec("near", "stays near", 2, "The aircraft stayed near the line."),
                    leave,
                ),
            ),
            StageSpec("inside", "inside", 3, (TransitionSpec("inside", "stays", 1, "It stayed inside."), leave, hit)),
            StageSpec(
                "gone",
                "gone",
                0,
                (
                    TransitionSpec("near", "comes back", 1, "It came back.", turns=(1, 4)),
                    TransitionSpec("gone", "stays away", 3, "It stayed away."),
                ),
            ),
            StageSpec("lost", "lost", 4),
        ),
        "near",
        CYL,
        AVA,
        (AVA, BOR),
    )


def spec() -> ScenarioSpec:
    """The whole scenario: six turns of three hours."""
    return ScenarioSpec(
        slug="islet",
        states=states(),
        dyads=dyads(),
        turns=tuple(TurnSpec(n, f"Turn {n}", f"{n:02}:00", f"{n + 1:02}:00", 180) for n in range(1, 7)),
        orders=orders(),
        incidents=(islet(),),
        endings=(
            EndingSpec("loss", "Loss", ("stage islet = lost",), immediate=True),
            EndingSpec("at_odds", "Allies at odds", ("tension AVA BOR >= 40 or tension BOR AVA >= 40",)),
            EndingSpec("contained", "Contained", ("stage islet = gone",)),
            EndingSpec("stand_off", "Stand-off"),
        ),
        objectives=tuple(
            objective
            for seat in SEATS
            for objective in (
                ObjectiveSpec(
                    seat,
                    "gone",
                    "The aircraft is gone",
                    60,
                    base=20,
                    modifiers=(ModifierSpec(80, ("stage islet = gone",), "It left."),),
                ),
                ObjectiveSpec(seat, "home", "Confidence at home", 40, variable=f"approval {seat}", low=30, high=70),
            )
        ),
        agreements=(
            AgreementSpec("pact", "the pact of Ava and Dun", (AVA, DUN), strength=60, defence=True, consultation=True),
            AgreementSpec(
                "bond", "the bond of Bor and Dun", (BOR, DUN), strength=65, known_to=(BOR, DUN), defence=True
            ),
        ),
        marks=(MarkSpec("answered", "The crew answered"), MarkSpec("file", "A secret file", known_to=(AVA,))),
        truths=(TruthSpec("astray", "a lost crew", "a probe", 50, "It was lost.", "It was sent."),),
        injects=(
            InjectSpec("poll", "A poll is published", turns=(2, 2), effects=(EffectSpec("approval", -2, AVA),)),
            InjectSpec(
                "boycott",
                "A boycott begins",
                ("tension AVA CYL >= 45",),
                chance=50,
                known_to=(AVA, CYL),
                effects=(EffectSpec("economy", -3, CYL),),
            ),
        ),
        leanings=(
            LeaningSpec(AVA, "warn", 3, "flares", CYL, ("hostility islet >= 3",), because="It is inside."),
            LeaningSpec(AVA, "hail", 2, target=CYL),
            LeaningSpec(CYL, "press_on", 2, target=AVA, when=("stage islet != gone",)),
            LeaningSpec(CYL, "turn_away", 1),
        ),
        record=(RecordSpec(1, CYL, "press_on", target=AVA), RecordSpec(2, AVA, "warn", "flares", CYL)),
        cues=(
            CueSpec("inside", AVA, ("stage islet = inside",)),
            CueSpec("astray", AVA, ("truth astray",), reveals=True),
        ),
    )


def without(mechanism: str) -> ScenarioSpec:
    """The same scenario with one dial at 0."""
    return replace(spec(), dials=((mechanism, 0.0),))
