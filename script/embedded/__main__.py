"""`python -m script.embedded start|stop|status|key`, for developers and the scripts."""

import argparse
import os
from pathlib import Path

from script import embedded


def main() -> None:
    """`start`, `stop` or `status` for both servers, or `key` to make the secret key."""
    parser = argparse.ArgumentParser(prog="python -m script.embedded", description=__doc__)
    parser.add_argument("verb", choices=("start", "stop", "status", "key"))
    verb, home = parser.parse_args().verb, _home()
    if verb == "start":
        print(embedded.start_postgres(home), embedded.start_redis(home), sep="\n")
    elif verb == "stop":
        embedded.stop_postgres(home)
        embedded.stop_redis(home)
    elif verb == "key":
        embedded.make_secret_key(home)
    else:
        print("PostgreSQL", "runs" if embedded.postgres_answers(home) else "is down")
        print("Redis", "runs" if embedded.redis_answers(home) else "is down")


def _home() -> Path:
    return Path(os.environ.get("GATE49_HOME") or Path(__file__).parents[2] / ".gate49").resolve()


if __name__ == "__main__":
    main()
