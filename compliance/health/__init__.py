"""Whether this installation lives, is ready, and how it fares: for proxies, watchmen and graphs."""
