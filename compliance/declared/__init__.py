"""The dictionary of declared fields: each described once, for forms, API, pages and papers."""
