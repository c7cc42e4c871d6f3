"""Reads what pages and the API show of ensembles."""
