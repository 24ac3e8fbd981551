"""Where a muscle's sets came from: a bar an exercise, with its share."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Final

import pandas as pd
import plotly.graph_objects as go

from analytics.language import _, listed, n_
from ui import formats, theme
from ui.charts._figure import UNDIMMED, blank, values
from ui.charts.functions import short
from ui.charts.volume import COUNT_WORDS, Count

MOST_BARS: Final = 12
"""More exercises than these are one bar together."""
ROW_PX: Final = 46
FRAME_PX: Final = 130
ROOM_FOR_TEXT: Final = 1.4
"""Length of the axis in longest bars: sets and share stand beside a bar, legible on light and dark."""


def shares(by_week: pd.DataFrame, *, muscle: str, count: Count) -> pd.DataFrame:
    """The exercises of a muscle, most sets first: exercise_id, sets, share (0 to 1 of the muscle's sets).

    `by_week` has the columns of the metric exercise_volume.
    """
    rows = by_week[by_week["muscle"] == muscle]
    sets = rows.groupby("exercise_id", sort=True)[count].sum().sort_values(ascending=False, kind="stable")
    sets = sets[sets > 0]
    return pd.DataFrame({"exercise_id": sets.index.astype("str"), "sets": sets.to_numpy(), "share": sets / sets.sum()})


def share_bars(
    parts: pd.DataFrame, *, muscle: str, name: str, names: Mapping[str, str], count: Count, when: str, chosen: str = ""
) -> go.Figure:
    """One bar an exercise, the longest on top, with sets and share beside it; the rare ones are one bar together.

    `parts` is what `shares` gives. A bar's customdata is [exercise id, share in %]; that of the last bar may be "".
    """
    shown = _with_others(parts)
    labels = [short(names.get(each, each)) if each else _others(parts) for each in shown["exercise_id"]]
    title = name
    if len(parts):
        most = formats.percent(parts["share"].iloc[0])
        title = _("{muscle}: {percent} came from one lift", muscle=name, percent=most)
    figure = blank(title, subtitle=when, y_title="", height=FRAME_PX + ROW_PX * max(1, len(shown)))
    figure.add_bar(
        x=values(shown["sets"]),
        y=labels,
        orientation="h",
        name=COUNT_WORDS[count],
        customdata=[[each, 100 * share] for each, share in zip(shown["exercise_id"], shown["share"], strict=True)],
        marker={
            "color": theme.translucent(theme.ink(muscle).colour, 0.7),
            "pattern": {"shape": theme.ink(muscle).pattern},
            "line": {"width": [2.5 if each and each == chosen else 0 for each in shown["exercise_id"]]},
        },
        text=[
            f"{formats.number(float(sets))} ({formats.percent(share)})"
            for sets, share in zip(shown["sets"], shown["share"], strict=True)
        ],
        textposition="outside",
        cliponaxis=False,
        unselected=UNDIMMED,
        hovertemplate=_("%{y}<br>%{x:.1f} sets, %{customdata[1]:.0f} % of the muscle's<extra></extra>"),
    )
    longest = float(shown["sets"].max()) if len(shown) else 1.0
    figure.update_xaxes(title={"text": COUNT_WORDS[count]}, range=[0, longest * ROOM_FOR_TEXT], showgrid=True, nticks=5)
    figure.update_yaxes(categoryorder="array", categoryarray=labels[::-1], ticksuffix=" ")
    figure.update_layout(showlegend=False)
    return figure


def describe_shares(parts: pd.DataFrame, *, name: str, names: Mapping[str, str], count: Count, when: str) -> str:
    """The bars in words: each exercise with its sets and its share."""
    if parts.empty:
        return _("{muscle}: no {counted} in {days}.", muscle=name, counted=COUNT_WORDS[count], days=when)
    told = [
        f"{names.get(row['exercise_id'], row['exercise_id'])} {formats.number(row['sets'])} "
        f"({formats.percent(row['share'])})"
        for __, row in parts.iterrows()
    ]
    return _(
        "{muscle}, {counted} by exercise, {days}: {exercises}.",
        muscle=name,
        counted=COUNT_WORDS[count],
        days=when,
        exercises=listed(told),
    )


def _with_others(parts: pd.DataFrame) -> pd.DataFrame:
    if len(parts) <= MOST_BARS:
        return parts
    rest = parts.iloc[MOST_BARS - 1 :]
    others = pd.DataFrame({"exercise_id": [""], "sets": [rest["sets"].sum()], "share": [rest["share"].sum()]})
    return pd.concat([parts.iloc[: MOST_BARS - 1], others], ignore_index=True)


def _others(parts: pd.DataFrame) -> str:
    return n_("{number} other", "{number} others", len(parts) - MOST_BARS + 1)
