"""Uploaded files that nobody opens before a virus scanner has."""
