"""Taking things along: the picture and the numbers of a chart, a table, the whole log.

All of it is made on this machine: a picture by the browser that draws the chart, numbers and tables only when they are
asked for. Text that a spreadsheet would run as a formula is made harmless on the way out, on every path;
`client.disableDataExport` therefore hides the export of Streamlit's own tables, which leaves it as it is.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping, Sequence
from datetime import date
from html import unescape
from typing import Any, Final

import pandas as pd
import streamlit as st

from analytics.language import _
from analytics.review.share_card import png, words_of
from analytics.units import MassUnit
from ui import session, theme
from ui.charts.finished import Finished
from ui.words import spreadsheet_csv

_PICTURE_WIDTH: Final = 1000
_PICTURE_HEIGHT: Final = 450
_SHOWN_ROWS: Final = 300
_LONGEST_NAME: Final = 60
_SERIES: Final = _("Series")
_DAY: Final = re.compile(r"\d{4}-\d\d-\d\d")
_MARKUP: Final = re.compile(r"<[^>]*>")


def chart_files(figure: Finished, *, key: str, numbers: pd.DataFrame | None = None) -> bool:
    """One line below a chart that opens into its numbers, as a table and as CSV; returns whether it is open, so that
    the chart shows its camera. `numbers` stand in for those that can be read from the figure.
    """
    folded = st.expander(
        _("Picture and numbers"), key=f"take-{key}", icon=":material/download:", type="compact", on_change="rerun"
    )
    with folded:
        if not folded.open:
            return False
        drawn = figure.recipe.make()
        shown, title = numbers_of(drawn) if numbers is None else numbers, title_of(drawn) or key
        st.caption(_("Picture: the camera at the top right of the chart saves it as a PNG."))
        if not shown.empty:
            table_file(shown, name=file_stem(title), key=f"numbers-{key}", label=_("Numbers as CSV"))
            st.dataframe(
                shown.head(_SHOWN_ROWS),
                hide_index=True,
                placeholder="",
                height="auto",
                key=f"numbers-table-{key}",
                alt=_("The numbers of the chart: {title}", title=title),
            )
    return True


def camera(figure: Finished, *, key: str) -> dict[str, object]:
    """The configuration of a chart with one button, the camera; the picture has one size, whatever the screen."""
    drawn = figure.recipe.make()
    return {
        **theme.CHART_CONFIG,
        "displayModeBar": True,
        "modeBarButtons": [["toImage"]],
        "toImageButtonOptions": {
            "format": "png",
            "filename": file_stem(title_of(drawn) or key),
            "width": _PICTURE_WIDTH,
            "height": int(drawn.layout.height or _PICTURE_HEIGHT),
            "scale": 2,
        },
    }


def table_file(table: pd.DataFrame, *, name: str, key: str, label: str = _("Table as CSV")) -> None:
    """A button that gives `table` as CSV, written when it is clicked. Every table that people may want has one."""
    _file(label, lambda: spreadsheet_csv(table), name=f"{name}.csv", mime="text/csv", key=f"csv-{key}")


def made_file(label: str, table: Callable[[], pd.DataFrame], *, name: str, key: str) -> None:
    """As `table_file`, for a table that is only made when it is asked for."""
    _file(label, lambda: spreadsheet_csv(table()), name=f"{name}.csv", mime="text/csv", key=f"csv-{key}")


def log_files() -> None:
    """The whole log as CSV, which Hindsight reads back, and as Parquet for other programs."""
    log = session.open_log()
    stem = f"hindsight-{session.today():%Y-%m-%d}"
    _file(_("Whole log as CSV"), lambda: log.export("csv"), name=f"{stem}.csv", mime="text/csv", key="log-csv")
    _file(
        _("Whole log as Parquet"),
        lambda: log.export("parquet"),
        name=f"{stem}.parquet",
        mime="application/vnd.apache.parquet",
        key="log-parquet",
    )


def about_log_files() -> None:
    """What the files of the log hold."""
    of_everyone = len(session.open_log().athletes()) > 1
    what = (
        _(
            "The whole log is every current set, of everyone in it, with all its columns, in kg; importing the CSV "
            "gives the same log again."
        )
        if of_everyone
        else _(
            "The whole log is every current set, with all its columns, in kg; importing the CSV gives the same log "
            "again."
        )
    )
    st.caption(what + " " + _("An apostrophe stands before text that a spreadsheet would run as a formula."))


def week_picture(athlete: str, on: date, unit: MassUnit) -> None:
    """One line that opens into a picture of the last full week before `on`, to look at and to save. It names nobody."""
    folded = st.expander(
        _("A picture of the week to share"), key="week-picture", icon=":material/share:", on_change="rerun"
    )
    if not folded.open:
        return
    with folded:
        card = session.open_log().share_card(on=on, athlete=athlete, unit=unit)
        picture = png(card)
        with st.container(horizontal=True, vertical_alignment="center"):
            _file(
                _("Save the picture (PNG)"), lambda: picture, name=f"week-{card.week}.png", mime="image/png", key="card"
            )
            st.caption(_("No name, no notes, no titles of workouts: only what stands on it."), width="content")
        st.image(picture, width=360, alt=words_of(card))


def numbers_of(figure: theme.Figure) -> pd.DataFrame:
    """The points of a figure, one row each: Series, then x and y (z of a heatmap) by the names of their axes.

    Outlines that are filled, such as a body map's, are pictures and no numbers.
    """
    traces = [trace for trace in figure.data if getattr(trace, "fill", None) != "toself"]
    points = [part for part in map(_points, traces) if not part.empty]
    if not points:
        return pd.DataFrame()
    table = pd.concat(points, ignore_index=True)
    names = {letter: _axis_name(figure, traces, letter) for letter in ("x", "y")}
    names["x"] = names["x"] or (_("Date") if table["x"].astype("str").str.match(_DAY).all() else "x")
    names["y"] = names["y"] or "y"
    return table.rename(columns=names | {"z": _colour_name(traces)} if len(set(names.values())) > 1 else {})


def title_of(figure: theme.Figure) -> str:
    """What a figure says it shows; "" without a title."""
    return _plain(figure.layout.title.text)


def file_stem(title: str) -> str:
    """A file's name without its ending: small letters, digits and hyphens."""
    return re.sub(r"[^a-z0-9]+", "-", title.lower())[:_LONGEST_NAME].strip("-") or "hindsight"


def _file(label: str, content: Callable[[], bytes], *, name: str, mime: str, key: str) -> None:
    st.download_button(
        label, session.later(content), file_name=name, mime=mime, key=key, icon=":material/download:", on_click="ignore"
    )


def _points(trace: Any) -> pd.DataFrame:
    series = _plain(trace.name)
    if getattr(trace, "z", None) is not None:
        cells = [(x, y, z) for y, row in zip(trace.y, trace.z, strict=True) for x, z in zip(trace.x, row, strict=True)]
        table = pd.DataFrame(cells, columns=["x", "y", "z"])
        table.insert(0, _SERIES, series)
        return table
    x, y = getattr(trace, "x", None), getattr(trace, "y", None)
    if x is None or y is None or len(x) != len(y):
        return pd.DataFrame()
    return pd.DataFrame({_SERIES: series, "x": list(map(_in_words, x)), "y": list(map(_in_words, y))})


def _axis_name(figure: theme.Figure, traces: Sequence[Any], letter: str) -> str:
    """The title that all axes of the traces share, or ""."""
    places = {str(getattr(trace, f"{letter}axis", None) or letter) for trace in traces}
    titles = {_plain(figure.layout[place.replace(letter, f"{letter}axis", 1)].title.text) for place in places}
    return titles.pop() if len(titles) == 1 else ""


def _colour_name(traces: Sequence[Any]) -> str:
    bars: list[Mapping[str, Any]] = [trace.colorbar for trace in traces if getattr(trace, "colorbar", None) is not None]
    return next((_plain(bar["title"]["text"]) for bar in bars if _plain(bar["title"]["text"])), _("Value"))


def _in_words(value: Any) -> Any:
    return _plain(value) if isinstance(value, str) else value


def _plain(text: str | None) -> str:
    """A text of a figure without plotly's tags; what a name holds is no tag, but escaped (`charts._figure.literal`)."""
    return unescape(" ".join(_MARKUP.sub(" ", text or "").split()))
