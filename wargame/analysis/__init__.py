"""The evaluate room: ensembles of what was played, rehearsals and tournaments."""
