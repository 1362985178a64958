"""The server around the pages: middleware, routes, and what happens when it starts."""

from collections.abc import AsyncGenerator
from contextlib import asynccontextmanager

import streamlit as st
from starlette.middleware import Middleware
from streamlit import config

from pages.parts.doors import ROUTES, Doors
from pages.parts.headers import SecurityHeaders
from pages.parts.warmup import warm_up

MIDDLEWARE = [Middleware(SecurityHeaders), Middleware(Doors)]


@asynccontextmanager
async def start_and_stop(_: st.App) -> AsyncGenerator[None]:
    """Warm up and say where to click when the server starts."""
    warm_up()
    print(
        f"\n  Le tableau de bord est prêt : {address()}\n  Pour l’arrêter : Ctrl + C\n", flush=True
    )
    yield


def address() -> str:
    """Return the address at which a browser on this machine reaches the server."""
    host = config.get_option("browser.serverAddress")
    return f"http://{host}:{config.get_option('server.port')}"


__all__ = ["MIDDLEWARE", "ROUTES", "start_and_stop"]
