"""From bytes to the forms that importers read: a database, or a text and the table in it."""

from __future__ import annotations

from analytics.errors import HindsightError, UnreadableFile
from analytics.importers._database import MAGIC, Database, open_database
from analytics.importers._limits import LARGEST_FILE_MB
from analytics.importers._table import Table, tokenise
from analytics.importers._text import Text, decode
from analytics.language import _, counted


class Upload:
    """One file. Each form is made once, when it is first asked for."""

    def __init__(self, name: str, content: bytes) -> None:
        """`name` is the file's name, for messages. UnreadableFile when the file is larger than any log, or no text."""
        if len(content) > LARGEST_FILE_MB * 1_000_000:
            raise UnreadableFile(
                _(
                    "{name} has {megabytes} MB; the limit is {limit} MB.",
                    name=name,
                    megabytes=counted(round(len(content) / 1_000_000)),
                    limit=LARGEST_FILE_MB,
                ),
                _("A training log of ten years has about 5 MB. Is this the right file?"),
            )
        self.name = name
        self._database = open_database(name, content) if content.startswith(MAGIC) else None
        self._text = None if self._database else decode(name, content)
        self._table: Table | HindsightError | None = None

    @property
    def is_database(self) -> bool:
        return self._database is not None

    def form(self, kind: type) -> Table | Text | Database | None:
        """The file as `kind`; None when it is not of that form (a text without a table included)."""
        if kind is Database:
            return self._database
        if self._text is None or kind is Text:
            return self._text
        found = self._tokenised()
        return None if isinstance(found, HindsightError) else found

    def table(self) -> Table:
        """The table in the text; UnreadableFile says why there is none."""
        found = self._tokenised()
        if isinstance(found, HindsightError):
            raise found
        return found

    def _tokenised(self) -> Table | HindsightError:
        if self._table is None:
            if self._text is None:
                return UnreadableFile(
                    _("{name} is a database, not a table.", name=self.name), _("Use the app's CSV export instead.")
                )
            try:
                self._table = tokenise(self.name, self._text)
            except HindsightError as refused:
                self._table = refused
        return self._table
