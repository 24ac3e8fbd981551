"""The first thing a log says: right after the first import, the one finding that matters most, and the way on."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from typing import Final

import pandas as pd
import streamlit as st

from analytics.language import _
from analytics.model import Finding
from ui import session
from ui.buttons import filled_button
from ui.findings import BADGES, quad_warning
from ui.import_choices import SAMPLE_ATHLETE
from ui.import_work import Outcome
from ui.words import plain

_SAID_BELOW: Final = "unrecognised_exercises"
"""The rule about names, which the report of the import asks about anyway."""
TOO_EARLY: Final = _("It is too early to judge")


def first_insight(latest: Sequence[Outcome]) -> bool:
    """Draw what the first files say most, with one button to the rest. False where these are not the first files."""
    athlete = _whose_first(latest)
    if athlete is None:
        return False
    on = session.open_log().judged_on(session.today(), athlete=athlete)
    with st.container(border=True, key="first-insight"):
        st.markdown(_("**Your first insight**"))
        _say(athlete, on)
        if filled_button(_("See all of it"), key="first-insight-on", icon=":material/arrow_forward:"):
            st.switch_page("pages/insights/overview.py", query_params=athlete_in_address(athlete))
    return True


def athlete_in_address(athlete: str) -> dict[str, str]:
    """The part of an address that chooses an athlete; nothing where there is nobody to choose."""
    return {"athlete": athlete} if len(session.open_log().athletes()) > 1 else {}


def most_important(found: Sequence[Finding]) -> Finding | None:
    """What stands above everything on the Overview, else the first headline, else the first other hint; None where all
    is well or only for information.
    """
    above = quad_warning(found)
    if above is not None:
        return above
    open_ones = [finding for finding in found if finding.answer is None and finding.rule != _SAID_BELOW]
    headlines = [finding for finding in open_ones if finding.is_headline]
    return next(iter([*headlines, *(each for each in open_ones if each.severity != "info")]), None)


def without_findings(sufficiency: pd.DataFrame) -> tuple[str, str]:
    """Headline and text for a log that brings no finding: too early with what is missing, or nothing stands out.

    `sufficiency` has the columns of `TrainingLog.sufficiency`.
    """
    waits = sufficiency[(sufficiency["metric"] == "muscle_volume") & ~sufficiency["speaks"]]
    if sufficiency.empty:
        return TOO_EARLY, _("The log holds no set that can be judged. The Logbook shows what is in it.")
    if waits.empty:
        return _("Nothing stands out"), _("No rule has anything to say about your last full weeks.")
    return TOO_EARLY, _(
        "Still missing for a first judgement: {missing}. Until then the pages count.", missing=waits.iloc[0]["missing"]
    )


def _say(athlete: str, on: date) -> None:
    finding = most_important(session.findings(athlete, on))
    if finding is None:
        headline, text = without_findings(session.sufficiency(athlete, on))
        st.markdown(f"**{plain(headline)}.** {plain(text)}")
        return
    word, icon, colour = BADGES[finding.severity]
    st.badge(word, icon=icon, color=colour)
    st.markdown(f"**{plain(finding.headline)}**")
    st.markdown(plain(finding.text))
    if finding.step:
        st.markdown(_(":material/arrow_forward: **Next step:** {step}", step=plain(finding.step)))


def _whose_first(latest: Sequence[Outcome]) -> str | None:
    """Whose log the latest files began; None where a log was there before, or nothing came in."""
    reports = {each.report.import_id: each for each in latest if each.report is not None}
    changes = session.open_log().imports()
    standing = changes[changes["undone_at"].isna() & (changes["athlete"] != SAMPLE_ATHLETE)]
    mine = [import_id for import_id in standing["import_id"].astype(int) if import_id in reports]
    if not mine or len(mine) < len(standing):
        return None
    return reports[mine[0]].choices.athlete
