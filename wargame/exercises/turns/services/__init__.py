"""Opening, closing, adjudicating, replaying and forking turns."""
