"""The words of advisers, and the choice of what they cite."""
