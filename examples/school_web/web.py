"""The web program: who logs in, in which language, and what every page has in common."""

import secrets
from collections.abc import Callable
from datetime import datetime
from pathlib import Path

from flask import Flask, Response, abort, g, redirect, render_template, request, session, url_for
from werkzeug.exceptions import HTTPException
from werkzeug.wrappers import Response as Answer

from partnership import InvalidInput, InvalidValue, PartnershipError, School
from partnership.errors import IllegalStep, NotFound, Retry
from partnership.services.desk import now
from school_web import evening, families
from school_web.accounts import Accounts
from school_web.system import System, here
from school_web.words import LANGUAGES, words_in

_POLICY = "default-src 'none'; style-src 'self'; img-src data:; form-action 'self'; base-uri 'none'; frame-ancestors 'none'"
_STATUS = {NotFound: 404, InvalidInput: 400, InvalidValue: 400, IllegalStep: 409, Retry: 503}


def create_app(settings: Path, *, secret_key: str, clock: Callable[[], datetime] = now) -> Flask:
    """The program of one school; `settings` is its partnership.toml, and its two databases are kept beside it."""
    app = Flask(__name__)
    app.config.update(
        SECRET_KEY=secret_key,
        SESSION_COOKIE_SECURE=True,
        SESSION_COOKIE_HTTPONLY=True,
        SESSION_COOKIE_SAMESITE="Lax",
        MAX_CONTENT_LENGTH=64 * 1024,
    )
    school = School.open(settings, clock=clock)
    accounts = Accounts(settings.with_name("users.db"))
    app.extensions["system"] = System(accounts=accounts, school=school, clock=clock)
    app.before_request(_begin)
    app.after_request(_end)
    app.context_processor(_shown)
    app.register_error_handler(HTTPException, lambda error: _sorry(error.code or 500))
    app.register_error_handler(PartnershipError, _not_done)
    app.add_url_rule("/login", view_func=log_in, methods=["GET", "POST"])
    app.add_url_rule("/logout", view_func=log_out, methods=["POST"])
    app.register_blueprint(families.pages)
    app.register_blueprint(evening.pages)
    return app


def _begin() -> Answer | None:
    """Nothing is shown without a login, and nothing is changed without the token of a page of our own."""
    system = here()
    g.user = system.accounts.by_number(session.get("number", ""))
    if request.args.get("language") in LANGUAGES:
        session["language"] = request.args["language"]
    usual = g.user.language if g.user else request.accept_languages.best_match(LANGUAGES)
    g.words = words_in(session.get("language") or usual or system.school.settings.school.language)
    sent = request.form.get("token", "").encode()
    if request.method == "POST" and not secrets.compare_digest(sent, _token().encode()):
        abort(400)
    if g.user is None and request.endpoint not in {"log_in", "static"}:
        return redirect(url_for("log_in"))
    return None


def _end(response: Response) -> Response:
    """What somebody may see is for them alone, and no page of another may frame, read or script it."""
    for name, value in {
        "Content-Security-Policy": _POLICY,
        "X-Content-Type-Options": "nosniff",
        "Referrer-Policy": "same-origin",
        "Cache-Control": "no-store",
    }.items():
        response.headers.setdefault(name, value)
    return response


def _shown() -> dict[str, object]:
    return {
        "words": g.words,
        "user": g.user,
        "token": _token(),
        "languages": LANGUAGES,
        "school": here().school.settings.school.name,
    }


def _token() -> str:
    return str(session.setdefault("token", secrets.token_urlsafe(32)))


def _sorry(status: int) -> tuple[str, int]:
    """The same few words whatever went wrong: an error tells nobody what there is."""
    return render_template("sorry.html", status=status), status


def _not_done(error: PartnershipError) -> tuple[str, int]:
    return _sorry(next((status for kind, status in _STATUS.items() if isinstance(error, kind)), 500))


def log_in() -> str | Answer | tuple[str, int]:
    """The page to log in on."""
    if request.method == "GET":
        return render_template("login.html", wrong=False)
    user = here().accounts.who(request.form.get("login", ""), request.form.get("password", ""))
    if user is None:
        return render_template("login.html", wrong=True), 401
    language = session.get("language", user.language)
    session.clear()  # a session from before the login is worth nothing after it
    session.update(number=user.number, language=language)
    return redirect(url_for("families.home" if user.role == "guardian" else "evening.run"))


def log_out() -> Answer:
    """Forget who it was."""
    session.clear()
    return redirect(url_for("log_in"))
