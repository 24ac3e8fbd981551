"""The real app in a real Chromium: what the browser tests and the screenshots share."""

from __future__ import annotations

import os
import shutil
import socket
import subprocess
import sys
import tempfile
import time
import urllib.error
import urllib.request
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Final

PROJECT: Final = Path(__file__).resolve().parent.parent
CHROMIUM_NAMES: Final = ("chromium", "chromium-browser", "google-chrome", "google-chrome-stable")
CHROMIUM_FLAGS: Final = (
    "--disable-gpu",
    "--disable-quic",
    "--no-first-run",
    # Chromium's own look-ups would end up among the requests that a test counts.
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
    "--disable-features=OptimizationHints,MediaRouter,Translate",
)
START_SECONDS: Final = 60.0
AT_REST: Final = """
() => new Promise(done => {
  const look = () => {
    if (document.querySelector('[data-testid=stSkeleton]')) { timer = setTimeout(look, 600); return; }
    observer.disconnect();
    done();
  };
  let timer = setTimeout(look, 600);
  const observer = new MutationObserver(() => { clearTimeout(timer); timer = setTimeout(look, 600); });
  observer.observe(document.body, {childList: true, subtree: true});
})
"""
"""JavaScript that ends when nothing has come to the page or gone from it for a while: charts and grids are drawn after
the script has run.
"""


class AppDidNotStart(RuntimeError):
    """The server ended, or did not answer in time; its output is in the message."""


@dataclass(frozen=True, slots=True)
class RunningApp:
    """A started app: where it answers, where its log lies, the file that its output goes to, and its process."""

    url: str
    data_dir: Path
    output: Path
    process_id: int = 0

    def printed(self) -> str:
        """What the server has written so far, tracebacks included."""
        return self.output.read_text(encoding="utf-8", errors="replace")


def find_chromium() -> str | None:
    """The Chromium to drive: `HINDSIGHT_CHROMIUM`, else the first of the usual names on PATH, else None."""
    stated = os.environ.get("HINDSIGHT_CHROMIUM")
    if stated:
        return stated if Path(stated).exists() else None
    return next((found for name in CHROMIUM_NAMES if (found := shutil.which(name))), None)


def chromium_flags() -> list[str]:
    """Flags for a quiet browser; as root (a CI machine) Chromium starts only without its sandbox."""
    is_root = hasattr(os, "geteuid") and os.geteuid() == 0
    return [*CHROMIUM_FLAGS, *(["--no-sandbox"] if is_root else [])]


@contextmanager
def running_app(
    data_dir: Path,
    *,
    environment: Mapping[str, str] | None = None,
    script: Path = PROJECT / "app.py",
    port: int | None = None,
    watched_by: Sequence[str] = (),
) -> Iterator[RunningApp]:
    """`streamlit run app.py` (or another script) on a free port with its log in `data_dir`, ended on the way out.

    Errors are shown whole in the page, so that a test sees them. `watched_by` is a command that runs it, such as
    `strace`. Raises `AppDidNotStart`.
    """
    port = port or free_port()
    with tempfile.TemporaryDirectory(prefix="hindsight-server-") as folder:
        app = RunningApp(f"http://127.0.0.1:{port}", data_dir, Path(folder, "output.txt"))
        with app.output.open("wb") as output:
            server = subprocess.Popen(
                [*watched_by, *_command(port, script)],
                cwd=PROJECT,
                env=_environment(data_dir, environment or {}),
                stdin=subprocess.DEVNULL,
                stdout=output,
                stderr=subprocess.STDOUT,
            )
            try:
                _wait_until_healthy(app, server)
                yield replace(app, process_id=server.pid)
            finally:
                _end(server)


def free_port() -> int:
    """A port of loopback that nothing listens on at this moment."""
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])


def _command(port: int, script: Path) -> list[str]:
    return [
        *(sys.executable, "-m", "streamlit", "run", str(script)),
        *("--server.port", str(port), "--server.headless", "true"),
    ]


def _environment(data_dir: Path, extra: Mapping[str, str]) -> dict[str, str]:
    return {
        **os.environ,
        "HINDSIGHT_DATA_DIR": str(data_dir),
        "STREAMLIT_CLIENT_SHOW_ERROR_DETAILS": "full",
        "PYTHONUNBUFFERED": "1",
        **extra,
    }


def _wait_until_healthy(app: RunningApp, server: subprocess.Popen[bytes]) -> None:
    deadline = time.monotonic() + START_SECONDS
    while time.monotonic() < deadline:
        if server.poll() is not None:
            raise AppDidNotStart(f"The app ended with code {server.returncode}.\n{app.printed()}")
        try:
            with urllib.request.urlopen(f"{app.url}/_stcore/health", timeout=2) as answer:  # noqa: S310 - our own http address
                if answer.status == 200:
                    return
        except (urllib.error.URLError, OSError):
            time.sleep(0.05)
    raise AppDidNotStart(f"The app did not answer within {START_SECONDS:.0f} s.\n{app.printed()}")


def _end(server: subprocess.Popen[bytes]) -> None:
    server.terminate()
    try:
        server.wait(timeout=10)
    except subprocess.TimeoutExpired:
        server.kill()
        server.wait(timeout=10)
