"""Creating exercises, classes and groups; joining, and who sits where."""
