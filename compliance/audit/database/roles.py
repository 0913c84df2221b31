"""Two roles: the owner, who migrates, and the application's, which can add to frozen tables but
neither change nor empty them, take their triggers off, nor drop them."""

from collections.abc import Iterator
from contextlib import contextmanager

from django.conf import settings
from django.db import connection
from psycopg import sql

ADD_ONLY = """
SELECT DISTINCT tgrelid::regclass::text FROM pg_trigger
JOIN pg_proc ON pg_proc.oid = tgfoid WHERE proname = 'refuse_change'
"""
MAY_MAKE_ROLES = "SELECT rolsuper OR rolcreaterole FROM pg_roles WHERE rolname = current_user"
IS_THERE = "SELECT EXISTS (SELECT FROM pg_roles WHERE rolname = %s)"
RIGHTS = (
    "GRANT USAGE ON SCHEMA public TO {role}",
    "GRANT SELECT, INSERT, UPDATE, DELETE ON ALL TABLES IN SCHEMA public TO {role}",
    "GRANT USAGE, SELECT ON ALL SEQUENCES IN SCHEMA public TO {role}",
    "REVOKE INSERT, UPDATE, DELETE ON django_migrations FROM {role}",
    "REVOKE DELETE ON audit_head FROM {role}",
    # A temporary table of the same name would take what is meant for the log.
    "REVOKE TEMPORARY ON DATABASE {database} FROM PUBLIC, {role}",
)


@contextmanager
def owner() -> Iterator[None]:
    """Speak to the database as its owner inside the block."""
    before = {name: connection.settings_dict[name] for name in settings.DATABASE_OWNER}
    _become(settings.DATABASE_OWNER)
    try:
        yield
    finally:
        _become(before)


def grant_rights() -> None:
    """Give the application's role what it needs of the tables there are now, and no more.

    Call as the owner. Makes the role where it is missing and the owner may make one; nothing
    happens where owner and application are one role.
    """
    role = settings.DATABASE_APPLICATION["USER"]
    if role in ("", settings.DATABASE_OWNER["USER"]) or not _is_there(role):
        return
    names = {"role": role, "database": connection.settings_dict["NAME"]}
    quoted = {key: sql.Identifier(name) for key, name in names.items()}
    with connection.cursor() as cursor:
        for statement in RIGHTS:
            cursor.execute(sql.SQL(statement).format(**quoted))
        cursor.execute(ADD_ONLY)
        for (table,) in cursor.fetchall():
            cursor.execute(
                sql.SQL("REVOKE UPDATE, DELETE, TRUNCATE ON {table} FROM {role}").format(
                    table=sql.Identifier(table), role=sql.Identifier(role)
                )
            )


def can_tamper() -> bool:
    """Whether the role of this connection could take the log's triggers off."""
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT rolsuper OR pg_has_role(relowner, 'USAGE') FROM pg_class, pg_roles "
            "WHERE pg_class.oid = 'audit_event'::regclass AND rolname = current_user"
        )
        return bool(cursor.fetchone()[0])


def _is_there(role: str) -> bool:
    with connection.cursor() as cursor:
        cursor.execute(IS_THERE, [role])
        if cursor.fetchone()[0]:
            return True
        cursor.execute(MAY_MAKE_ROLES)
        if not cursor.fetchone()[0]:
            return False
        password = sql.Literal(settings.DATABASE_APPLICATION["PASSWORD"])
        make = sql.SQL("CREATE ROLE {role} LOGIN PASSWORD {password}")
        cursor.execute(make.format(role=sql.Identifier(role), password=password))
        return True


def _become(person: dict[str, str]) -> None:
    if any(connection.settings_dict[name] != value for name, value in person.items()):
        connection.close()
        connection.settings_dict.update(person)
