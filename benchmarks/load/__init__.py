"""Many browsers at one Parley: what `manage.py loadtest` measures."""
