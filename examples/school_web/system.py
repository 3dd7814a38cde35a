"""The two halves of this school system, its own users and the library's school, and who is asking."""

from collections.abc import Callable
from datetime import datetime

import attrs
from flask import abort, current_app, g

from partnership import School
from partnership.ids import ConferenceId
from school_web.accounts import Accounts, User

TALKS = ConferenceId("autumn-talks")


@attrs.frozen(kw_only=True)
class System:
    """The system's own users, the library's school, and what time it is for both."""

    accounts: Accounts
    school: School
    clock: Callable[[], datetime]


def here() -> System:
    """The system this program serves."""
    system: System = current_app.extensions["system"]
    return system


def user_as(role: str) -> User:
    """Who is logged in, when it is somebody of this role; for anybody else the page does not exist."""
    user: User = g.user
    if user.role != role:
        abort(404)
    return user
