"""What pages and programs read of ensembles, in their shape."""
