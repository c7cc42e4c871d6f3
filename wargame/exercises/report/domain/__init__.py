"""What pages, files and services agree on about a report."""
