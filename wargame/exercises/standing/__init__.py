"""The line on other pages that says where an exercise stands."""
