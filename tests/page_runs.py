"""What Streamlit's test runner does over and over while pages are drawn, and longer than most pages take: done less."""

from __future__ import annotations

from functools import cache

import pytest
from streamlit.components.v2 import manifest_scanner
from streamlit.runtime.scriptrunner import ScriptRunnerEvent
from streamlit.testing.v1.local_script_runner import LocalScriptRunner


def spare_page_runs(patched: pytest.MonkeyPatch) -> None:
    """Let the first `AppTest` alone read the metadata of every installed package, and none go through all events of a
    run each millisecond to see whether it ended: the end is the last of them.
    """
    patched.setattr(manifest_scanner, "scan_component_manifests", cache(manifest_scanner.scan_component_manifests))
    patched.setattr(LocalScriptRunner, "script_stopped", _has_stopped)


def _has_stopped(runner: LocalScriptRunner) -> bool:
    return runner.events[-1:] == [ScriptRunnerEvent.SHUTDOWN]
