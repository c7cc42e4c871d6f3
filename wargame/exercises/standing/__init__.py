"""The line on every page that says where the exercise stands."""
