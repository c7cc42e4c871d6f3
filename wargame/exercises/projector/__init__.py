"""The page that a class sees on the wall: the code to join, the turn under way, all groups; nothing that is secret."""
