"""The words of advisers, and the choice of their sources."""
