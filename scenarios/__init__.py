"""Design: scenarios, the states and alliances in them, and the packs they are loaded from."""
