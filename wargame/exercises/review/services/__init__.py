"""Rulings of the white cell on outcomes, and its questions to seats."""
