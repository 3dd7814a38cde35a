"""A mail server and how to get a connection to it: encrypted, with a certificate that was checked."""

import ipaddress
import smtplib
import ssl

import attrs

from partnership.errors import InvalidValue, Retry

__all__ = ["Server"]


def _is_here(host: str) -> bool:
    """Whether a host is this machine."""
    try:
        return ipaddress.ip_address(host).is_loopback
    except ValueError:
        return host.lower() == "localhost"


@attrs.frozen(kw_only=True)
class Server:
    """One mail server.

    Attributes:
        user: Who logs in; None logs nobody in.
        certificates: A file of authorities to trust beside those of the machine.
        timeout: Seconds to wait for each answer.
        plain: No encryption; only for a server on this machine.

    Raises:
        InvalidValue: No encryption to another machine, or no time to wait.
    """

    host: str
    port: int = 587
    user: str | None = attrs.field(default=None, repr=False)
    password: str | None = attrs.field(default=None, repr=False)
    certificates: str | None = None
    timeout: float = 20.0
    plain: bool = False

    def __attrs_post_init__(self) -> None:
        if self.plain and not _is_here(self.host):
            raise InvalidValue("plain", "letters leave this machine encrypted or not at all")
        if not self.timeout > 0:
            raise InvalidValue("timeout", "is no time to wait")

    def open(self) -> smtplib.SMTP:
        """A connection that letters may go over; whoever asked for it closes it.

        Raises:
            Retry: The server cannot be reached, does not encrypt, is not who it should be, or does not let us in.
        """
        smtp = smtplib.SMTP(timeout=self.timeout)
        try:
            self._open(smtp)
        except BaseException:
            smtp.close()
            raise
        return smtp

    def _open(self, smtp: smtplib.SMTP) -> None:
        try:
            code, _ = smtp.connect(self.host, self.port)
            # What a connection is checked against is the name it was made for; `connect` does not keep it.
            smtp._host = self.host  # type: ignore[attr-defined]  # noqa: SLF001 - only the constructor sets it
            if code != _READY:
                raise Retry("the mail server is not ready")
            smtp.ehlo_or_helo_if_needed()
            if not self.plain:
                smtp.starttls(context=ssl.create_default_context(cafile=self.certificates))
                smtp.ehlo_or_helo_if_needed()
            if self.user is not None:
                smtp.login(self.user, self.password or "")
        except (OSError, smtplib.SMTPException) as error:
            raise Retry(f"the mail server cannot be used: {type(error).__name__}") from None


_READY = 220
