"""How gunicorn serves the site, here and in containers. Commands add address and logs."""

workers = 2
worker_class = "compliance.web_worker.PatientWorker"
threads = 4
graceful_timeout = 10
control_socket_disable = True
