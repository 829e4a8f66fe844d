"""The office put together from the settings: the one place where its concrete parts are chosen."""

from fastapi import FastAPI

from cydbost_bot.office.app import create_office_app
from cydbost_bot.office.house import Office
from cydbost_bot.office.signin.doorkeeper import SessionDoorkeeper
from cydbost_bot.settings_model import Settings
from cydbost_queue.desk import Desk


def open_office(settings: Settings, desk: Desk) -> FastAPI:
    """Return the office of one council, as an application."""
    base_url = settings.office.base_url.rstrip("/")
    return create_office_app(Office(settings, desk, SessionDoorkeeper(settings, desk), base_url))
