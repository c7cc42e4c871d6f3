"""The pages of a seat in its turn: the board, the map, and the frame around the regions of its pages."""
