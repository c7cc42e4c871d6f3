"""What the white cell can decide, what is due, and what an argument is worth; pages and services ask here."""
