"""What an observer may see by now, and what was noted."""
