"""The order sheet, and the page on which it is written."""
