"""Pages on outcomes before they are shown: rulings, questions and arguments."""
