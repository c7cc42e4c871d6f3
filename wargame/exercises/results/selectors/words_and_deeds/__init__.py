"""Words and deeds: what seats promised each other, and what they did, as far as the reader may know both."""

from wargame.exercises.results.selectors.words_and_deeds.judged import JudgedWord, judged_words
from wargame.exercises.results.selectors.words_and_deeds.page import WordsAndDeeds, finding_of, words_and_deeds_of

__all__ = ["JudgedWord", "WordsAndDeeds", "finding_of", "judged_words", "words_and_deeds_of"]
