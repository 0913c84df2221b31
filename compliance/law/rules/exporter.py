"""EXP: the exporter's own standing with customs."""
