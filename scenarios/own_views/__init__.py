"""Pages of own scenarios: the list of an account, the files of one scenario, and what leads to other people."""
