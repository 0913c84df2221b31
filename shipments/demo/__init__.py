"""Demonstration data: invented people and firms, filed through the same actions as real ones."""
