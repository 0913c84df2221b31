"""PostgreSQL and Redis from Python wheels, for a trial on one machine and for the tests.

Addresses follow from the home folder alone, so settings can name the servers without starting
them. `script/server`, the tests and `python -m compliance.embedded` do the starting; production
sets DATABASE_URL and REDIS_URL and needs none of this.
"""

from compliance.embedded.addresses import (
    application_url,
    broker_url,
    cache_url,
    make_secret_key,
    postgres_url,
    redis_url,
    secret_key,
)
from compliance.embedded.postgres import (
    launch_postgres,
    postgres_answers,
    start_postgres,
    stop_postgres,
)
from compliance.embedded.processes import EmbeddedError, ending_with_parent
from compliance.embedded.redis import launch_redis, redis_answers, start_redis, stop_redis

__all__ = [
    "EmbeddedError",
    "application_url",
    "broker_url",
    "cache_url",
    "ending_with_parent",
    "launch_postgres",
    "launch_redis",
    "make_secret_key",
    "postgres_answers",
    "postgres_url",
    "redis_answers",
    "redis_url",
    "secret_key",
    "start_postgres",
    "start_redis",
    "stop_postgres",
    "stop_redis",
]
