"""What the tests of the log pages do and look at, in a lifter's words."""

from __future__ import annotations

import time

from streamlit.testing.v1 import AppTest

from analytics.model import Choices
from ui import session

STRONG_WEEK = b"""\
Date,Workout Name,Duration,Exercise Name,Set Order,Weight,Reps,Distance,Seconds,Notes,Workout Notes,RPE
2025-11-03 18:00:00,Legs,1h,Squat (Barbell),W,60,5,0,0,,,
2025-11-03 18:00:00,Legs,1h,Squat (Barbell),1,100,5,0,0,,,8
2025-11-03 18:00:00,Legs,1h,Squat (Barbell),2,100,5,0,0,,,8
2025-11-03 18:00:00,Legs,1h,Squat (Barbell),Rest Timer,0,0,0,180,,,
2025-11-03 18:00:00,Legs,1h,Romanian Deadlift (Barbell),1,80,8,0,0,good hinge,,8
2025-11-05 18:00:00,Upper,1h,Zorble Press,1,50,8,0,0,,,
2025-11-05 18:00:00,Upper,1h,Bench Press (Barbell),1,70,8,0,0,,,8
2025-11-05 18:00:00,Upper,1h,Bench Press (Barbell),2,70,925000,0,0,,,8
"""
"""Eight rows: six sets, a rest timer, and 925,000 reps, which are refused. No catalogue knows a Zorble Press."""


def visit(app: AppTest, page: str) -> AppTest:
    """The app with `page` ("log/logbook") open, drawn without an error."""
    app.switch_page(f"pages/{page}.py").run()
    assert not app.exception
    return app


def offer(app: AppTest, *files: tuple[str, bytes]) -> AppTest:
    """The import page with files in the uploader, nothing imported yet."""
    visit(app, "log/import_log")
    for name, content in files:
        app.file_uploader[0].upload(name, content)
    app.run()
    return at_rest(app)


def at_rest(app: AppTest) -> AppTest:
    """The page once no file is on its way any more, drawn again as it draws itself again in a browser."""
    while app.status or "to be read." in texts(app):
        time.sleep(0.1)
        app.run()
    assert not app.exception
    return app


def control(app: AppTest, what: str) -> str:
    """The key of the only control of a preview that decides `what` ("unit", "dates", ...)."""
    elements = [*app.segmented_control, *app.selectbox, *app.radio, *app.number_input]
    (key,) = (each.key for each in elements if str(each.key).startswith(f"{what}-"))
    return str(key)


def drop(app: AppTest, *files: tuple[str, bytes], unit: str = "kg") -> AppTest:
    """The import page after files were dropped, the unit was said where the file does not, and the button pressed."""
    offer(app, *files)
    if app.button(key="import-button").disabled:
        app.segmented_control(key=control(app, "unit")).set_value(unit).run()
    at_rest(app).button(key="import-button").click().run()
    return at_rest(app)


def brought(app: AppTest, name: str, content: bytes) -> AppTest:
    """The app whose log took a file as `drop` gives it, for tests that are about another page."""
    session.open_log().import_file(name, content, now=session.now(), choices=Choices(unit="kg"))
    return app


def texts(app: AppTest) -> str:
    """All that the page says, unescaped: Markdown, captions, titles and alerts with their headlines."""
    said = [*app.markdown, *app.caption, *app.error, *app.info, *app.title, *app.header, *app.subheader, *app.toast]
    headlines = [alert.proto.title for alert in [*app.error, *app.info]]
    return "\n".join([*(str(each.value) for each in said), *headlines]).replace("\\", "")
