"""The decisions of the white cell, the items that are due, and the worth of an argument; pages and services ask
here."""
