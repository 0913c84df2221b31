"""Programs that are packed into bundles and answer line by line, JSON in, JSON out."""
