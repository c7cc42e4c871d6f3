"""What a seat sees of its turn: the board, the map, and the frame around the regions of its pages."""
