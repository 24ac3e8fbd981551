"""What the tests of the log pages do and look at, in a lifter's words."""

from __future__ import annotations

from streamlit.testing.v1 import AppTest

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


def drop(app: AppTest, *files: tuple[str, bytes]) -> AppTest:
    """The import page after files were dropped and the button was pressed."""
    visit(app, "log/import_log")
    for name, content in files:
        app.file_uploader[0].upload(name, content)
    app.run()
    app.button(key="import-button").click().run()
    assert not app.exception
    return app


def texts(app: AppTest) -> str:
    """All that the page says, unescaped: Markdown, captions, titles and alerts with their headlines."""
    said = [*app.markdown, *app.caption, *app.error, *app.info, *app.title, *app.header, *app.subheader, *app.toast]
    headlines = [alert.proto.title for alert in [*app.error, *app.info]]
    return "\n".join([*(str(each.value) for each in said), *headlines]).replace("\\", "")
