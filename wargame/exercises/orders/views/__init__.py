"""Posts of the order sheet on the play page, and their answers."""
