"""The page of a turn under way and its regions."""
