"""Injects that the white cell enters, steers and sends; messages that the scenario offers."""
