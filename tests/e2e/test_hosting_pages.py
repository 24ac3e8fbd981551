"""What only a server for several has: the page to sign in on, and Settings > Sharing, at both widths and with axe."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest

from benchmarks.hosted import guest, hosted_app, provider, settled
from tests.e2e.conftest import Witness, scrolls_sideways
from tests.e2e.visits import axe_faults


@pytest.mark.timeout(600)
def test_signing_in_and_sharing_fit_every_width_and_axe_finds_nothing(
    browser: Any, tmp_path: Path, witness: Witness
) -> None:
    with provider("anna") as issuer, hosted_app(tmp_path / "data", issuer) as hosted:
        with guest(browser, hosted) as nobody:
            witness.watch(nobody.page)
            nobody.go("")
            assert looks_right(nobody.page)
        with guest(browser, hosted, "anna", on_screen=False) as anna:
            witness.watch(anna.page)
            anna.go("settings?part=Sharing")
            anna.page.get_by_role("button", name="Make a code").click()
            anna.page.get_by_text("It is shown this once.").wait_for()
            assert looks_right(anna.page)
            anna.go("import")
            assert "Your log is yours alone" in anna.sees()
            assert "stays on this computer" not in anna.sees()
    assert witness.complaints == []
    assert witness.outside == []


def looks_right(page: Any) -> bool:
    """At both widths, light and dark; says what is wrong."""
    faults: dict[str, list[str]] = {}
    for width in (1440, 390):
        page.set_viewport_size({"width": width, "height": 1000})
        for scheme in ("light", "dark"):
            page.emulate_media(color_scheme=scheme)
            settled(page)
            faults |= axe_faults(page, of_colours=scheme == "dark")
        assert not scrolls_sideways(page), f"scrolls sideways at {width} px"
    assert faults == {}
    return True
