"""How gunicorn serves the site, here and in containers. Commands add address and logs."""

from typing import Any

from compliance import pulse
from compliance.logs import configuration

workers = 2
preload_app = True  # read once for both, and for each that takes the place of one
worker_class = "compliance.web_worker.PatientWorker"
threads = 4
sendfile = False  # it would wait for slow clients
graceful_timeout = 10
control_socket_disable = True
access_log_format = '%(h)s "%(r)s" %(s)s %(b)s %(M)sms %({x-request-id}o)s'
logconfig_dict = {
    **configuration("INFO"),
    "loggers": {
        name: {"level": "INFO", "propagate": True} for name in ("gunicorn.error", "gunicorn.access")
    },
}


def when_ready(_server: Any) -> None:
    """The arbiter, which looks after the workers, shows that it is not frozen itself."""
    pulse.show()
