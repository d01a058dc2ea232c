"""gunicorn, for systemd and for the containers alike: gunicorn newsroom.wsgi --config deploy/gunicorn.conf.py"""

import os

# A page that is kept is told in a fraction of a millisecond; a process that waits for the database has other threads
# to tell it. One process more than cores, so that one that renders does not hold up the others.
worker_class = "gthread"
workers = int(os.environ.get("WEB_WORKERS", "3"))
threads = 4
timeout = 60
graceful_timeout = 60
# Memory that a library has lost comes back; not all processes at once.
max_requests = 50_000
max_requests_jitter = 5_000
errorlog = "-"
control_socket_disable = True
