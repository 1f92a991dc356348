"""Attempts to get in, or to stop a run, each with what stops it."""
