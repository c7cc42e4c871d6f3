"""What the scenario or the white cell puts to seats."""
