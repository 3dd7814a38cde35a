"""Letters by mail server: encrypted, and each failure told for what it means there."""

import socket
import ssl
import subprocess
from contextlib import ExitStack
from pathlib import Path
from threading import Thread

import attrs
import pytest

from partnership.errors import InvalidValue, PartnershipError, Retry
from partnership.host.plugins import Host
from partnership.plugins.smtp.messenger import SmtpMessenger
from partnership.plugins.smtp.server import Server
from partnership.ports import DeliveryUnknown, Letter
from partnership.serial.mail import mail_address
from partnership.testing.arrivals import MailServer
from partnership.testing.messengers import LETTER

HERE = "127.0.0.1"
SECRET = "-".join("geheim")


def messenger(port: int, **different: object) -> SmtpMessenger:
    """One without encryption, to this machine."""
    chosen: dict[str, object] = {"host": HERE, "port": port, "plain": True, "timeout": 2.0} | different
    return SmtpMessenger(Server(**chosen), sender="school@de-beuk.example")  # type: ignore[arg-type] # checked by Server


@pytest.mark.parametrize(
    ("answer", "error"), [("451 later", Retry), ("550 never", PartnershipError), (None, DeliveryUnknown)]
)
def test_an_answer_to_a_letter_is_told_for_what_it_means(answer: str | None, error: type[Exception]) -> None:
    """Later, never, or nobody knows; then the next one goes."""
    answers = iter([answer, "250 OK"])
    with MailServer(lambda _: next(answers)) as server:
        with pytest.raises(error) as caught:
            messenger(server.port).send(LETTER)
        messenger(server.port).send(LETTER)
    assert type(caught.value) is error
    assert len({each.id for each in server.letters}) == 1
    assert len(server.letters) == (2 if answer is None else 1)
    assert "fatima" not in str(caught.value)


class Script:
    """A server that says these lines, one to each that it hears, and hangs up."""

    def __init__(self, *lines: str) -> None:
        self._lines = lines
        self._listening = socket.create_server((HERE, 0))
        self.port = self._listening.getsockname()[1]
        self._thread = Thread(target=self._talk)
        self._thread.start()

    def _talk(self) -> None:
        talking, _ = self._listening.accept()
        with talking, talking.makefile("rb") as heard:
            for line in self._lines:
                talking.sendall(f"{line}\r\n".encode())
                heard.readline()
        self._listening.close()

    def end(self) -> None:
        """It has said everything."""
        self._thread.join()


OPEN = ("220 hello", "250 at your service")


@pytest.mark.parametrize(
    ("lines", "error", "says"),
    [
        (("421 full",), Retry, "not ready"),
        (("220 hello",), Retry, "cannot be used"),
        ((*OPEN, "450 later"), Retry, "the sender now \\(450\\)"),
        ((*OPEN, "553 not you"), PartnershipError, "refuses the sender \\(553\\)"),
        ((*OPEN, "250 you"), Retry, "stopped answering"),
        ((*OPEN, "250 you", "550 nobody"), PartnershipError, "refuses the recipient \\(550\\)"),
        ((*OPEN, "250 you", "250 them", "452 full"), Retry, "the letter now \\(452\\)"),
        ((*OPEN, "250 you", "250 them", "250 what"), PartnershipError, "refuses the letter \\(250\\)"),
    ],
)
def test_before_the_words_nothing_was_sent(lines: tuple[str, ...], error: type[Exception], says: str) -> None:
    """Whatever happens there."""
    server = Script(*lines)
    with pytest.raises(error, match=says) as caught:
        messenger(server.port).send(LETTER)
    server.end()
    assert type(caught.value) is error


def test_nobody_listens() -> None:
    """Try again later."""
    with socket.create_server((HERE, 0)) as free:
        port = free.getsockname()[1]
    with pytest.raises(Retry, match="ConnectionRefusedError"):
        messenger(port).send(LETTER)


@pytest.fixture(scope="module")
def certificate(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A certificate of this machine with its key, signed by itself."""
    folder = tmp_path_factory.mktemp("certificate")
    key = ["-newkey", "ec", "-pkeyopt", "ec_paramgen_curve:prime256v1", "-nodes", "-keyout"]
    named = ["-subj", "/CN=de-beuk.example", "-addext", f"subjectAltName=IP:{HERE}", "-days", "2"]
    subprocess.run(
        ["openssl", "req", "-x509", *key, str(folder / "key.pem"), *named, "-out", str(folder / "cert.pem")],
        check=True,
        capture_output=True,
    )
    return folder


def test_letters_go_encrypted_to_a_server_that_proves_who_it_is(certificate: Path) -> None:
    """With a certificate it trusts; without, or without encryption, nothing is sent."""
    context = ssl.create_default_context(ssl.Purpose.CLIENT_AUTH)
    context.load_cert_chain(certificate / "cert.pem", certificate / "key.pem")
    trusted = str(certificate / "cert.pem")
    with MailServer(tls_context=context, require_starttls=True) as server:
        messenger(server.port, plain=False, certificates=trusted).send(LETTER)
        with pytest.raises(Retry, match="SSLCertVerificationError"):
            messenger(server.port, plain=False).send(LETTER)
        with pytest.raises(Retry, match="SSLCertVerificationError"):
            messenger(server.port, plain=False, certificates=trusted, host="localhost").send(LETTER)
    assert len(server.letters) == 1
    with MailServer() as bare:
        with pytest.raises(Retry, match="SMTPNotSupportedError"):
            messenger(bare.port, plain=False, certificates=trusted).send(LETTER)
        with pytest.raises(Retry, match="SMTPNotSupportedError"):
            messenger(bare.port, user="school", password=SECRET).send(LETTER)
    assert bare.letters == []


def test_settings_that_would_send_openly_are_refused() -> None:
    """To another machine never without encryption; a password is never shown."""
    for host in ("mail.de-beuk.example", "10.0.0.1"):
        with pytest.raises(InvalidValue, match="encrypted or not at all"):
            Server(host=host, plain=True)
    assert Server(host="localhost", plain=True).plain
    with pytest.raises(InvalidValue, match="no time"):
        Server(host=HERE, timeout=0)
    assert SECRET not in repr(Server(host=HERE, user="school", password=SECRET))


def test_the_sender_is_an_address() -> None:
    """And where answers go; letters that not every server takes are not in one."""
    for address in ("zoë@home.example", "@home.example"):
        with pytest.raises(PartnershipError, match="not one mail address"):
            mail_address(address)
    with pytest.raises(PartnershipError, match="not one mail address"):
        Host(discover=True).messenger("smtp", host=HERE, sender="school")


def test_an_address_to_unsubscribe_at_is_one() -> None:
    """By mail without the button, and nothing that ends the header."""
    with MailServer() as server:
        post = messenger(server.port)
        news = attrs.evolve(LETTER, news=True)
        post.send(attrs.evolve(news, unsubscribe="mailto:off@de-beuk.example"))
        with pytest.raises(PartnershipError, match="unsubscribe"):
            post.send(attrs.evolve(news, unsubscribe="https://x.example/>\r\nBcc: a@b.example"))
        bare = Letter(key="k", to=LETTER.to, subject="s", text="no newline at the end")
        post.send(bare)
    first, second = server.letters
    assert (first.unsubscribe, first.one_click) == ("mailto:off@de-beuk.example", False)
    assert (second.subject, second.text.strip()) == ("s", "no newline at the end")


def test_lines_of_the_body_are_short_and_it_says_that_a_machine_wrote_it() -> None:
    """At most 76 in the body; the head has its standard lines."""
    with MailServer() as server:
        messenger(server.port).send(LETTER)
    head, _, body = server.letters[0].raw.partition(b"\r\n\r\n")
    assert max(map(len, body.split(b"\r\n"))) <= 76
    assert b"Auto-Submitted: auto-generated" in head
    assert b"Content-Language: nl" in head


def test_many_letters_go_over_one_connection() -> None:
    """A server that ends it after some letters gets the others over a new one; each arrives once."""
    with MailServer() as server:
        talks = server.talks
        with messenger(server.port).session() as session:
            for number in range(5):
                session.send(attrs.evolve(LETTER, key=f"m{number}"))
            assert (len(server.letters), talks()) == (5, 1)
        server.most = 2
        with messenger(server.port).session() as session:
            for number in range(5):
                session.send(attrs.evolve(LETTER, key=f"n{number}"))
    assert (len({each.id for each in server.letters}), len(server.letters), talks()) == (10, 10, 4)


def test_a_letter_that_fails_does_not_spoil_the_next() -> None:
    """It has a connection of its own then; an answer that was lost is not hidden by trying once more."""
    answers = iter(["250 OK", "550 never", "250 OK", None, "250 OK"])
    with MailServer(lambda _: next(answers)) as server, messenger(server.port).session() as session:
        session.send(LETTER)
        with pytest.raises(PartnershipError):
            session.send(LETTER)
        session.send(LETTER)
        with pytest.raises(DeliveryUnknown):
            session.send(LETTER)
        session.send(LETTER)
    assert len(server.letters) == 4


def test_a_server_that_has_gone_meanwhile() -> None:
    """Try again later; and one that takes nothing at all is not asked twice."""
    with ExitStack() as stack:
        with MailServer() as server:
            session = stack.enter_context(messenger(server.port).session())
            session.send(LETTER)
        with pytest.raises(Retry):
            session.send(LETTER)
    busy = Script(*OPEN, "421 full")
    with pytest.raises(Retry, match=r"the sender now \(421\)"):
        messenger(busy.port).send(LETTER)
    busy.end()


def test_what_comes_back_comes_back_to_its_own_place() -> None:
    """Each letter with its mark, one without to the same place; where there is none, to the sender."""
    marked = attrs.evolve(LETTER, mark="abc")
    with MailServer() as server:
        to = Server(host=HERE, port=server.port, plain=True)
        for bounces in (None, "bounces@de-beuk.example"):
            post = SmtpMessenger(to, sender="school@de-beuk.example", bounces=bounces)
            post.send(marked)
            post.send(LETTER)
    assert [each.mail_from for each in server.letters] == [
        "school@de-beuk.example",
        "school@de-beuk.example",
        "bounces+abc@de-beuk.example",
        "bounces@de-beuk.example",
    ]
