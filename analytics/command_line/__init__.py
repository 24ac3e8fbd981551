"""The command line: arguments in, text out, no logic. One module a room of commands; `parser` knows all of them.

The clock is read once, by `analytics.__main__`: a command finds the moment it was called at in `asked.now`.
"""

from __future__ import annotations

from typing import Final

OK: Final = 0
FAILED: Final = 1
NEW_WARNING: Final = 3
