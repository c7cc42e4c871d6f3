"""Rulings, arguments, and questions on outcomes, before the results are shown."""
