"""The evaluate room: ensembles of played games, rehearsals and tournaments."""
