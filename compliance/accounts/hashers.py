"""How passwords are kept."""

from django.contrib.auth.hashers import Argon2PasswordHasher


class Argon2(Argon2PasswordHasher):
    """Argon2id as OWASP's password storage cheat sheet asks at least: 19 MiB, two passes, one lane.
    Django's 100 MiB for each sign-in would be what a web process needs for all the rest."""

    time_cost = 2
    memory_cost = 19 * 1024
    parallelism = 1
