"""PostgreSQL and Redis from Python wheels, for a trial on one machine and for the tests.

Their addresses follow from the home folder alone (compliance/servers.py). `script/server`, the
tests and `python -m script.embedded` do the starting; production needs none of this.
"""

from compliance.servers import postgres_url, redis_url
from script.embedded.home import make_secret_key
from script.embedded.postgres import (
    launch_postgres,
    postgres_answers,
    start_postgres,
    stop_postgres,
)
from script.embedded.processes import EmbeddedError, ending_with_parent
from script.embedded.redis import launch_redis, redis_answers, start_redis, stop_redis

__all__ = [
    "EmbeddedError",
    "ending_with_parent",
    "launch_postgres",
    "launch_redis",
    "make_secret_key",
    "postgres_answers",
    "postgres_url",
    "redis_answers",
    "redis_url",
    "start_postgres",
    "start_redis",
    "stop_postgres",
    "stop_redis",
]
