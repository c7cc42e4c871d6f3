"""The writes: modules are plural nouns with bare verbs, so that a call reads as a sentence."""
