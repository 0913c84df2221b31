"""The law as code. Pure: no database, no request, no clock."""
