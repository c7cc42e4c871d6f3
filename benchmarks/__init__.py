"""Programs that measure Parley, and the commands `bench` and `loadtest`."""
