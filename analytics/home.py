"""Where everything lives, for the app and the command line alike: the one place that asks the system for it."""

from __future__ import annotations

import os
from pathlib import Path

import platformdirs


def home() -> Path:
    """`HINDSIGHT_DATA_DIR`, else the platform's user data directory. What cron, systemd and a container set was read by
    no shell, so `~` is looked up here.
    """
    chosen = os.environ.get("HINDSIGHT_DATA_DIR")
    return Path(os.path.expanduser(chosen)) if chosen else platformdirs.user_data_path("hindsight", appauthor=False)
