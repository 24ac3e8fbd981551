"""Hindsight for several people on one server: who signed in, whose folder is theirs, and whom they let look at it.

Nothing here acts unless sign-in is configured (docs/hosting.md); for one person on one computer there is no account.
"""
