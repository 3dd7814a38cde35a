"""Letters by e-mail, handed to the school's mail server."""

from collections.abc import Iterable

from partnership.hookspecs import Offer, Trial, hookimpl
from partnership.ports import Messenger

__all__ = ["partnership_messengers", "partnership_trials"]


def _make(
    host: str,
    sender: str,
    port: int = 587,
    user: str | None = None,
    password: str | None = None,
    reply_to: str | None = None,
    bounces: str | None = None,
    certificates: str | None = None,
    timeout: float = 20.0,
    plain: bool = False,  # noqa: FBT001, FBT002 - a setting by name
) -> Messenger:
    from partnership.plugins.smtp.messenger import SmtpMessenger  # noqa: PLC0415 - loaded when somebody asks for it
    from partnership.plugins.smtp.server import Server  # noqa: PLC0415 - the same

    server = Server(
        host=host,
        port=port,
        user=user,
        password=password,
        certificates=certificates,
        timeout=timeout,
        plain=plain,
    )
    return SmtpMessenger(server, sender=sender, reply_to=reply_to, bounces=bounces)


@hookimpl
def partnership_messengers() -> Iterable[Offer[Messenger]]:
    """Offer it under the name of its protocol."""
    return [
        Offer(
            name="smtp",
            make=_make,
            summary="Letters by e-mail, over a connection that is always encrypted.",
            options={
                "host": "the mail server",
                "sender": "from whom the messages are",
                "port": "587 unless told otherwise; the connection is encrypted by STARTTLS",
                "user": "who logs in; nobody when left out",
                "password": "of that user",
                "reply_to": "where answers go",
                "bounces": "where letters go that come back, each with a mark of its own after a plus",
                "certificates": "a file of authorities to trust, beside those of the machine",
                "timeout": "seconds to wait for an answer",
                "plain": "no encryption; only for a server on this machine",
            },
        )
    ]


@hookimpl
def partnership_trials() -> Iterable[Trial]:
    """Against a server on this machine."""
    return [Trial(kind="messenger", offer="smtp", contract="partnership.testing.messenger_trials:SmtpTrial")]
