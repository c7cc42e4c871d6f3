"""Trials: an author plays a scenario of an own draft or of answers before anybody else sees it."""
