"""The router: page config, the navigation table, run. Nothing else lives here."""

import streamlit as st

from analytics.language import _
from ui.server import check_before_listening, lifespan, middleware, show_uncaught


def router() -> None:
    """Draw the page that the address names."""
    from ui import session  # caches belong to a running server, so none of them while one is starting
    from ui.backups import around_a_page
    from ui.guide import guided_look
    from ui.hosting import doors
    from ui.import_outcomes import collect
    from ui.import_progress import corner

    st.set_page_config(page_title="Hindsight", page_icon="🍑", layout="wide")
    if not doors.let_in():
        return

    page = st.navigation(
        {
            _("Insights"): [
                # Served at the root; sends on to the overview, or to the import page while the log is empty. A page
                # that is itself the default loses its own address, so the real pages never are.
                st.Page("pages/log/start.py", title="Hindsight", url_path="start", default=True, visibility="hidden"),
                st.Page(
                    "pages/insights/overview.py",
                    title=_("Overview"),
                    icon=":material/space_dashboard:",
                    url_path="overview",
                    help=_("This week, the last full week, and what to do about it."),
                ),
                st.Page(
                    "pages/insights/volume.py",
                    title=_("Volume"),
                    icon=":material/stacked_bar_chart:",
                    url_path="volume",
                    help=_("Weekly hard sets per muscle against the range that tends to work."),
                ),
                st.Page(
                    "pages/insights/balance.py",
                    title=_("Balance"),
                    icon=":material/balance:",
                    url_path="balance",
                    help=_("Quads against hamstrings and glutes; hinges against curls."),
                ),
                st.Page(
                    "pages/insights/functions.py",
                    title=_("What trains what"),
                    icon=":material/account_tree:",
                    url_path="functions",
                    help=_("Which exercises gave a muscle its sets, and what is missing."),
                ),
                st.Page(
                    "pages/insights/strength.py",
                    title=_("Strength"),
                    icon=":material/trending_up:",
                    url_path="strength",
                    help=_("Where each lift is heading, and how sure that is."),
                ),
                st.Page(
                    "pages/insights/athletes.py",
                    title=_("Athletes"),
                    icon=":material/groups:",
                    url_path="athletes",
                    visibility="visible" if session.has_several_athletes() else "hidden",
                    help=_("Everybody of this log side by side, for a coach."),
                ),
                st.Page(
                    "pages/insights/exercise.py",
                    title=_("Exercise"),
                    icon=":material/exercise:",
                    url_path="exercise",
                    help=_("Everything about one lift: what it trains, its weeks, bests, sessions and swaps."),
                ),
            ],
            _("Plan"): [
                st.Page(
                    "pages/plan/next_week.py",
                    title=_("Next week"),
                    icon=":material/event_upcoming:",
                    url_path="next-week",
                    help=_("Your next week session by session, what changes in it and why."),
                ),
                st.Page(
                    "pages/plan/what_if.py",
                    title=_("What if"),
                    icon=":material/tune:",
                    url_path="what-if",
                    help=_("Other sets for your legs, and what the coming weeks would look like."),
                ),
                st.Page(
                    "pages/plan/swaps.py",
                    title=_("Swaps"),
                    icon=":material/swap_horiz:",
                    url_path="swaps",
                    help=_("Another exercise that does the same: machine taken, at home, tired back."),
                ),
                st.Page(
                    "pages/plan/templates.py",
                    title=_("Templates"),
                    icon=":material/library_books:",
                    url_path="templates",
                    help=_("The training plans of the articles, held against your own targets."),
                ),
                st.Page(
                    "pages/plan/warm_up.py",
                    title=_("Warm-up"),
                    icon=":material/self_improvement:",
                    url_path="warm-up",
                    help=_("Checklists before and after training, and when to stop."),
                ),
                st.Page(
                    "pages/plan/weekly_review.py",
                    title=_("Weekly review"),
                    icon=":material/newspaper:",
                    url_path="weekly-review",
                    help=_("A week in five sentences, what changed, bests, and the plan; to read and to print."),
                ),
            ],
            _("Log"): [
                st.Page(
                    "pages/log/import_log.py",
                    title=_("Import"),
                    icon=":material/upload_file:",
                    url_path="import",
                    visibility="visible" if session.may_import() else "hidden",
                    help=_("Bring in an export, see what was understood, take an import back."),
                ),
                st.Page(
                    "pages/log/add_session.py",
                    title=_("Log a session"),
                    icon=":material/edit_note:",
                    url_path="log-session",
                    visibility="visible" if session.may_change() else "hidden",
                    help=_("Type in a workout, set by set."),
                ),
                st.Page(
                    "pages/log/logbook.py",
                    title=_("Logbook"),
                    icon=":material/menu_book:",
                    url_path="logbook",
                    help=_("Every set: search, correct, delete, undo."),
                ),
            ],
            _("Trust"): [
                st.Page(
                    "pages/trust/exercises.py",
                    title=_("Exercises"),
                    icon=":material/fitness_center:",
                    url_path="exercises",
                    help=_("Names Hindsight does not know yet, and the catalogue it knows."),
                ),
                st.Page(
                    "pages/trust/data_quality.py",
                    title=_("Data quality"),
                    icon=":material/fact_check:",
                    url_path="data-quality",
                    help=_("Unlikely values to fix or to confirm, refused lines, what is logged and what is not."),
                ),
                st.Page(
                    "pages/trust/method.py",
                    title=_("Method"),
                    icon=":material/science:",
                    url_path="method",
                    help=_("Every threshold, with its range and its source."),
                ),
                st.Page(
                    "pages/trust/backups.py",
                    title=_("Backups"),
                    icon=":material/shield:",
                    url_path="backups",
                    visibility="visible" if session.may_change() else "hidden",
                    help=_("Take the whole log away, or bring an earlier one back."),
                ),
                st.Page(
                    "pages/trust/settings.py",
                    title=_("Settings"),
                    icon=":material/tune:",
                    url_path="settings",
                    help=_("Your level, unit and time zone; every threshold within its range."),
                ),
            ],
        },
        expanded=True,
    )

    with around_a_page():
        doors.corner()
        collect()
        session.show_flash()
        guided_look(page.url_path)
        page.run()
        if page.url_path != "import":
            corner()


if __name__ == "__main__":  # a page is drawn
    router()
else:  # the server starts
    check_before_listening()
    app = st.App(__file__, lifespan=lifespan, middleware=middleware(), on_script_error=show_uncaught)
