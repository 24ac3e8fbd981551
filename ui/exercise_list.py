"""What the lifter taught, and the catalogue as a table to search."""

from __future__ import annotations

import pandas as pd
import streamlit as st

from analytics.reference.catalogue import Catalogue
from ui import formats, session
from ui.boundary import boundary
from ui.exercise_names import exercise_words
from ui.words import plain


def taught_names(taught: pd.DataFrame) -> None:
    """Each taught name with what it stands for, and a button that forgets it."""
    for position, (as_written, exercise_id) in enumerate(zip(taught["as_written"], taught["exercise_id"], strict=True)):
        with st.container(border=True, horizontal=True, vertical_alignment="center", horizontal_alignment="distribute"):
            st.markdown(f"**{plain(as_written)}** → {plain(exercise_words(exercise_id))}", width="content")
            st.button(
                "Forget",
                key=f"forget-{position}-{as_written}",
                on_click=forget_name,
                args=(as_written,),
                icon=":material/undo:",
                help="The name goes back to the list above; its sets stay in the logbook.",
            )


@boundary()
def forget_name(as_written: str) -> None:
    """Take a taught name back. A callback."""
    session.open_log().forget_mapping(as_written, now=session.now())
    session.flash(f"{plain(as_written)} is unknown again.")


def catalogue_table(search: str) -> None:
    """The exercises that hold every word of `search` in their name, pattern or muscles."""
    rows = catalogue_rows(session.open_log().catalogue)
    text = rows.astype("str").agg(" ".join, axis="columns").str.lower()
    for word in search.lower().split():
        rows, text = rows[text.str.contains(word, regex=False)], text[text.str.contains(word, regex=False)]
    st.caption(f"{len(rows):,} of the exercises that Hindsight knows")
    st.dataframe(rows, hide_index=True, alt="Exercises of the catalogue with their muscles")


def catalogue_rows(catalogue: Catalogue) -> pd.DataFrame:
    """One row an exercise: its name, its kind or movement pattern, and its muscles, the strongest share first."""
    muscle_names = dict(zip(catalogue.muscles["id"], catalogue.muscles["name"], strict=True))
    shares = catalogue.contributions[catalogue.contributions["weight"] > 0].sort_values("weight", ascending=False)
    worked = pd.DataFrame(
        {
            "id": shares["exercise_id"],
            "Muscles (share of a set)": [
                f"{muscle_names[muscle]} {formats.number(share, 2)}"
                for muscle, share in zip(shares["muscle"], shares["weight"], strict=True)
            ],
        }
    )
    muscles = worked.groupby("id")["Muscles (share of a set)"].agg(", ".join).reset_index()
    exercises = catalogue.exercises.merge(muscles, on="id", how="left").sort_values(
        "name", key=lambda names: names.str.lower()
    )
    movement = exercises["pattern"].where(
        exercises["pattern"].notna() & (exercises["pattern"] != ""), exercises["kind"]
    )
    return pd.DataFrame(
        {
            "Exercise": exercises["name"],
            "Movement": movement.astype("str").map(formats.words),
            "Muscles (share of a set)": exercises["Muscles (share of a set)"].fillna(formats.MISSING),
        }
    ).reset_index(drop=True)
