"""Letters by push message, chat or text message, through whichever of its services Apprise knows (extra `apprise`)."""

from collections.abc import Iterable

from partnership.errors import MissingExtra
from partnership.hookspecs import Offer, Trial, hookimpl
from partnership.ports import Messenger

__all__ = ["partnership_messengers", "partnership_trials"]


def _make(url: str, kind: str = "phone", timeout: float = 20.0) -> Messenger:
    try:
        from partnership.plugins.apprise.messenger import AppriseMessenger  # noqa: PLC0415 - loaded when somebody asks for it
    except ModuleNotFoundError as error:
        if (error.name or "").partition(".")[0] != "apprise":
            raise
        raise MissingExtra("the messenger apprise", "apprise") from None
    return AppriseMessenger(url, kind=kind, timeout=timeout)


@hookimpl
def partnership_messengers() -> Iterable[Offer[Messenger]]:
    """Offer it under the name of the package."""
    return [
        Offer(
            name="apprise",
            make=_make,
            summary="Push messages, chat and text messages, by a service that Apprise knows.",
            options={
                "url": "of the service, with {address} for the recipient, {id} for the letter's id, ${NAME} for a secret",
                "kind": "what an address is: phone (unless told otherwise), email or any",
                "timeout": "seconds to wait for an answer",
            },
        )
    ]


@hookimpl
def partnership_trials() -> Iterable[Trial]:
    """Against a web server on this machine."""
    return [
        Trial(kind="messenger", offer="apprise", contract="partnership.testing.apprise_trial:AppriseTrial")
    ]
