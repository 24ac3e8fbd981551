"""The two small charts of the review as inline SVG, each with a title and a text that says the same.

Colours come from the page's style, so that both modes and paper have their own; what tells the bars apart is their
fill as well as their colour.
"""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from typing import Final
from xml.etree.ElementTree import Element

from analytics.language import _, n_
from analytics.review._arithmetic import short_day, shown
from analytics.review._elements import el
from analytics.review.model import Courses

WIDTH: Final = 360
HEIGHT: Final = 128
_LEFT, _RIGHT, _TOP, _BOTTOM = 26, 8, 12, 22
_PLOT_WIDTH: Final = WIDTH - _LEFT - _RIGHT
_PLOT_HEIGHT: Final = HEIGHT - _TOP - _BOTTOM
_MOST_RATIO: Final = 6.0
"""The ratio chart ends here; what lies above is a triangle at its edge."""
_CLOSE_TICKS_TO: Final = 4
"""Up to this ratio its axis names every whole number, above it every other one."""
_NAME_WIDTH: Final = 56
_LABELLED_DAYS: Final = 3
_LEVELS: Final = (_("watch"), _("warn"), _("strong"))
"""The levels of the ratio, in few letters."""


def sets_chart(courses: Courses) -> Element:
    """Weekly sets of quads and hamstrings as pairs of bars, with the range for the hamstrings behind them."""
    top = _nice(max((*courses.quads, *courses.hamstrings, courses.band[1] if courses.band else 0.0, 4.0)))
    slot = _PLOT_WIDTH / len(courses.weeks)
    bars = [
        _bar(place, sets, slot=slot, top=top, shift=shift, kind=kind)
        for kind, shift, course in (("quads", 0.12, courses.quads), ("hamstrings", 0.5, courses.hamstrings))
        for place, sets in enumerate(course)
    ]
    return _figure(
        _("Hard sets a week"),
        sets_words(courses),
        [_band(courses.band, top), *_grid(top, (0, top / 2, top)), *bars, *_days(courses.weeks, slot)],
        [_key("quads", _("Quads")), _key("hamstrings", _("Hamstrings")), _key("range", _("Hamstring range"))],
    )


def ratio_chart(courses: Courses) -> Element:
    """Quad to hamstring sets, four weeks added up, as a line over the thresholds of its levels."""
    known = [ratio for ratio in courses.ratios if ratio is not None]
    top = min(max((*known, courses.levels[2])) * 1.15, _MOST_RATIO)
    slot = _PLOT_WIDTH / len(courses.weeks)
    points = [
        None if ratio is None else (_x(place + 0.5, slot), _y(min(ratio, top), top))
        for place, ratio in enumerate(courses.ratios)
    ]
    lines = [part for run in _runs(points) for part in _line(run)]
    beyond = [
        _triangle(_x(place + 0.5, slot))
        for place, ratio in enumerate(courses.ratios)
        if ratio is not None and ratio > top
    ]
    levels = [each for each in zip(courses.levels, _LEVELS, strict=True) if each[0] < top]
    names = [_threshold_name(level, name, top, place) for place, (level, name) in enumerate(levels)]
    return _figure(
        _("Quad sets for each hamstring set"),
        ratio_words(courses),
        [
            *_grid(top, range(0, int(top) + 1, 1 if top <= _CLOSE_TICKS_TO else 2)),
            *(_threshold(level, top) for level, __ in levels),
            *lines,
            *beyond,
            *names,
            *_days(courses.weeks, slot),
        ],
        [_key("ratio", _("Four weeks added up"))],
    )


def sets_words(courses: Courses) -> str:
    """The first chart in words."""
    quads, hamstrings = (
        _(
            "{sets} in the last week, {least} to {most} over all",
            sets=shown(course[-1], 1),
            least=shown(min(course), 1),
            most=shown(max(course), 1),
        )
        for course in (courses.quads, courses.hamstrings)
    )
    told = n_(
        "Hard sets a week, {number} week up to that of {last}: quads {quads}; hamstrings {hamstrings}.",
        "Hard sets a week, {number} weeks up to that of {last}: quads {quads}; hamstrings {hamstrings}.",
        len(courses.weeks),
        last=short_day(courses.weeks[-1]),
        quads=quads,
        hamstrings=hamstrings,
    )
    return f"{told} {_range_words(courses.band)}".rstrip()


def _range_words(band: tuple[float, float] | None) -> str:
    if band is None:
        return ""
    low, high = (shown(end, 1) for end in band)
    return _("The range for the hamstrings is {low} to {high}.", low=low, high=high)


def ratio_words(courses: Courses) -> str:
    """The second chart in words."""
    known = [(week, ratio) for week, ratio in zip(courses.weeks, courses.ratios, strict=True) if ratio is not None]
    watch, warn, strong = (shown(level, 1) for level in courses.levels)
    levels = _(
        "From {watch} it leans towards the quads, from {warn} it is quad-dominant, from {strong} strongly so.",
        watch=watch,
        warn=warn,
        strong=strong,
    )
    if not known:
        none = _("Quad sets for each hamstring set: no week with enough sets of both.")
        return f"{none} {levels}"
    (first_week, first), (last_week, last) = known[0], known[-1]
    told = _(
        "Quad sets for each hamstring set, four weeks added up: {first} in the week of {first_week}, {last} in the "
        "week of {last_week}.",
        first=shown(first, 1),
        first_week=short_day(first_week),
        last=shown(last, 1),
        last_week=short_day(last_week),
    )
    return f"{told} {levels}"


# --- parts ------------------------------------------------------------------------------------------------------------


def _figure(title: str, words: str, drawn: Sequence[Element | None], keys: Sequence[Element]) -> Element:
    svg = el(
        "svg",
        el("title", title),
        el("desc", words),
        *drawn,
        viewBox=f"0 0 {WIDTH} {HEIGHT}",
        role="img",
        aria_label=f"{title}. {words}",
    )
    return el("figure", el("figcaption", el("strong", title), *keys), svg)


def _key(kind: str, text: str) -> Element:
    """A swatch with its word."""
    swatch = el("svg", _swatch(kind), viewBox="0 0 12 10", class_="swatch", aria_hidden="true")
    return el("span", swatch, text, class_="key")


def _swatch(kind: str) -> Element:
    if kind == "ratio":
        return el("path", d="M0 5H12", class_="ratio")
    return el("rect", x=0.5, y=0.5, width=11, height=9, class_=kind)


def _bar(place: int, sets: float, *, slot: float, top: float, shift: float, kind: str) -> Element | None:
    if not sets:
        return None
    y = _y(sets, top)
    return el(
        "rect",
        x=_round(_x(place + shift, slot)),
        y=_round(y),
        width=_round(slot * 0.36),
        height=_round(_TOP + _PLOT_HEIGHT - y),
        class_=kind,
    )


def _band(band: tuple[float, float] | None, top: float) -> Element | None:
    if band is None:
        return None
    low, high = (_y(min(end, top), top) for end in band)
    return el("rect", x=_LEFT, y=_round(high), width=_PLOT_WIDTH, height=_round(low - high), class_="range")


def _grid(top: float, values: Sequence[float]) -> list[Element]:
    lines = [el("path", d=f"M{_LEFT} {_round(_y(value, top))}H{WIDTH - _RIGHT}", class_="grid") for value in values]
    numbers = [
        el("text", shown(value, 1), x=_LEFT - 4, y=_round(_y(value, top) + 3), text_anchor="end") for value in values
    ]
    return [*lines, *numbers]


def _threshold(level: float, top: float) -> Element:
    return el("path", d=f"M{_LEFT} {_round(_y(level, top))}H{WIDTH - _RIGHT}", class_="threshold")


def _threshold_name(level: float, name: str, top: float, place: int) -> Element:
    """The name with its number, each beside the one before, since their lines may lie closer than a text is high."""
    x, y = _LEFT + 3 + place * _NAME_WIDTH, _round(_y(level, top) - 2)
    return el("text", f"{name} {shown(level, 1)}", x=x, y=y, class_="name")


def _days(weeks: Sequence[date], slot: float) -> list[Element]:
    """The first, a middle and the last Monday."""
    last = len(weeks) - 1
    places = {0, len(weeks) // 2, last} if len(weeks) > _LABELLED_DAYS else {0, last}
    edges = {last: (WIDTH - _RIGHT, "end"), 0: (_LEFT, "start")}
    drawn = []
    for place in sorted(places):
        x, anchor = edges.get(place, (_x(place + 0.5, slot), "middle"))
        drawn.append(el("text", short_day(weeks[place]), x=_round(x), y=HEIGHT - 6, text_anchor=anchor))
    return drawn


def _runs(points: Sequence[tuple[float, float] | None]) -> list[list[tuple[float, float]]]:
    """Neighbouring points; a week without a ratio is a gap."""
    runs: list[list[tuple[float, float]]] = [[]]
    for point in points:
        if point is None:
            runs.append([])
        else:
            runs[-1].append(point)
    return [run for run in runs if run]


def _line(run: Sequence[tuple[float, float]]) -> list[Element]:
    corners = "L".join(f"{_round(x)} {_round(y)}" for x, y in run)
    dots = [el("circle", cx=_round(x), cy=_round(y), r=2.5, class_="dot") for x, y in run]
    return [el("path", d=f"M{corners}", class_="ratio"), *dots]


def _triangle(x: float) -> Element:
    return el("path", d=f"M{_round(x - 4)} {_TOP}h8l-4 -7z", class_="dot")


def _nice(peak: float) -> float:
    """The first even number of sets that leaves a little room above `peak`."""
    return float(2 * (int(peak * 1.05 / 2) + 1))


def _x(place: float, slot: float) -> float:
    return _LEFT + place * slot


def _y(value: float, top: float) -> float:
    return _TOP + _PLOT_HEIGHT * (1 - value / top)


def _round(number: float) -> float:
    return round(number, 1)
