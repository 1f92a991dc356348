"""Test the room `exchange`."""
