"""The review as one HTML file: no script, no request, its style inside, light and dark, and on at most two A4 pages.

It is built as a tree whose text is escaped when it is written, so nothing from a log can become markup.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from datetime import date
from html import escape
from importlib import resources
from itertools import groupby
from string import Template
from typing import Final
from xml.etree.ElementTree import Element

from analytics import language
from analytics.language import LANGUAGE, _
from analytics.plans import wording
from analytics.plans.model import Line, Plan, Session
from analytics.review._charts import ratio_chart, sets_chart
from analytics.review._elements import Content, el, written
from analytics.review.model import (
    GRADE_WORDS,
    GROUP_WORDS,
    NEWS_WORDS,
    VERDICT_MARKS,
    Best,
    Headline,
    MetricChange,
    News,
    Review,
)
from analytics.review.plan_words import IN_BRACKETS, plan_changes
from analytics.texts import seen

_MOST_SOURCES: Final = 3
"""As many works stand in the small print of a finding; all of them stand below it where it is opened."""


def page(review: Review) -> str:
    """The whole file."""
    template = Template(resources.files("analytics.review").joinpath("page.html").read_text(encoding="utf-8"))
    grades = ", ".join(f"{grade} {words}" for grade, words in GRADE_WORDS.items())
    note = _(
        "Hints, never verdicts. A hard set counts 1 for a main mover and 0.5 for a helper. Confidence: {grades}. Made "
        "on this computer from your own log by Hindsight; its Method page has every threshold with its source.",
        grades=grades,
    )
    filled = template.substitute(
        language=escape(LANGUAGE.replace("_", "-")),
        title=escape(_("Week of {monday}", monday=_day(review.week)) if review.week else _("Weekly review")),
        period=escape(_period(review)),
        body=written(_sections(review)),
        note=escape(note),
    )
    return seen(filled)


def _period(review: Review) -> str:
    if review.week is None or review.last_day is None:
        return ""
    return _(
        "{athlete}, {first_day} to {last_day}, as of {today}",
        athlete=review.athlete,
        first_day=_day(review.week),
        last_day=_day(review.last_day),
        today=_day(review.on),
    )


def _sections(review: Review) -> Iterable[Element | None]:
    return (
        _opening(review),
        _changes(review.changes),
        _pair(_bests(review), _news(review)),
        _headlines(review),
        _plan(review),
        _done(review),
        _own_facts(review),
    )


def _section(title: str, *content: Content, kind: str = "") -> Element:
    return el("section", el("h2", title), *content, class_=kind or "plain")


def _pair(first: Element | None, second: Element | None) -> Element | None:
    """Two short sections beside each other where there is room."""
    if first is None or second is None:
        return second if first is None else first
    return el("div", first, second, class_="pair")


# --- what was ---------------------------------------------------------------------------------------------------------


def _opening(review: Review) -> Element:
    said = [el("p", sentence) for sentence in review.sentences]
    if not review.courses.weeks:
        return el("div", *said, class_="sentences")
    charts = el("div", sets_chart(review.courses), ratio_chart(review.courses), class_="charts")
    return el("div", el("div", *said, class_="sentences"), charts, class_="opening")


def _changes(changes: Sequence[MetricChange]) -> Element | None:
    if not changes:
        return None
    bodies = [_group(list(rows)) for __, rows in groupby(changes, key=lambda change: change.group)]
    head = (_("Of the week"), _("This week (before)"), _("Usual for you"), _("More than ups and downs?"))
    table = el("table", el("thead", el("tr", *(_head(word) for word in head))), *bodies, class_="changes")
    return _section(_("What changed, and whether it is more than noise"), _scroll(table, _("Changes of the week")))


def _group(changes: Sequence[MetricChange]) -> Element:
    title, before = GROUP_WORDS[changes[0].group]
    name = el(
        "th",
        title,
        " ",
        el("small", _("before: {before}", before=before)),
        colspan="4",
        scope="rowgroup",
        class_="group",
    )
    return el("tbody", el("tr", name), *(_change(change) for change in changes))


def _change(change: MetricChange) -> Element:
    return el(
        "tr",
        el("th", change.what, scope="row"),
        el("td", change.now, " ", _before(change), class_="n"),
        el("td", change.usual, class_="n"),
        el("td", el("span", VERDICT_MARKS[change.verdict], aria_hidden="true", class_="mark"), f" {change.words}"),
        class_=change.verdict,
    )


def _before(change: MetricChange) -> Element | None:
    if not change.change:
        return None
    before = _("{value} before", value=change.before)
    return el("small", before, f", {change.change}" if change.has_changed else "")


def _bests(review: Review) -> Element | None:
    if not review.changes:
        return None
    title = _("Personal bests")
    if not review.bests:
        return _section(title, el("p", _("No lift beat its best this week. Most weeks are like that.")))
    return _section(title, el("ul", *(_best(best) for best in review.bests)))


def _best(best: Best) -> Element:
    told = _(
        "{value} ({gain}), from {from_set}; {verdict}",
        value=best.value,
        gain=best.gain,
        from_set=best.from_set,
        verdict=best.words,
    )
    return el("li", el("strong", best.lift), f": {told}")


def _news(review: Review) -> Element | None:
    if not review.changes:
        return None
    title = _("Since a week before")
    if not review.has_earlier_week:
        return _section(title, el("p", _("There is no week before to compare the findings with.")))
    if not review.news:
        return _section(title, el("p", _("No finding came, went, or changed its level.")))
    return _section(title, el("ul", *(_turn(each) for each in review.news)))


def _turn(told: News) -> Element:
    said = told.finding.headline
    if told.was and told.kind != "settled":
        said = _("{headline} (was {level})", headline=said, level=told.was)
    return el("li", el("strong", f"{NEWS_WORDS[told.kind]}: ", class_=told.kind), said)


# --- what to do -------------------------------------------------------------------------------------------------------


def _headlines(review: Review) -> Element | None:
    if review.week is None:
        return None
    if not review.headlines:
        return _section(_("What to do next"), el("p", _("Nothing to point out this week.")))
    cards = el("div", *(_headline(each) for each in review.headlines), class_="cards")
    return _section(_("What to do next"), cards)


def _headline(headline: Headline) -> Element:
    finding = headline.finding
    step = el("p", el("strong", _("Next step:")), f" {finding.step}") if finding.step else None
    confidence = _("Confidence {grade}.", grade=finding.confidence)
    small = el("p", f"{confidence} {_sources(headline.sources)}".strip(), class_="small")
    behind = el("details", el("summary", _("What it rests on")), _reasons(headline)) if headline.reasons else None
    return el(
        "article", el("h3", finding.headline), el("p", finding.text), step, small, behind, class_=finding.severity
    )


def _sources(sources: Sequence[str]) -> str:
    """The first works by their short names, and how many more there are."""
    names = [source.partition(":")[0] for source in sources]
    first, more = "; ".join(names[:_MOST_SOURCES]), len(names) - _MOST_SOURCES
    return _("{names}; and {more} more", names=first, more=more) if more > 0 else first


def _reasons(headline: Headline) -> Element:
    works = [el("li", source) for source in headline.sources]
    return el("ul", *(el("li", reason) for reason in headline.reasons), *works)


def _plan(review: Review) -> Element | None:
    plan = review.plan
    if plan is None:
        return None
    title = _("Next week: {week}", week=wording.week_span(plan.week))
    notes = [el("p", note, class_="small") for note in plan.notes]
    if not plan.sessions:
        return _section(title, el("p", f"{wording.KIND_WORDS[plan.kind]}."), *notes)
    about = _(
        "{kind}, {size}. Goal: {goal}.",
        kind=wording.KIND_WORDS[plan.kind],
        size=wording.size(plan),
        goal=wording.goal_title(plan),
    )
    days = el("div", *(_session(session, review) for session in plan.sessions), class_="days")
    return _section(
        title, el("p", about, " ", el("small", IN_BRACKETS)), days, _plan_changes(plan, review), *notes, kind="plan"
    )


def _session(session: Session, review: Review) -> Element:
    rows = [_line(line, review) for line in session.lines]
    columns = (_("Exercise"), _("Sets x reps"), _("RIR"), _("Load ({unit})", unit=review.unit))
    head = el("tr", *map(_head, columns))
    caption = el("caption", el("strong", wording.spoken_day(session.day)), f" {session.title}")
    return el("table", caption, el("thead", head), el("tbody", *rows), class_="session")


def _line(line: Line, review: Review) -> Element:
    mark = wording.mark(line)
    name = review.names.get(line.exercise_id, line.exercise_id)
    load = wording.load_words(line.load, review.unit, with_unit=False)
    return el(
        "tr",
        el("th", name, " ", el("small", mark, class_="mark") if mark else None, scope="row"),
        el("td", wording.dose(line), class_="n"),
        el("td", wording.span(*line.rir), class_="n"),
        el("td", load or "-"),
    )


def _plan_changes(plan: Plan, review: Review) -> Element | None:
    told = plan_changes(plan, review.names)
    if not told:
        return el("p", _("Nothing changes against your usual week."))
    lines = [el("li", el("strong", what), f" {why}") for what, why in told]
    claims = [
        el("li", f"{claim.headline.removesuffix('.')}. {wording.claim_words(claim)}")
        for claim in plan.claims
        if claim.severity != "info"
    ]
    # in columns that flow, since either list may be long
    return el("div", *_listed(_("What changes, and why"), lines), *_listed(_("What it is for"), claims), class_="told")


def _listed(title: str, items: Sequence[Element]) -> tuple[Element, ...]:
    return (el("h3", title), el("ul", *items)) if items else ()


def _done(review: Review) -> Element | None:
    if not review.done:
        return None
    summary, *lines = review.done
    return _section(
        _("Plan against done"), el("p", summary), el("ul", *(el("li", line) for line in lines)) if lines else None
    )


def _own_facts(review: Review) -> Element | None:
    """The thresholds that the lifter changed, since every number above rests on them; nothing where none is."""
    if not review.own_facts:
        return None
    return _section(_("Thresholds of your own"), el("ul", *(el("li", fact) for fact in review.own_facts)))


# --- parts ------------------------------------------------------------------------------------------------------------


def _head(word: str) -> Element:
    return el("th", word, scope="col") if word else el("td")


def _scroll(table: Element, name: str) -> Element:
    """A table that may be wider than a phone: it scrolls by itself, by keyboard too."""
    return el("div", table, class_="scroll", tabindex="0", role="region", aria_label=name)


def _day(value: date) -> str:
    """A day with the whole name of its month: "3 March 2025"."""
    return language.written(value, _("d MMMM y"))
