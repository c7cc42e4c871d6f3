"""People have Parley forget a person, delete an exercise, or keep it for so long."""
