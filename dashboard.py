"""The dashboard: `streamlit run dashboard.py` reads and checks the evidence, then serves the pages and the data API."""

import sys
from pathlib import Path

import streamlit as st
from starlette.middleware import Middleware

ROOT = Path(__file__).resolve().parent
sys.path.insert(0, str(ROOT))

from adverse.api import api_routes  # noqa: E402
from adverse.ui import server  # noqa: E402
from adverse.ui.headers import SecurityHeaders  # noqa: E402
from adverse.ui.pages_by_name import page_routes  # noqa: E402

server.prepare()
app = st.App(
    ROOT / "adverse" / "ui" / "shell.py",
    routes=[*page_routes(), *api_routes(server.evidence())],
    middleware=[Middleware(SecurityHeaders)],
    lifespan=server.while_serving,
)
