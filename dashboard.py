"""The dashboard: `streamlit run dashboard.py` reads and checks the evidence, then serves the pages and the data API."""

from pathlib import Path

import streamlit as st
from starlette.middleware import Middleware

from adverse.api import api_routes, health_routes
from adverse.ui import server
from adverse.ui.headers import SecurityHeaders
from adverse.ui.pages_by_name import page_routes

settings = server.prepare()
evidence = server.evidence()
below = st.get_option("server.baseUrlPath").strip("/")
below = f"/{below}" if below else ""
app = st.App(
    Path(server.__file__).with_name("shell.py"),
    routes=[
        *page_routes(below),
        *health_routes(evidence, below),
        *api_routes(evidence, settings.api_requests_a_minute, below),
    ],
    middleware=[Middleware(SecurityHeaders)],
)
