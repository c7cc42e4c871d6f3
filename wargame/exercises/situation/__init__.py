"""What a seat sees of its turn: the board, the map and what stands around every region."""
