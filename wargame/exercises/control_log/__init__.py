"""The people who may steer an exercise, and the record of their acts."""
