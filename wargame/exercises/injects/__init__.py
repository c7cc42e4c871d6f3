"""Reports and events that the scenario or the white cell puts to seats."""
