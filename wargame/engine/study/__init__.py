"""Many games: ensembles, attributions, comparisons, tournaments and rehearsals."""
