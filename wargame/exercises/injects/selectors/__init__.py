"""The timeline of injects, and the card of each."""
