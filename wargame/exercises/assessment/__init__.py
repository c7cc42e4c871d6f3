"""The assessment of a class: participation, the entries that moved each aim, and marks of seats and students."""
