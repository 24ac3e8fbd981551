"""Plates at the gym: what goes on each side of the bar, and which bar and plates there are."""

from __future__ import annotations

from typing import Final

import streamlit as st

from analytics.language import _
from analytics.plans.plates import (
    DEFAULT_RACKS,
    HEAVIEST_BAR,
    PLATES,
    Rack,
    checked_rack,
    loading,
    plates_words,
    rack_key,
    rack_of,
)
from analytics.units import MassUnit
from ui import session
from ui.boundary import boundary
from ui.words import plain

_BAR: Final = "rack-bar"
_PLATES: Final = "rack-plates"


def own_rack(unit: MassUnit) -> Rack:
    """The lifter's bar and plates in a unit; the usual ones until they say otherwise."""
    return rack_of(session.open_log().setting(rack_key(unit), ""), unit)


def each_side(load: float | None, rack: Rack) -> None:
    """What goes on each side for a load in the rack's unit, in one line; nothing without a load."""
    if load:
        st.caption(f":material/fitness_center: {plain(plates_words(loading(load, rack), rack))}")


def rack_settings(unit: MassUnit) -> None:
    """The bar's weight and the plates there are, kept at once."""
    rack = own_rack(unit)
    st.number_input(
        _("Bar ({unit})", unit=unit),
        0.0,
        HEAVIEST_BAR[unit],
        rack.bar,
        0.5,
        "%g",
        key=f"{_BAR}-{unit}",
        on_change=keep_rack,
        args=(unit,),
        required=True,
        width=220,
    )
    st.pills(
        _("Plates ({unit}), in pairs", unit=unit), PLATES[unit], selection_mode="multi", default=list(rack.plates),
        format_func=lambda plate: f"{plate:g}", key=f"{_PLATES}-{unit}", on_change=keep_rack, args=(unit,),
    )  # fmt: skip
    if rack != DEFAULT_RACKS[unit]:
        st.button(_("Back to the usual bar and plates"), key="rack-usual", on_click=usual_rack, args=(unit,))


@boundary()
def keep_rack(unit: MassUnit) -> None:
    """Keep the bar and plates as they were just chosen. A callback."""
    rack = checked_rack(unit, float(session.recall(f"{_BAR}-{unit}")), session.recall(f"{_PLATES}-{unit}") or ())
    session.open_log().change_setting(rack_key(unit), rack.as_text())


@boundary()
def usual_rack(unit: MassUnit) -> None:
    """Forget the lifter's own bar and plates. A callback."""
    session.open_log().change_setting(rack_key(unit), None)
    session.remember(f"{_BAR}-{unit}", DEFAULT_RACKS[unit].bar)
    session.remember(f"{_PLATES}-{unit}", list(DEFAULT_RACKS[unit].plates))
