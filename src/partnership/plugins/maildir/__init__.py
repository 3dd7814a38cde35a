"""Letters in a folder, to look at or for a mail program to send; and letters on the screen."""

from collections.abc import Iterable

from partnership.hookspecs import Offer, Trial, hookimpl
from partnership.ports import Messenger

__all__ = ["partnership_messengers", "partnership_trials"]


def _maildir(path: str, sender: str = "school@school.invalid", reply_to: str | None = None) -> Messenger:
    from partnership.plugins.maildir.folder import MaildirMessenger  # noqa: PLC0415 - loaded when somebody asks for it

    return MaildirMessenger(path, sender=sender, reply_to=reply_to)


def _console() -> Messenger:
    from partnership.plugins.maildir.console import ConsoleMessenger  # noqa: PLC0415 - the same

    return ConsoleMessenger()


@hookimpl
def partnership_messengers() -> Iterable[Offer[Messenger]]:
    """Offer a folder under the name of its format, and the screen."""
    return [
        Offer(
            name="maildir",
            make=_maildir,
            summary="Letters as e-mail messages in a folder.",
            options={
                "path": "the folder; made when it is not there",
                "sender": "from whom the messages are",
                "reply_to": "where answers go",
            },
        ),
        Offer(name="console", make=_console, summary="Letters on the screen, without addresses."),
    ]


@hookimpl
def partnership_trials() -> Iterable[Trial]:
    """In a folder that is empty, and on a screen that is a file."""
    return [
        Trial(
            kind="messenger", offer="maildir", contract="partnership.testing.messenger_trials:MaildirTrial"
        ),
        Trial(
            kind="messenger", offer="console", contract="partnership.testing.messenger_trials:ConsoleTrial"
        ),
    ]
