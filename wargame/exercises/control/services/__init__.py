"""The writes of those who lead an exercise, and of the clock."""
