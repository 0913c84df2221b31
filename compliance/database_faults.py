"""What the database raises when it is away, overloaded, or somebody else was faster: it passes by
itself, and is no fault of whatever was being done."""

from django.db import InterfaceError, OperationalError

DATABASE_AWAY = (OperationalError, InterfaceError)
