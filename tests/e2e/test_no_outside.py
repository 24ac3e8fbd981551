"""The kernel's word that the app's process speaks to nobody outside: every page is walked, a file is imported.

`strace` writes down each address that the process connects or sends to. Where it is missing the test fails in CI, which
installs it (.ci/run), and elsewhere says plainly that it was left out.
"""

from __future__ import annotations

import os
import re
import shutil
from ipaddress import ip_address
from typing import Final

import pytest

from benchmarks.person import handshake
from tests.e2e.visits import Visits

ADDRESS: Final = re.compile(r'inet_addr\("([^"]+)"\)|inet_pton\(AF_INET6, "([^"]+)"')
ACCOUNTS: Final = ("/var/run/nscd/socket", "/run/nscd/socket")
"""Where the C library asks who an account is; an address that it learnt there would still be connected to."""
LOCAL_SOCKET: Final = re.compile(r'sun_path=@?"([^"]*)"')


@pytest.fixture
def strace() -> str:
    """The program, or the reason why the test cannot be."""
    found = shutil.which("strace")
    if found is None and os.environ.get("CI", "").lower() in {"1", "true"}:
        pytest.fail("strace is missing, and CI must run this test (Debian: apt-get install strace)", pytrace=False)
    if found is None:
        pytest.skip("LEFT OUT, no proof that nothing goes outside: install strace (Debian: apt-get install strace)")
    return found


def spoken_to(trace: str) -> set[str]:
    """Every address of a network that a trace names, this machine's own left out; and every local socket."""
    addresses = {one or other for one, other in ADDRESS.findall(trace)}
    outside = {address for address in addresses if not _is_here(address)}
    return outside | {name for name in LOCAL_SOCKET.findall(trace) if name and name not in ACCOUNTS}


def _is_here(address: str) -> bool:
    return ip_address(address).is_loopback or ip_address(address).is_unspecified


@pytest.mark.timeout(600)
@pytest.mark.usefixtures("strace")
def test_the_process_speaks_to_nobody_outside(visits: Visits) -> None:
    outside = {address: seen.outside for address, seen in visits.everywhere().items()}
    written = visits.trace() or ""
    assert re.search(r"(?:sendto|sendmsg)\(", written), "strace saw nothing at all"
    assert spoken_to(written) == set()
    assert {address: asked for address, asked in outside.items() if asked} == {}


@pytest.mark.usefixtures("strace")
def test_a_page_elsewhere_makes_the_process_ask_nobody_outside(visits: Visits) -> None:
    """Streamlit compares the origin of a web socket with this machine's addresses, which it asks others for."""
    assert handshake(visits.url, origin="https://evil.example") == 403
    assert handshake(visits.url, origin=visits.url) == 101
    assert spoken_to(visits.trace() or "") == set()


@pytest.mark.parametrize(
    ("line", "found"),
    [
        ('connect(7, {sa_family=AF_INET, sin_addr=inet_addr("93.184.216.34")}, 16)', {"93.184.216.34"}),
        ('connect(7, {sa_family=AF_INET6, inet_pton(AF_INET6, "2606:2800::1", &sin6_addr)}, 28)', {"2606:2800::1"}),
        ('sendto(5, "x", 1, 0, {sa_family=AF_INET, sin_addr=inet_addr("10.0.0.53")}, 16)', {"10.0.0.53"}),
        ('connect(3, {sa_family=AF_UNIX, sun_path="/run/resolver"}, 110)', {"/run/resolver"}),
        ('connect(7, {sa_family=AF_INET, sin_addr=inet_addr("127.0.0.1")}, 16)', set()),
    ],
)  # fmt: skip
def test_a_trace_is_read_as_it_should_be(line: str, found: set[str]) -> None:
    assert spoken_to(line) == found
