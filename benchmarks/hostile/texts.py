"""Texts that would do something if anything took them for more than text, and a log in which they stand everywhere.

Each text holds a word of its own that begins with "qz", by which it is found again on a page, in a file, on a terminal.
What runs sets `window.qz`, what is fetched comes from outside.invalid: neither may ever happen.
"""

from __future__ import annotations

import csv
import io
from collections.abc import Iterator, Mapping, Sequence
from datetime import date, datetime, timedelta
from itertools import cycle
from pathlib import Path
from typing import Final

from analytics.reference.own import LONGEST_NAME as LONGEST_OWN_NAME
from analytics.texts import LONGEST_NAME
from analytics.training_log import TrainingLog

Row = Mapping[str, object]

HTML: Final[Mapping[str, str]] = {
    "qzscript": "<script>window.qz=1//qzscript</script>",
    "qzimage": "<img src=x onerror=window.qz=1 alt=qzimage>",
    "qzsvg": "<svg onload=window.qz=1><text>qzsvg</text></svg>",
    "qzframe": "<iframe srcdoc='<script>parent.qz=1</script>'>qzframe</iframe>",
    "qzstyle": "<style>body{display:none}</style>qzstyle",
    "qzhref": '<a href="javascript:window.qz=1">qzhref</a>',
    "qzclose": "</textarea></title></script>'\"><b>qzclose",
    "qzcomment": "qzcomment<!-- <details open ontoggle=window.qz=1>",
    "qzentity": "&lt;b&gt;qzentity&amp;lt;&#60;i&#62;",
}
MARKDOWN: Final[Mapping[str, str]] = {
    "qzbold": "**qzbold** __b__ *i* ~~s~~",
    "qzpicture": "![qzpicture](https://outside.invalid/p.png)",
    "qzlink": "[qzlink](javascript:window.qz=1)",
    "qzdata": "[qzdata](data:text/html;base64,PHNjcmlwdD4=)",
    "qzaway": "[qzaway](https://outside.invalid) [a]: //outside.invalid",
    "qzauto": "https://outside.invalid/qzauto www.outside.invalid",
    "qzmail": "<qzmail@outside.invalid> a@outside.invalid",
    "qzcode": "`qzcode` ``x``",
    "qzfence": "```\nqzfence\n```",
    "qzhead": "# qzhead\n\n===",
    "qzrule": "---\n***\nqzrule",
    "qztable": "|a|b|\n|-|-|\n|qztable|1|",
    "qzlist": "1. qzlist\n- [x] b\n+ c",
    "qzquote": "> qzquote",
    "qzfoot": "qzfoot[^1] \\* \\\\",
    "qzicon": ":material/delete: qzicon :streamlit: :smile:",
    "qzred": ":red[qzred] :blue-badge[b] :small[s]",
    "qzmaths": "$x^2$ qzmaths $$\\href{javascript:window.qz=1}{y}$$",
    "qzarrow": "qzarrow -> <- -- (c)",
}
CHARTS: Final[Mapping[str, str]] = {
    "qzpseudo": "<b>qzpseudo</b><br>x<sup>2</sup>",
    "qzplotly": '<a href="https://outside.invalid">qzplotly</a>',
    "qzhover": "%{customdata[0]} %{y:.1f} qzhover %{fullData.name}",
    "qzextra": "qzextra<extra>e</extra> %{x|%Y}",
}
"""What plotly gives a meaning: tags of its own, and places in its templates."""
FORMULAS: Final[Mapping[str, str]] = {
    "qzsum": "=1+1 qzsum",
    "qzhyper": '=HYPERLINK("https://outside.invalid","qzhyper")',
    "qzplus": "+1 qzplus",
    "qzminus": "-1 qzminus",
    "qzat": "@SUM(1) qzat",
    "qztab": "\t=1 qztab",
    "qzreturn": "\r=1 qzreturn",
    "qznewline": "\n=1 qznewline",
    "qzdde": "=cmd|'/c calc'!A0 qzdde",
    "qzpipe": "|qzpipe",
    "qzapostrophe": "'=1 qzapostrophe",
    "qzquoted": '"=1 qzquoted',
    "qzwide": "\uff1d1\uff0b1 qzwide",
}
CONTROLS: Final[Mapping[str, str]] = {
    "qzunit": "\x1fqzunit\x1e\x01",
    "qznull": "qznull\x00after",
    "qzansi": "\x1b[31mqzansi\x1b[2J\x1b]0;owned\x07",
    "qzcsi": "\x9b31mqzcsi\x90\x85",
    "qzback": "qzback\b\b\b\x7f\x0b\x0c",
    "qzbidi": "qzbidi\u202egnp.exe",
    "qzisolate": "\u2066qzisolate\u2067\u061c",
    "qzzero": "q\u200bz qzzero\u200d\ufeff\u00ad",
    "qzline": "qzline\u2028\u2029x",
    "qzics": "qzics\r\nEND:VEVENT\r\nBEGIN:VEVENT\r\nSUMMARY:owned",
    "qzmarks": "qzmarks" + "\u0336\u0489" * 20,
}
PROGRAMS: Final[Mapping[str, str]] = {
    "qzsql": "'; drop table sets; -- qzsql",
    "qzunion": "' or 1=1 union select * from settings -- qzunion",
    "qzlike": "%_qzlike\\",
    "qzbraces": "{qzbraces} {0} {name!r} {{",
    "qzpercent": "%s %(qzpercent)s %n %d",
    "qzdollar": "$qzdollar ${title} $athlete",
    "qzshell": "$(touch qzshell) `id` ; rm -rf /",
    "qzpath": "../../etc/qzpath",
    "qzdrive": "C:\\..\\qzdrive\\NUL",
    "qzdevice": "CON.qzdevice",
    "qzjson": '{"qzjson": [1, "\\ud800"]}',
}
TEXTS: Final[Mapping[str, str]] = {**HTML, **MARKDOWN, **CHARTS, **FORMULAS, **CONTROLS, **PROGRAMS}
"""Word -> the text that it stands in."""
OUR_WORDS: Final = (
    *("not_a_lift", "back_squat", "own_", "own_qzbold", "None", "nan", "null", "NaT", "true", "me", "0", "1.5"),
    *("2026-11-20", "athlete", "retired_by", "hamstrings", "all", "Infinity", "undefined", "__proto__", "kg"),
)
"""Names that Hindsight, Python, pandas or JavaScript gives a meaning of its own."""
LONG: Final = "qzlong " + "x" * 90_000
WIDE: Final = "W" * LONGEST_NAME
"""As long as a name may be, and nowhere to break a line."""
SURROGATE: Final = "qzsurrogate\ud800"
"""No text at all: half of a character, as a broken JSON or a shell's bytes may bring it."""
ALL_AT_ONCE: Final = '<b>qzall</b>**b**![p](//outside.invalid)$x$:red[r]<a href="//outside.invalid">l</a>%{y}&lt;`c`'
"""What a page, a chart and Markdown give a meaning, within the length of an own exercise's name."""

TODAY: Final = date(2026, 11, 20)
NOW: Final = datetime(2026, 11, 20, 12)
ATHLETE: Final = "A " + ALL_AT_ONCE
"""The first in the alphabet, whom pages show unless asked for another."""
FILE: Final = f"../{ALL_AT_ONCE}\u202evsc.exe"
_BEGINNERS: Final = (*FORMULAS, "qzhead", "qzrule", "qztable", "qzlist", "qzquote", "qzfence")
_LONGEST_FILE_NAME: Final = 250
_WEEKS: Final = 7
_DAYS: Final = (0, 1, 3, 4)
_KINDS: Final[Sequence[tuple[str, Mapping[str, float]]]] = (
    ("hinge", {"hamstrings": 1, "glute_max": 0.5}),
    ("knee_flexion", {"hamstrings": 1}),
    ("squat", {"quads": 1, "glute_max": 0.5}),
)


def together(most: int) -> list[str]:
    """All texts in few, each of at most so many characters, with the blanks that a name has. Each begins with one that
    means something at the beginning of a line or of a cell.
    """
    texts = {word: " ".join(text.split()) for word, text in TEXTS.items()}
    found = [texts.pop(word) for word in _BEGINNERS]
    for text in texts.values():
        place = next((place for place, before in enumerate(found) if len(before) + len(text) < most), len(found))
        found[place : place + 1] = [f"{found[place]} {text}" if place < len(found) else text]
    return [ALL_AT_ONCE, *found]


def write_log(folder: Path) -> None:
    """A log in which every text stands for everything that a file or a person can name: exercises of one's own that are
    trained for weeks and others that nobody knows, athletes, workouts, notes, files, refused values, taught names.
    """
    with TrainingLog.open(folder) as log:
        for name, (pattern, muscles) in zip(together(LONGEST_OWN_NAME), cycle(_KINDS), strict=False):
            log.add_exercise(name, pattern=pattern, muscles=dict(muscles), equipment="barbell", now=NOW)
        for file, rows in ((FILE, list(_trained())), ("roster.csv", list(_others()))):
            log.import_file(file, table(rows), now=NOW)
        for number, text in enumerate(together(_LONGEST_FILE_NAME), start=1):
            log.import_file(text, table([_row(TODAY - timedelta(days=number), "", "leg_press")]), now=NOW)


def _trained() -> Iterator[Row]:
    """Seven weeks of all own exercises on four days, the loads rising; and one set each of names nobody knows."""
    texts = [ALL_AT_ONCE, *TEXTS.values()]
    monday = TODAY - timedelta(days=TODAY.weekday(), weeks=_WEEKS - 1)
    for week in range(_WEEKS):
        for place, name in enumerate(together(LONGEST_OWN_NAME)):
            day = monday + timedelta(weeks=week, days=_DAYS[place % len(_DAYS)])
            told = texts[(place + week * len(_DAYS)) % len(texts)]
            for note in (told, f"hamstring pain {told}"):
                yield _row(day, texts[place % len(_DAYS)], name, note=note, weight_kg=60 + week)
    for text in texts:
        yield _row(TODAY - timedelta(days=1), text, f"{text} unknown", note=text)
    yield _row(TODAY, WIDE, WIDE, note=LONG)
    yield _row(TODAY - timedelta(days=2), WIDE, together(LONGEST_OWN_NAME)[1], note=LONG)
    yield _row(TODAY, WIDE, f"{WIDE}x")  # refused: one character too many


def _others() -> Iterator[Mapping[str, object]]:
    """Other athletes with a set each, and lines that are refused."""
    for place, text in enumerate(TEXTS.values()):
        yield {**_row(TODAY - timedelta(days=place % 30), text, "back_squat"), "athlete": f"B {text}"}
        yield {**_row(TODAY, text, "back_squat"), "athlete": ATHLETE, "reps": text}


def _row(day: date, workout: str, exercise: str, *, note: str = "", weight_kg: float = 60) -> Row:
    return {
        "athlete": ATHLETE,
        "started_at": f"{day}T18:00:00",
        "workout": workout,
        "exercise": exercise,
        "weight_kg": weight_kg,
        "reps": 8,
        "rir": 2,
        "note": note,
    }


def table(rows: Sequence[Row]) -> bytes:
    """Rows in Hindsight's own format, each cell quoted, as somebody might write it who means harm. A NUL would make the
    file a binary one; such texts come in by other doors.
    """
    text = io.StringIO()
    written = csv.DictWriter(text, list(rows[0]), quoting=csv.QUOTE_ALL, lineterminator="\n")
    written.writeheader()
    written.writerows(rows)
    return text.getvalue().replace("\x00", "").encode()
