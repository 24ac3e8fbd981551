"""The router: page config, the navigation table, run. Nothing else lives here."""

import streamlit as st

from ui.boundary import boundary
from ui.server import lifespan


def router() -> None:
    """Draw the page that the address names."""
    from ui.guide import guided_look  # caches belong to a running server, so none of them while one is starting
    from ui.session import has_several_athletes, show_flash

    st.set_page_config(page_title="Hindsight", page_icon="🍑", layout="wide")

    page = st.navigation(
        {
            "Insights": [
                # Served at the root; sends on to the overview, or to the import page while the log is empty. A page
                # that is itself the default loses its own address, so the real pages never are.
                st.Page("pages/log/start.py", title="Hindsight", url_path="start", default=True, visibility="hidden"),
                st.Page(
                    "pages/insights/overview.py",
                    title="Overview",
                    icon=":material/space_dashboard:",
                    url_path="overview",
                    help="This week, the last full week, and what to do about it.",
                ),
                st.Page(
                    "pages/insights/volume.py",
                    title="Volume",
                    icon=":material/stacked_bar_chart:",
                    url_path="volume",
                    help="Weekly hard sets per muscle against the range that tends to work.",
                ),
                st.Page(
                    "pages/insights/balance.py",
                    title="Balance",
                    icon=":material/balance:",
                    url_path="balance",
                    help="Quads against hamstrings and glutes; hinges against curls.",
                ),
                st.Page(
                    "pages/insights/functions.py",
                    title="What trains what",
                    icon=":material/account_tree:",
                    url_path="functions",
                    help="Which exercises gave a muscle its sets, and what is missing.",
                ),
                st.Page(
                    "pages/insights/strength.py",
                    title="Strength",
                    icon=":material/trending_up:",
                    url_path="strength",
                    help="Where each lift is heading, and how sure that is.",
                ),
                st.Page(
                    "pages/insights/athletes.py",
                    title="Athletes",
                    icon=":material/groups:",
                    url_path="athletes",
                    visibility="visible" if has_several_athletes() else "hidden",
                    help="Everybody of this log side by side, for a coach.",
                ),
                st.Page(
                    "pages/insights/exercise.py",
                    title="Exercise",
                    icon=":material/exercise:",
                    url_path="exercise",
                    help="Everything about one lift: what it trains, its weeks, bests, sessions and swaps.",
                ),
            ],
            "Plan": [
                st.Page(
                    "pages/plan/next_week.py",
                    title="Next week",
                    icon=":material/event_upcoming:",
                    url_path="next-week",
                    help="Your next week session by session, what changes in it and why.",
                ),
                st.Page(
                    "pages/plan/what_if.py",
                    title="What if",
                    icon=":material/tune:",
                    url_path="what-if",
                    help="Other sets for your legs, and what the coming weeks would look like.",
                ),
                st.Page(
                    "pages/plan/swaps.py",
                    title="Swaps",
                    icon=":material/swap_horiz:",
                    url_path="swaps",
                    help="Another exercise that does the same: machine taken, at home, tired back.",
                ),
                st.Page(
                    "pages/plan/templates.py",
                    title="Templates",
                    icon=":material/library_books:",
                    url_path="templates",
                    help="The training plans of the articles, held against your own targets.",
                ),
                st.Page(
                    "pages/plan/warm_up.py",
                    title="Warm-up",
                    icon=":material/self_improvement:",
                    url_path="warm-up",
                    help="Checklists before and after training, and when to stop.",
                ),
                st.Page(
                    "pages/plan/weekly_review.py",
                    title="Weekly review",
                    icon=":material/newspaper:",
                    url_path="weekly-review",
                    help="A week in five sentences, what changed, bests, and the plan; to read and to print.",
                ),
            ],
            "Log": [
                st.Page(
                    "pages/log/import_log.py",
                    title="Import",
                    icon=":material/upload_file:",
                    url_path="import",
                    help="Bring in an export, see what was understood, take an import back.",
                ),
                st.Page(
                    "pages/log/add_session.py",
                    title="Log a session",
                    icon=":material/edit_note:",
                    url_path="log-session",
                    help="Type in a workout, set by set.",
                ),
                st.Page(
                    "pages/log/logbook.py",
                    title="Logbook",
                    icon=":material/menu_book:",
                    url_path="logbook",
                    help="Every set: search, correct, delete, undo.",
                ),
            ],
            "Trust": [
                st.Page(
                    "pages/trust/exercises.py",
                    title="Exercises",
                    icon=":material/fitness_center:",
                    url_path="exercises",
                    help="Names Hindsight does not know yet, and the catalogue it knows.",
                ),
                st.Page(
                    "pages/trust/data_quality.py",
                    title="Data quality",
                    icon=":material/fact_check:",
                    url_path="data-quality",
                    help="Unlikely values to fix or to confirm, refused lines, what is logged and what is not.",
                ),
                st.Page(
                    "pages/trust/method.py",
                    title="Method",
                    icon=":material/science:",
                    url_path="method",
                    help="Every threshold, with its range and its source.",
                ),
                st.Page(
                    "pages/trust/settings.py",
                    title="Settings",
                    icon=":material/tune:",
                    url_path="settings",
                    help="Your level, unit and time zone; every threshold within its range.",
                ),
            ],
        },
        expanded=True,
    )

    with boundary():
        show_flash()
        guided_look(page.url_path)
        page.run()


if __name__ == "__main__":  # a page is drawn
    router()
else:  # the server starts
    app = st.App(__file__, lifespan=lifespan)
