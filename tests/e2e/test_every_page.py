"""Every page in a real browser: opened by its address, at three widths, light and dark, with axe looking on."""

from __future__ import annotations

import pytest

from tests.e2e.conftest import pages
from tests.e2e.visits import Visits


@pytest.mark.parametrize("address", list(pages()))
def test_a_page_fits_every_width_and_axe_finds_nothing(visits: Visits, address: str) -> None:
    seen = visits.at(address)
    assert seen.exceptions == 0
    assert seen.axe == {}
    assert seen.sideways_at == []
    assert seen.complaints == []
    assert seen.outside == []
