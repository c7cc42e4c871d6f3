"""One turn: sheets and interventions go in; world, ledger and outcomes come out."""
