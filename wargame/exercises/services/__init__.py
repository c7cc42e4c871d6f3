"""The writes of the conduct room: plural nouns with bare verbs, so that a call reads as a sentence."""
