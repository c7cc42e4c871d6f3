"""Pages of messages, press and proposals, each also a region of the play page."""
