"""Messages, the press and proposals as a reader may see them."""
