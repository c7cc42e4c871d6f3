"""Conduct: exercises, their seats, turns, orders and ledgers."""
