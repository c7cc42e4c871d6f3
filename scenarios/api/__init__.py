"""The design room for programs: scenarios and the facts they are made of, read-only."""
