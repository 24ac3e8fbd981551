"""The weekly review: the last full week as one self-contained HTML page that also prints.

Nothing from the log reaches the page unescaped, and the page loads nothing.
"""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date, timedelta
from html import escape
from importlib import resources
from string import Template
from typing import Any

import pandas as pd

from analytics.model import Finding
from analytics.reference.facts import in_words
from analytics.rules import Case, findings, percent, signed
from analytics.units import MassUnit, mass_in


def weekly_review(case: Case | None, *, athlete: str, unit: MassUnit) -> str:
    """The review of the last full week of `case` (None for an empty log), loads in `unit`."""
    template = Template(resources.files("analytics.review").joinpath("page.html").read_text(encoding="utf-8"))
    if case is None:
        return template.substitute(
            title="Weekly review",
            period="",
            body="<p>The log is empty. Import an export, and the review fills itself.</p>",
        )
    week = case.last_full_week
    period = f"{escape(athlete)}, {_day(week)} to {_day(week + timedelta(days=6))}"
    parts = (_sentences(case), _findings(findings(case)), _volume(case), _strength(case, unit), _own_facts(case))
    return template.substitute(title=f"Week of {_day(week)}", period=period, body="\n".join(parts))


def _sentences(case: Case) -> str:
    said = [_hamstring_sentence(case), _ratio_sentence(case), _curl_sentence(case), _strength_sentence(case)]
    return "".join(f"<p>{escape(sentence)}</p>" for sentence in said if sentence)


def _hamstring_sentence(case: Case) -> str:
    row = case.volume_of("hamstrings")
    if row is None:
        return "There is no full week in the log yet."
    before = case.frame("muscle_volume")[
        (pd.to_datetime(case.frame("muscle_volume")["week"]) == pd.Timestamp(case.last_full_week - timedelta(weeks=1)))
        & (case.frame("muscle_volume")["muscle"] == "hamstrings")
    ]
    change = "" if before.empty else f", after {before.iloc[0]['week_sets']:.1f} the week before"
    mean = f"the four-week mean is {row['mean_sets']:.1f} ({str(row['state']).replace('_', ' ')})"
    return f"Hamstrings: {row['week_sets']:.1f} hard sets{change}; {mean}."


def _ratio_sentence(case: Case) -> str:
    rows = case.last_week_of(case.frame("quad_posterior_ratio"))
    if rows.empty or rows.iloc[0]["level"] == "too_little_data":
        return "Quads against hamstrings: too few sets in four weeks to say anything."
    row = rows.iloc[0]
    ratio = "no hamstring sets" if pd.isna(row["q_h_ratio"]) else f"{row['q_h_ratio']:.1f} to 1"
    return f"Quads against hamstrings over four weeks: {ratio} ({row['level']})."


def _curl_sentence(case: Case) -> str:
    rows = case.last_week_of(case.frame("hinge_curl_balance"))
    if rows.empty or pd.isna(rows.iloc[0]["curl_share"]):
        return ""
    curls = percent(rows.iloc[0]["curl_share"])
    return f"Curls made {curls} of the hamstring work of four weeks, hinges and bridges the rest."


def _strength_sentence(case: Case) -> str:
    trends = case.frame("strength_trend")
    if trends.empty:
        return ""
    rising = int(trends["class"].isin(["clearly rising", "likely rising"]).sum())
    falling = int(trends["class"].isin(["clearly falling", "likely falling"]).sum())
    others = len(trends) - rising - falling
    return f"Strength over eight weeks: {rising} lifts are rising, {falling} falling, {others} flat or unclear."


def _findings(said: Iterable[Finding]) -> str:
    cards = [
        f"<article><h3>{escape(finding.headline)}</h3><p>{escape(finding.text)}</p><p>{escape(finding.step)}</p></article>"
        for finding in said
        if finding.is_headline
    ]
    return f"<h2>What to do next</h2>{''.join(cards) or '<p>Nothing to point out this week.</p>'}"


def _volume(case: Case) -> str:
    rows = case.last_week_of(case.frame("muscle_volume"))
    if rows.empty:
        return ""
    longest = max(float(rows["mean_sets"].max()), 1.0)
    body = "".join(_volume_row(case, row, longest) for _, row in rows.iterrows())
    return (
        "<h2>Hard sets a week</h2><div class='scroll'><table><thead><tr><th>Muscle</th><th class='n'>Last week</th>"
        "<th class='n'>4-week mean</th><th></th><th>Range</th><th>State</th></tr></thead>"
        f"<tbody>{body}</tbody></table></div>"
    )


def _volume_row(case: Case, row: pd.Series[Any], longest: float) -> str:
    band = "" if pd.isna(row["band_low"]) else f"{row['band_low']:g} to {row['band_high']:g}"
    width = 100 * float(row["mean_sets"]) / longest
    return (
        f"<tr><td>{escape(case.muscle_names[str(row['muscle'])])}</td><td class='n'>{row['week_sets']:.1f}</td>"
        f"<td class='n'>{row['mean_sets']:.1f}</td><td class='bar'><div style='width:{width:.0f}%'></div></td>"
        f"<td>{band}</td><td>{escape(str(row['state']).replace('_', ' '))}</td></tr>"
    )


def _strength(case: Case, unit: MassUnit) -> str:
    trends = (
        case.frame("strength_trend")[case.frame("strength_trend")["level_kg"].notna()]
        if len(case.frame("strength_trend"))
        else case.frame("strength_trend")
    )
    if trends.empty:
        return ""
    body = "".join(
        f"<tr><td>{escape(case.exercise_names[str(row['exercise_id'])])}</td>"
        f"<td class='n'>{mass_in(float(row['level_kg']), unit):.1f} {unit}</td>"
        f"<td class='n'>{signed(row['pct_per_week'])}</td>"
        f"<td class='n'>{signed(row['low_pct'])} to {signed(row['high_pct'])}</td>"
        f"<td>{escape(str(row['class']))}</td></tr>"
        for _, row in trends.iterrows()
    )
    return (
        "<h2>Strength, last eight weeks</h2><div class='scroll'><table><thead><tr><th>Lift</th><th class='n'>Level</th>"
        "<th class='n'>% a week</th><th class='n'>80 % interval</th><th>Trend</th></tr></thead>"
        f"<tbody>{body}</tbody></table></div>"
    )


def _own_facts(case: Case) -> str:
    """The thresholds that the lifter changed, since every number above rests on them; nothing where none is."""
    own = [fact for fact in case.facts if fact.is_changed]
    if not own:
        return ""
    lines = "".join(
        f"<li>{escape(fact.statement)} Shipped: {escape(in_words(fact.default))} {escape(fact.unit)}".rstrip()
        + f" ({escape(fact.key)}).</li>"
        for fact in own
    )
    return f"<h2>Thresholds of your own</h2><ul>{lines}</ul>"


def _day(day: date) -> str:
    return f"{day.day} {day:%B %Y}"
