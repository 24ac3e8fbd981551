"""Files that somebody made to harm whoever opens them: by the paths they hold, by what they unpack to, by what they
are. Each is made when it is asked for; none is larger than it must be for its trick.
"""

from __future__ import annotations

import gzip
import io
import sqlite3
import stat
import zipfile
import zlib
from collections.abc import Callable, Mapping
from contextlib import closing
from dataclasses import dataclass
from functools import partial
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Final

from analytics.importers._limits import LARGEST_FILE_MB, LONGEST_LINE, MOST_LINES
from analytics.training_log import DATABASE_NAME, TrainingLog
from benchmarks.hostile.texts import NOW

LOG: Final = b"started_at,exercise,reps,weight_kg\n2026-03-01 18:00,Squat,5,100\n"
PATHS: Final = (
    *("../../etc/passwd.csv", "/etc/cron.d/hindsight.csv", "..\\..\\windows\\x.csv", "C:\\log.csv", "nul\x00.csv"),
    *("CON.csv", "a/../../b.csv", "\u202evsc.exe.csv", "x" * 4_000 + ".csv", "\x1b[2J.csv", "~/log.csv"),
)
_ZEROS: Final = bytes(1_000_000)


@dataclass(frozen=True, slots=True)
class HostileFile:
    """A file as it is offered, and whether its sets (which are honest) may come in."""

    name: str
    made: Callable[[], bytes]
    is_a_log: bool = False


def zipped(entries: Mapping[str, bytes], *, symlinks: bool = False) -> bytes:
    """An archive with these entries, their names as they stand here."""
    packed = io.BytesIO()
    with zipfile.ZipFile(packed, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, content in entries.items():
            entry = zipfile.ZipInfo(name)
            entry.filename = name  # the standard library would end it at a NUL
            entry.compress_type = zipfile.ZIP_DEFLATED
            entry.external_attr = (stat.S_IFLNK | 0o777) << 16 if symlinks else 0
            archive.writestr(entry, content)
    return packed.getvalue()


def _bomb(megabytes: int) -> bytes:
    return zipped({f"{number}.csv": _ZEROS for number in range(megabytes)})


def _nested(depth: int) -> bytes:
    content = zipped({"log.csv": LOG})
    for __ in range(depth):
        content = zipped({f"{number}.zip": content for number in range(3)})
    return content


def _lying() -> bytes:
    """An archive whose only entry says that it is small."""
    honest = zipped({"log.csv": bytes(20_000_000)})
    return honest.replace((20_000_000).to_bytes(4, "little"), (100).to_bytes(4, "little"))


def _encrypted() -> bytes:
    content = bytearray(zipped({"log.csv": LOG}))
    content[6] |= 1
    content[content.index(b"PK\x01\x02") + 8] |= 1
    return bytes(content)


def _workbook(sheet: str, *, strings: str = "", doctype: str = "") -> bytes:
    """A workbook of one sheet, its XML as given."""
    kind = "http://schemas.openxmlformats.org/"
    relation = f"{kind}officeDocument/2006/relationships"
    return zipped(
        {
            "[Content_Types].xml": f'<Types xmlns="{kind}package/2006/content-types"/>'.encode(),
            "xl/workbook.xml": f'<workbook xmlns:r="{relation}"><sheets><sheet name="a" r:id="r1"/></sheets></workbook>'
            "".encode(),
            "xl/_rels/workbook.xml.rels": (
                f'<Relationships><Relationship Id="r1" Type="{relation}/worksheet" Target="worksheets/sheet1.xml"/>'
                f'<Relationship Id="r2" Type="{relation}/sharedStrings" Target="sharedStrings.xml"/></Relationships>'
            ).encode(),
            "xl/worksheets/sheet1.xml": f"{doctype}<worksheet><sheetData>{sheet}</sheetData></worksheet>".encode(),
            "xl/sharedStrings.xml": f"{doctype}<sst>{strings}</sst>".encode(),
        }
    )


def _laughs() -> bytes:
    """Entities of entities: a few hundred bytes that are a billion."""
    entities = "".join(f'<!ENTITY l{n} "{f"&l{n - 1};" * 10}">' for n in range(1, 10))
    doctype = f'<!DOCTYPE x [<!ENTITY l0 "ha">{entities}<!ENTITY file SYSTEM "file:///etc/passwd">]>'
    return _workbook('<row><c t="s"><v>0</v></c></row>', strings="<si><t>&l9;&file;</t></si>", doctype=doctype)


def _wide_sheet() -> bytes:
    return _workbook('<row r="1048576"><c r="XFD1048576"><v>1</v></c></row><row r="1"><c r="A1"><v>1</v></c></row>')


def _shared_strings() -> bytes:
    """One long text that each of many cells is."""
    cells = '<c t="s"><v>0</v></c>' * 100
    return _workbook(f"<row>{cells}</row>" * 2_000, strings=f"<si><t>{'x' * 1_000_000}</t></si>")


def _database(*scripts: str) -> bytes:
    with TemporaryDirectory() as folder:
        file = Path(folder, "made.db")
        with closing(sqlite3.connect(file)) as connection:
            connection.executescript("".join(scripts))
        return file.read_bytes()


_BACKUP_TABLES: Final = (
    "create table exercise (_id integer, name text, category_id integer, exercise_type_id integer, notes text);"
)


def _endless_view() -> bytes:
    """A backup whose table is a view that never ends."""
    endless = "with recursive n(x) as (select 1 union all select x + 1 from n) select x as _id, x as exercise_id from n"
    return _database(_BACKUP_TABLES, "create view training_log as ", endless)


def _triggers() -> bytes:
    return _database(
        _BACKUP_TABLES,
        "create table training_log (_id integer, exercise_id integer, date text, metric_weight real, reps integer);"
        "create trigger t after insert on training_log begin delete from training_log; end;"
        "insert into training_log values (1, 1, ''';drop table sets;--', 1e308, 99999999999);",
    )


def _own_log() -> bytes:
    with TemporaryDirectory() as folder:
        TrainingLog.open(Path(folder)).close()
        return Path(folder, DATABASE_NAME).read_bytes()


def _own_backup() -> bytes:
    with TemporaryDirectory() as folder, TrainingLog.open(Path(folder)) as log:
        log.import_file("log.csv", LOG, now=NOW)
        log.backup(Path(folder, "backup.zip"))
        return Path(folder, "backup.zip").read_bytes()


def _with_note(note: bytes) -> bytes:
    return LOG.replace(b"weight_kg\n", b"weight_kg,note\n").replace(b",100\n", b",100," + note + b"\n")


FILES: Final[Mapping[str, HostileFile]] = {
    **{
        f"path in an archive: {path[:28]!a}": HostileFile("logs.zip", partial(zipped, {path: LOG}), is_a_log=True)
        for path in PATHS
    },
    "archive of symlinks": HostileFile("logs.zip", lambda: zipped({"log.csv": b"/etc/passwd"}, symlinks=True)),
    "archive that unpacks to too much": HostileFile("bomb.zip", lambda: _bomb(LARGEST_FILE_MB + 1)),
    "archive of many empty files": HostileFile("many.zip", lambda: zipped({f"{n}.csv": b"" for n in range(20_000)})),
    "archives in archives": HostileFile("nested.zip", lambda: _nested(4)),
    "archive that lies about sizes": HostileFile("lying.zip", _lying),
    "archive with a password": HostileFile("secret.zip", _encrypted),
    "archive that was cut off": HostileFile("cut.zip", lambda: zipped({"log.csv": LOG})[:-30]),
    "workbook of entities of entities": HostileFile("laughs.xlsx", _laughs),
    "workbook as wide as Excel goes": HostileFile("wide.xlsx", _wide_sheet),
    "workbook of one long text everywhere": HostileFile("strings.xlsx", _shared_strings),
    "one endless line": HostileFile("line.csv", lambda: LOG + b"x" * (LONGEST_LINE + 1)),
    "a quote that never closes": HostileFile("quote.csv", lambda: LOG + b'2026-03-02,"' + b"x\n" * 600_000),
    "nothing but quotes": HostileFile("quotes.csv", lambda: b'"' * 1_000_001),
    "nothing but separators": HostileFile("commas.csv", lambda: b",\n" * (MOST_LINES + 1)),
    "a million columns": HostileFile("columns.csv", lambda: b",".join([b"c"] * 200_000) + b"\n"),
    "a cell of brackets in brackets": HostileFile("brackets.csv", lambda: _with_note(b"[" * 100_000), is_a_log=True),
    "UTF-16": HostileFile("utf16.csv", lambda: LOG.decode().encode("utf-16"), is_a_log=True),
    "UTF-32": HostileFile("utf32.csv", lambda: LOG.decode().encode("utf-32")),
    "no valid encoding": HostileFile("mixed.csv", lambda: _with_note(b"\xff\xfe\xed\xa0\x80\xc0\xaf"), is_a_log=True),
    "NULs": HostileFile("nul.csv", lambda: _with_note(b"a\x00b")),
    "nothing": HostileFile("empty.csv", lambda: b""),
    "blanks": HostileFile("blank.csv", lambda: b"\xef\xbb\xbf \r\n\t" * 1_000),
    "log of Hindsight": HostileFile("hindsight.duckdb", _own_log),
    "backup of Hindsight": HostileFile("backup.zip", _own_backup),
    "database with an endless view": HostileFile("backup.fitnotes", _endless_view),
    "database with triggers": HostileFile("backup.fitnotes", _triggers),
    "database with a broken page": HostileFile("broken.db", lambda: _triggers()[:3_000] + b"\xff" * 3_000),
    "web page": HostileFile("log.csv", lambda: b"<!DOCTYPE html><script>alert(1)</script>"),
    "PDF": HostileFile("log.csv", lambda: b"%PDF-1.7\n" + bytes(range(256))),
    "picture": HostileFile("log.csv", lambda: b"\x89PNG\r\n\x1a\n" + zlib.compress(_ZEROS)),
    "gzip bomb": HostileFile("log.csv.gz", lambda: gzip.compress(_ZEROS * 20)),
    "bytes of all kinds": HostileFile("random.csv", lambda: bytes(range(256)) * 400),
}  # fmt: skip
"""What is offered -> the file."""
