"""Test the room `store`."""
