"""The grade of a report: the reliability of its source and the credibility of its content, as code and in words."""

from dataclasses import dataclass

RELIABILITY = {
    "A": "Completely reliable",
    "B": "Usually reliable",
    "C": "Fairly reliable",
    "D": "Not usually reliable",
    "E": "Unreliable",
    "F": "Reliability cannot be judged",
}
CREDIBILITY = {
    "1": "Confirmed",
    "2": "Probably true",
    "3": "Possibly true",
    "4": "Doubtful",
    "5": "Improbable",
    "6": "Cannot judge",
}
_TONES = {"1": "ok", "2": "ok", "3": "", "4": "warn", "5": "warn", "6": "line"}


@dataclass(frozen=True)
class Grade:
    """One grade such as B3: its words, its tone (ok, warn, line or "") and a sentence that explains both characters."""

    code: str
    words: str
    tone: str
    sentence: str


def grade_of(code: str) -> Grade:
    """Return the grade for a letter A-F and a digit 1-6. Raises ValueError for anything else."""
    if len(code) != 2 or code[0] not in RELIABILITY or code[1] not in CREDIBILITY:
        raise ValueError(f"A report grade is a letter A-F and a figure 1-6, not {code!r}.")
    letter, figure = code[0], code[1]
    sentence = f"Source: {RELIABILITY[letter].lower()}. Content: {CREDIBILITY[figure].lower()}."
    return Grade(code=code, words=CREDIBILITY[figure], tone=_TONES[figure], sentence=sentence)
