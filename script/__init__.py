"""The commands of the README and what they start."""
