"""Figures: a frame in, a plotly figure and its description in words out. No Streamlit, no reading, no judging."""
