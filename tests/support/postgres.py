"""A PostgreSQL of our own, in a folder of its own, gone when the tests are."""

import os
import pwd
import shutil
import signal
import subprocess
import tempfile
import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path
from urllib.parse import quote

HOW_TO_INSTALL = "PostgreSQL is not installed: on Debian and Ubuntu, apt-get install postgresql"
USER = "alongside"
# Throwaway data: nothing here need survive a power cut.
FAST = {"fsync": "off", "synchronous_commit": "off", "full_page_writes": "off"}
SETTINGS = {"listen_addresses": "", "max_connections": "60", "shared_buffers": "64MB"}


class PostgresFailed(Exception):
    """The server did not start; the message carries its log."""


def find_binaries() -> Path | None:
    """Return the folder that holds ``initdb`` and ``postgres``, newest version first."""
    on_path = shutil.which("postgres")
    if on_path and shutil.which("initdb"):
        return Path(on_path).resolve().parent
    versions = Path("/usr/lib/postgresql").glob("*/bin")
    kept = [folder for folder in versions if (folder / "postgres").exists()]
    return max(kept, key=lambda folder: float(folder.parent.name), default=None)


def unprivileged_user() -> str | None:
    """Return who runs the server, since PostgreSQL refuses root; ``None`` is ourselves."""
    if os.geteuid() != 0:
        return None
    known = {entry.pw_name for entry in pwd.getpwall()}
    return "postgres" if "postgres" in known else "nobody"


@dataclass
class Cluster:
    """One server on a Unix socket, which only this machine's users can reach.

    Attributes:
        folder: Where its files and socket are.
        binaries: Where PostgreSQL's programs are.
        durable: Keep what was acknowledged even through a kill; for the fault tests.
    """

    folder: Path
    binaries: Path
    durable: bool = False
    process: subprocess.Popen[bytes] | None = field(default=None, init=False)

    @property
    def url(self) -> str:
        """What ``DATABASE_URL`` is set to."""
        return f"postgres://{USER}@{quote(str(self.folder), safe='')}/postgres"

    def create(self) -> None:
        """Make the files of an empty server."""
        user = unprivileged_user()
        if user:
            shutil.chown(self.folder, user)
        command = [self.binaries / "initdb", "-D", self.folder / "files", "-U", USER]
        command += ["--auth=trust", "--encoding=UTF8", "--locale=C"]
        if not self.durable:
            command.append("--no-sync")
        done = subprocess.run(command, user=user, capture_output=True, text=True, cwd=self.folder)
        if done.returncode:
            raise PostgresFailed(done.stderr)

    def start(self) -> None:
        """Start the server and wait until it answers."""
        settings = SETTINGS if self.durable else SETTINGS | FAST
        command = [str(self.binaries / "postgres"), "-D", str(self.folder / "files")]
        command += ["-k", str(self.folder)]
        command += [part for name, value in settings.items() for part in ("-c", f"{name}={value}")]
        if shutil.which("setpriv"):
            # The server goes when we do, even if we are killed.
            command = ["setpriv", "--pdeathsig", "INT", *command]
        with (self.folder / "log").open("ab") as log:
            self.process = subprocess.Popen(
                command, user=unprivileged_user(), stdout=log, stderr=log, cwd=self.folder
            )
        self._wait()

    def _wait(self) -> None:
        ask = [self.binaries / "pg_isready", "-q", "-h", self.folder, "-U", USER]
        for _ in range(300):
            if subprocess.run(ask).returncode == 0:
                return
            if self.process is None or self.process.poll() is not None:
                break
            time.sleep(0.1)
        raise PostgresFailed((self.folder / "log").read_text(errors="replace")[-2000:])

    def stop(self, how: signal.Signals = signal.SIGINT) -> None:
        """Stop the server by its process id: SIGINT closes connections, SIGQUIT just dies."""
        if self.process is not None and self.process.poll() is None:
            self.process.send_signal(how)
            self.process.wait(timeout=30)
        self.process = None


@contextmanager
def postgres_cluster(*, durable: bool = False) -> Iterator[Cluster]:
    """Give a running server for as long as the block lasts.

    Args:
        durable: Keep what was acknowledged even through a kill.

    Raises:
        PostgresFailed: It is not installed, or did not start.
    """
    binaries = find_binaries()
    if binaries is None:
        raise PostgresFailed(HOW_TO_INSTALL)
    folder = Path(tempfile.mkdtemp(prefix="alongside-pg-", dir="/tmp"))
    cluster = Cluster(folder=folder, binaries=binaries, durable=durable)
    try:
        cluster.create()
        cluster.start()
        yield cluster
    finally:
        cluster.stop()
        shutil.rmtree(folder, ignore_errors=True)
