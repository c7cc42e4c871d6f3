"""The things that a white cell prepares for one exercise alone, without a copy of the scenario."""
