"""The schema of the files of the library and of a pack, with a message and a remedy for every mistake."""
