"""Test the front door."""
