"""Items that wait for a ruling, and the words about them for the white cell and the seats."""
