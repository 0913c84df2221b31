"""PostgreSQL as Django speaks to it, and events of the log written last before each commit."""
