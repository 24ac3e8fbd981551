"""Next week's plan on the page: what it is for, what it does and why, what it settles, and ways to take it along."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import date, timedelta
from functools import partial
from typing import Final

import pandas as pd
import streamlit as st

from analytics.language import _, n_
from analytics.model import GOALS, Finding, Goal
from analytics.plans import wording
from analytics.plans.edits import is_by_hand
from analytics.plans.model import GOAL_WORDS, Claim, Foreseen, Kind, Plan
from analytics.plans.outlook import Outlook
from analytics.reference.facts import Facts
from analytics.review.plan_words import with_reasons
from analytics.training_log import TrainingLog
from analytics.units import MassUnit
from ui import findings as cards
from ui import formats, session, settings
from ui.buttons import filled_button
from ui.filters import athlete_control, monday_of, unit_control
from ui.plan_draft import Asked, Draft, back_to_kept, keep, make_anew, take_back_edits
from ui.words import plain

WEEK_MUSCLES: Final = ("quads", "hamstrings", "glute_max", "glute_med", "adductors", "calves")
TOLD_FIRST: Final = 3
"""As many changes as stand in the opening words; all of them stand in the list."""
OPENINGS: Final[Mapping[Kind, str]] = {
    "deload": _("An easier week: the same days, fewer sets, more reps in reserve. Then back to your usual week."),
    "return": _("A week back in: part of what you used to do, and a little more each week."),
    "template": _("A template on your days, with your loads. The first week is for finding your way into it."),
}
BADGE: Final = {"usual": "blue", "deload": "gray", "return": "green", "template": "orange"}
_WEEK: Final = "plan-week"
_GOAL: Final = "plan-goal"


# whose plan, for which week ------------------------------------------------------------------------------------------


def bar(log: TrainingLog) -> Asked:
    """Choose whose plan, the week, the goal and the unit."""
    today = session.today()
    with st.container(horizontal=True, vertical_alignment="bottom", key="plan-bar"):
        athlete = athlete_control(log.athletes())
        weeks = weeks_to_plan(today, log.judged_on(today, athlete=athlete))
        named = st.segmented_control(
            _("Week"), list(weeks), default=next(iter(weeks)), required=True, key=_WEEK, bind="query-params"
        )
        _goal_control(log)
        unit = unit_control()
    week, on = weeks[named]
    if on < today:
        _ended(athlete)
    return Asked(athlete, week, on, unit)


def weeks_to_plan(today: date, judged_on: date) -> dict[str, tuple[date, date]]:
    """What can be planned: name -> (Monday of the week, day the plan is made on).

    The week to come stands first; on a Monday that is the week that begins. A log that ended is planned on from its
    end, or from today as a way back.
    """
    this = monday_of(today)
    coming = {_("Next week"): (this + timedelta(weeks=1), today), _("This week"): (this, today)}
    if judged_on < today:
        return {_("After its last week"): (judged_on, judged_on), **coming}
    return dict(reversed(coming.items())) if today == this else coming


def _ended(athlete: str) -> None:
    span = session.open_log().span(athlete)
    last = formats.day(span[1]) if span else formats.MISSING
    st.caption(
        _(
            "This log ends on {day}, so this is the week that would have followed. If you are coming back now, choose "
            "“Next week”.",
            day=last,
        )
    )


def _goal_control(log: TrainingLog) -> None:
    """The goal is a setting: what is chosen here holds on every page, and can be undone."""
    session.remember(_GOAL, log.lifter.goal)
    st.selectbox(
        _("Goal"), GOALS, format_func=lambda goal: GOAL_WORDS[goal].title, key=_GOAL, on_change=_aim, width=190
    )


def _aim() -> None:
    goal: Goal = session.recall(_GOAL)
    settings.change_setting("goal", goal, _("Goal: {goal}.", goal=GOAL_WORDS[goal].title))


# what it does and why ------------------------------------------------------------------------------------------------


def opening(plan: Plan, names: Mapping[str, str]) -> None:
    """The week, its goal and its kind; then what it does and why, as few sentences as that takes."""
    st.header(_("Week of {week}", week=wording.week_span(plan.week)), anchor=False)
    badges = [f":{BADGE[plan.kind]}-badge[{wording.KIND_WORDS[plan.kind]}]"] if plan.kind in BADGE else []
    if plan.sessions:
        goal = _("Goal: {goal}", goal=GOAL_WORDS[plan.goal].title)
        badges += [f":gray-badge[{goal}]", f":gray-badge[{wording.size(plan)}]"]
    st.markdown(" ".join(badges))
    told = wording.changes_told(plan, names)
    st.markdown(opening_line(plan, len(told)))
    if plan.kind in ("deload", "return"):  # every line changes, and for one reason
        return
    if told:
        first = with_reasons(told)[:TOLD_FIRST]
        st.markdown("\n".join(f"- **{plain(sentence)}** {plain(reasons)}" for sentence, reasons in first))
    if len(told) > TOLD_FIRST:
        st.caption(
            n_(
                "{number} more change below, under “Every change”.",
                "{number} more changes below, under “Every change”.",
                len(told) - TOLD_FIRST,
            )
        )


def opening_line(plan: Plan, changes: int) -> str:
    """The first sentence of a plan that has sessions."""
    if plan.kind != "usual":
        return OPENINGS.get(plan.kind, "")
    if not changes:
        return _("Nothing has to change: do your usual week again, with the loads below.")
    return n_("Your usual week, with {number} change.", "Your usual week, with {number} changes.", changes)


def without_sessions(plan: Plan) -> None:
    """What stands where no plan does: why training stops, or what is missing for a plan."""
    words = " ".join(plain(note) for note in plan.notes)
    if plan.kind == "stopped":
        st.error(words, title=wording.KIND_WORDS[plan.kind], icon=":material/front_hand:")
        st.markdown(
            _(
                "There is no plan, and no advice on training, while this note stands. Have it looked at. When you know "
                "what it is, answer the note on the Overview with “I know” and what was found; the plan then comes "
                "back."
            )
        )
        st.page_link("pages/insights/overview.py", label=_("Answer the note"), icon=":material/reply:")
        st.page_link("pages/log/logbook.py", label=_("The note in the logbook"), icon=":material/menu_book:")
        return
    st.info(
        words or _("The log shows no usual week yet."),
        title=wording.KIND_WORDS[plan.kind],
        icon=":material/event_busy:",
    )
    with st.container(horizontal=True):
        st.page_link("pages/log/import_log.py", label=_("Import your log"), icon=":material/upload_file:")
        st.page_link("pages/log/add_session.py", label=_("Log a session"), icon=":material/edit_note:")


def claims(plan: Plan, found: Sequence[Finding]) -> None:
    """Which findings the plan settles and when, and which it leaves alone and why."""
    settled = [claim for claim in plan.claims if claim.weeks is not None]
    left = [claim for claim in plan.claims if claim.weeks is None]
    others = beyond_the_plan(found, plan.claims)
    if not (settled or left or plan.foreseen or others):
        return
    st.subheader(_("What it does about your findings"), anchor=False)
    if settled:
        st.markdown("\n".join(map(_claim_line, settled)))
        st.caption(_("Counted with each week done as planned, and the weeks after it planned in the same way."))
    if is_by_hand(plan):
        st.caption(
            _("This is said of the plan before your own changes. The page What if shows what follows with them.")
        )
    if left:
        st.markdown(_("**What it leaves alone**"))
        st.markdown("\n".join(map(_claim_line, left)))
    if plan.foreseen:
        st.markdown(_("**What comes up on the way**"))
        st.markdown("\n".join(map(_foreseen_line, plan.foreseen)))
        st.caption(_("A week may grow by no more than the limits, so some numbers stay low for a while."))
    if others:
        told = "; ".join(plain(finding.headline.removesuffix(".")) for finding in others)
        st.markdown(
            _(
                "**Not a matter of sets**, so the plan says nothing about it and its own step holds: {findings}.",
                findings=told,
            )
        )
    st.page_link(
        "pages/insights/overview.py", label=_("The findings with their numbers and sources"), icon=":material/list:"
    )


def _claim_line(claim: Claim) -> str:
    return f"- **{plain(claim.headline.removesuffix('.'))}.** {plain(wording.claim_words(claim))}."


def _foreseen_line(coming: Foreseen) -> str:
    return f"- **{plain(coming.headline.removesuffix('.'))}.** {plain(wording.foreseen_words(coming))}."


def beyond_the_plan(found: Sequence[Finding], claimed: Sequence[Claim]) -> list[Finding]:
    """Findings that are more than information, that the plan says nothing about and the lifter has not answered."""
    known = {(claim.rule, claim.subject) for claim in claimed}
    return [
        finding
        for finding in found
        if finding.severity != "info" and (finding.rule, finding.subject) not in known and finding.answer is None
    ]


def week_in_sets(volume: pd.DataFrame, names: Mapping[str, str], *, week: date, last_full_week: date) -> pd.DataFrame:
    """Hard sets of the leg muscles as Markdown: the mean up to the last full week, the planned week, and the range.
    `volume` has the columns of muscle_volume for past and planned weeks.
    """
    days = pd.to_datetime(volume["week"])
    planned = volume[days == pd.Timestamp(week)].set_index("muscle")
    planned = planned.loc[[muscle for muscle in WEEK_MUSCLES if muscle in planned.index]]
    before = volume[days == pd.Timestamp(last_full_week)].set_index("muscle").reindex(planned.index)
    return pd.DataFrame(
        {
            _("Muscle"): [names[muscle] for muscle in planned.index],
            _("Lately"): [plain(formats.number(sets)) for sets in before["mean_sets"]],
            _("This plan"): [plain(formats.number(sets)) for sets in planned["week_sets"]],
            _("Range"): [range_words(*ends) for ends in zip(planned["band_low"], planned["band_high"], strict=True)],
        }
    )


def sets_of_week(ahead: Outlook, names: Mapping[str, str], *, on: date) -> None:
    """What the planned week holds for the legs, beside the weeks before it and the lifter's range."""
    st.subheader(_("Hard sets for your legs"), anchor=False)
    last_full_week = monday_of(on) - timedelta(weeks=1)
    volume, week = ahead.frames["muscle_volume"], ahead.first_planned
    table = week_in_sets(volume, names, week=week, last_full_week=last_full_week)
    st.table(table, hide_index=True, alt=_("Hard sets a week for each leg muscle, lately and in this plan"))
    st.caption(
        _(
            "Lately: the mean of the last four full weeks. A helper counts in part. A plan takes small steps, so a "
            "week may still lie outside the range."
        )
    )
    st.page_link("pages/insights/volume.py", label=_("The sets behind the past weeks"), icon=":material/list:")


def range_words(low: float | None, high: float | None) -> str:
    """A range of weekly sets, for a cell: "8 to 14", nothing for a muscle without one."""
    return "" if formats.is_missing(low) else formats.span(low, high)


def every_change(plan: Plan, names: Mapping[str, str], facts: Facts) -> None:
    """Each change with its reasons, and the facts and sources they rest on."""
    told = wording.changes_told(plan, names)
    if not told:
        return
    label = _("Every change ({number})", number=len(told))
    with st.expander(label, key="every-change", icon=":material/difference:"):
        for each in told:
            st.markdown(f"**{plain(each.sentence)}** {plain(' '.join(each.reasons))}")
            reasons = [cards.reason(facts[key], facts) for key in each.facts if key in facts]
            if reasons:
                st.caption("\n".join(reasons))


def notes(plan: Plan) -> None:
    """What else there is to say about the plan as a whole."""
    if plan.notes:
        st.markdown(_("**Notes**"))
        st.markdown("\n".join(f"- {plain(note)}" for note in plan.notes))


# keeping it and taking it along --------------------------------------------------------------------------------------


def keeping(shown: Draft) -> None:
    """Whether the plan is kept, and what can be done with it."""
    asked = shown.asked
    with st.container(horizontal=True, vertical_alignment="center", key="keeping"):
        if shown.kept_at is not None:
            kept = _("Kept on {day}.", day=formats.day(shown.kept_at))
            st.markdown(f":material/bookmark_added: {kept}", width="content")
        if shown.edits:
            by_hand = n_(
                "{number} change by you, not kept yet.", "{number} changes by you, not kept yet.", len(shown.edits)
            )
            st.markdown(by_hand, width="content")
        if not shown.is_kept:
            label = _("Keep the changed plan") if shown.edits else _("Keep this plan")
            filled_button(
                label, key="keep-plan", icon=":material/bookmark_add:", on_click=keep,
                args=(shown.plan, asked),
            )  # fmt: skip
        if shown.edits:
            st.button(
                _("Take my changes back"), key="plan-edits-back", icon=":material/undo:", on_click=take_back_edits,
                args=(asked,),
            )  # fmt: skip
        if shown.kept_at is not None:
            st.button(_("Make it anew"), key="plan-anew", icon=":material/refresh:", on_click=make_anew, args=(asked,))
        elif session.open_log().kept_plan(asked.week, asked.athlete) is not None:
            st.button(_("Back to the kept plan"), key="plan-back", on_click=back_to_kept, args=(asked,))


def take_along(plan: Plan, unit: MassUnit) -> None:
    """The plan as a calendar, as a table and as text to paste."""
    st.subheader(_("Take it along"), anchor=False)
    name = f"hindsight-plan-{plan.week.isoformat()}"

    def written(form: str) -> bytes:
        return session.open_log().plan_file(plan, form, now=session.moment(), unit=unit)

    with st.container(horizontal=True):
        st.download_button(
            _("Calendar (.ics)"), session.later(partial(written, "ics")), file_name=f"{name}.ics",
            mime="text/calendar", key="plan-ics", icon=":material/calendar_month:", on_click="ignore",
        )  # fmt: skip
        st.download_button(
            _("Table (CSV)"), session.later(partial(written, "csv")), file_name=f"{name}.csv", mime="text/csv",
            key="plan-csv", icon=":material/table:", on_click="ignore",
        )  # fmt: skip
    st.caption(
        _(
            "How long a session takes is an estimate. The table has one row per set, for a spreadsheet or another app. "
            "It is a plan: Hindsight takes no sets from it."
        )
    )
    folded = st.expander(
        _("Text to copy into your training app"), key="plan-text", icon=":material/content_copy:", on_change="rerun"
    )
    if folded.open:
        folded.code(written("markdown").decode(), language=None, wrap_lines=True)


def ways_on() -> None:
    """Where to try changes out, compare with the articles, and say what the plan is made with."""
    with st.container(horizontal=True):
        st.page_link("pages/plan/what_if.py", label=_("What if you changed it?"), icon=":material/tune:")
        st.page_link(
            "pages/plan/templates.py", label=_("Compare with the articles’ templates"), icon=":material/view_week:"
        )
        st.page_link(
            "pages/trust/settings.py",
            label=_("Your equipment, level and training days"),
            icon=":material/settings:",
            query_params={settings.PART: settings.ABOUT},
        )
