"""gunicorn, for systemd and for the containers alike: gunicorn newsroom.wsgi --config deploy/gunicorn.conf.py"""

import gc
import os
from typing import Any

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


def post_worker_init(worker: Any) -> None:
    """What is loaded by now stays: Python need not look through it again and again for what could be thrown away."""
    gc.collect()
    gc.freeze()
    gc.set_threshold(10_000, 20, 20)
