"""What the order sheet on the play page posts, and what it is answered with."""
