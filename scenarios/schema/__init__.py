"""What may stand in the files of the library and of a pack, with a message and a remedy for what may not."""
