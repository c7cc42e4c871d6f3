"""The debrief of a class in the room: questions to the projector, guesses on phones, then what the rules say."""
