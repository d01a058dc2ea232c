"""A server that can be killed: a process of its own, on a database that outlives it.

python -m tests.browser.server FD    serves on a socket that is listening already: nobody waits for it to start.
"""

import os
import signal
import socket
import sqlite3
import subprocess
import sys
from pathlib import Path
from typing import Any

from django.contrib.staticfiles.handlers import StaticFilesHandler
from django.core.servers.basehttp import ThreadedWSGIServer, WSGIRequestHandler
from django.core.wsgi import get_wsgi_application
from django.db import connection


class Server:
    def __init__(self, folder: Path) -> None:
        self.folder = folder / "data"
        self.folder.mkdir()
        self.port = 0
        self.process: subprocess.Popen[bytes] | None = None
        if connection.vendor == "sqlite":
            with sqlite3.connect(self.folder / "newsroom.sqlite3") as copy:
                connection.connection.backup(copy)

    @property
    def url(self) -> str:
        return f"http://127.0.0.1:{self.port}"

    def start(self) -> None:
        with socket.socket() as listening:
            listening.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
            listening.bind(("127.0.0.1", self.port))
            listening.listen(64)
            self.port = listening.getsockname()[1]
            self.process = subprocess.Popen(
                [sys.executable, "-m", "tests.browser.server", str(listening.fileno())],
                env={**os.environ, "NEWSROOM_DATA": str(self.folder), **self._database()},
                pass_fds=[listening.fileno()],
                stderr=subprocess.DEVNULL,
            )

    def kill(self) -> None:
        if self.process is not None:
            self.process.send_signal(signal.SIGKILL)
            self.process.wait()
            self.process = None

    def take_database_away(self) -> None:
        if connection.vendor == "sqlite":
            self.folder.rename(self.folder.with_name("away"))
            return
        name = connection.settings_dict["NAME"]
        with connection._nodb_cursor() as cursor:
            cursor.execute(f'ALTER DATABASE "{name}" ALLOW_CONNECTIONS false')
            cursor.execute(
                "SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE datname = %s AND pid <> %s",
                [name, connection.connection.info.backend_pid],
            )

    def bring_database_back(self) -> None:
        if connection.vendor == "sqlite":
            self.folder.with_name("away").rename(self.folder)
            return
        with connection._nodb_cursor() as cursor:
            cursor.execute(f'ALTER DATABASE "{connection.settings_dict["NAME"]}" ALLOW_CONNECTIONS true')

    def _database(self) -> dict[str, str]:
        if connection.vendor == "sqlite":
            return {"DATABASE_URL": f"sqlite:///{self.folder / 'newsroom.sqlite3'}"}
        server, _slash, _name = os.environ["DATABASE_URL"].rpartition("/")
        return {"DATABASE_URL": f"{server}/{connection.settings_dict['NAME']}"}


def serve(listening: socket.socket) -> None:
    WSGIRequestHandler.disable_nagle_algorithm = True  # as in conftest.py
    server = ThreadedWSGIServer(listening.getsockname(), WSGIRequestHandler, bind_and_activate=False)
    server.socket.close()
    server.socket = listening
    server.server_name, server.server_port = listening.getsockname()
    server.setup_environ()
    application: Any = StaticFilesHandler(get_wsgi_application())
    server.set_app(application)
    server.serve_forever()


if __name__ == "__main__":
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "newsroom.settings")
    serve(socket.socket(fileno=int(sys.argv[1])))
