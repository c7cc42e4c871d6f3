"""What people may ask of the data that Parley keeps: forget a person, delete an exercise, keep for so long."""
