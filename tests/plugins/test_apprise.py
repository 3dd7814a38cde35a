"""Letters through Apprise: one recipient a call, secrets told to nobody, and no more believed than is known."""

import socket
import sys
from typing import Any

import attrs
import pytest
from hypothesis import given
from hypothesis import strategies as st

from partnership.errors import InvalidInput, InvalidValue, MissingExtra, PartnershipError, PluginFailed, Retry
from partnership.host.plugins import Host
from partnership.plugins.apprise.messenger import AppriseMessenger
from partnership.plugins.apprise.template import UrlTemplate
from partnership.ports import DeliveryUnknown
from partnership.testing.apprise_trial import WebServer
from partnership.testing.logs import logged
from partnership.testing.messengers import LETTER

HERE = "json://127.0.0.1:{}/${{TOKEN}}/?+X-Letter={{id}}&:to={{address}}"
SECRET = "-".join("geheim")
TEXT = attrs.evolve(LETTER, to="06 - 1234 5678")


@pytest.fixture(autouse=True)
def _secret(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("TOKEN", SECRET)


def by(server: WebServer, **settings: Any) -> AppriseMessenger:
    """A messenger to a server."""
    port = server.url.split(":")[2].partition("/")[0]
    return AppriseMessenger(HERE.format(port), timeout=2.0, **settings)


def test_a_text_message_goes_to_its_number() -> None:
    """As digits, however it was written down."""
    with WebServer() as server:
        by(server).send(TEXT)
    [arrived] = server.letters
    assert (arrived.to, arrived.subject) == (("0612345678",), LETTER.subject)


@pytest.mark.parametrize(
    ("code", "error"),
    [
        (429, Retry),
        (503, Retry),
        (400, PartnershipError),
        (404, PartnershipError),
        (408, DeliveryUnknown),
        (500, DeliveryUnknown),
        (502, DeliveryUnknown),
        (None, DeliveryUnknown),
    ],
)
def test_a_no_is_told_for_what_it_means(code: int | None, error: type[Exception]) -> None:
    """Later, never, or nobody knows; without an address, a number or a secret, in the error or in a log."""
    with logged() as lines, WebServer(code) as server, pytest.raises(PartnershipError) as caught:
        by(server).send(TEXT)
    assert type(caught.value) is error
    assert len(server.letters) == 1
    said = f"{caught.value} {caught.value!r} {caught.value.__dict__} {lines} {by(server)!r}"
    assert [each for each in (SECRET, "12345678", "Fatima") if each in said] == []


def test_copies_are_known_as_copies_where_the_service_is_told_which_letter_it_is() -> None:
    """Else a second copy would not show that it is one, and nobody sends it."""
    with WebServer(500) as server:
        port = server.url.split(":")[2].partition("/")[0]
        for url, again in ((HERE.format(port), True), (f"json://127.0.0.1:{port}/?:to={{address}}", False)):
            with pytest.raises(DeliveryUnknown) as caught:
                AppriseMessenger(url).send(TEXT)
            assert caught.value.again is again


def test_nobody_is_there() -> None:
    """Nothing was sent: try again later."""
    with socket.create_server(("127.0.0.1", 0)) as free:
        port = free.getsockname()[1]
    with pytest.raises(Retry, match="cannot be reached"):
        AppriseMessenger(HERE.format(port)).send(TEXT)


def test_a_service_that_takes_no_such_address() -> None:
    """It looked well with the sample; for good."""
    messenger = AppriseMessenger("json://127.0.0.1/?:to={address}", kind="any")
    messenger._template = UrlTemplate("json://127.0.0.1/?method={address}", kind="any")
    with pytest.raises(PartnershipError, match="takes no such address"):
        messenger.send(attrs.evolve(TEXT, to="x"))


def test_settings_that_cannot_work_are_all_named(monkeypatch: pytest.MonkeyPatch) -> None:
    """Secrets that are not there, places nobody fills, everybody's letters to one."""
    with pytest.raises(InvalidInput) as caught:
        UrlTemplate("json://${NOWHERE}/{adress}?x=${TOKEN}", secrets={"TOKEN": SECRET})
    assert [str(each) for each in caught.value.problems] == [
        "url: needs the environment variable NOWHERE, which is not set",
        "url: has a place {adress} that nobody fills",
        "url: has no place {address}, so everybody's letters would go to one",
    ]
    for url, settings, said in (
        ("json://127.0.0.1/{address}", {"kind": "pigeon"}, "phone, email, any"),
        ("json://127.0.0.1/{address}", {"timeout": 0.0}, "no time"),
        ("pigeon://{address}", {}, "Apprise knows"),
        ("json://gateway.example/{address}", {}, "encrypted or not at all"),
        ("json://localhost.gateway.example/{address}", {}, "encrypted or not at all"),
        ("json://127.0.0.1@gateway.example/{address}", {}, "encrypted or not at all"),
    ):
        with pytest.raises(InvalidValue, match=said):
            AppriseMessenger(url, **settings)
    for url in ("jsons://gateway.example/{address}", "json://user:word@localhost/{address}"):
        AppriseMessenger(url)


@pytest.mark.parametrize(
    "number", ["", "niemand", "1234", "06-1234 5678, 06-8765 4321", "0612345678\r\n", "+" * 9]
)
def test_what_is_no_number_is_refused(number: str) -> None:
    """Without telling it."""
    template = UrlTemplate("json://{address}", secrets={})
    if number.strip().isdigit() and number != "1234":
        assert template.filled(number, "") == "json://0612345678"
        return
    with pytest.raises(PartnershipError, match=r"^this is not one telephone number$"):
        template.filled(number, "")


@given(st.text(min_size=1), st.text(min_size=1), st.text())
def test_what_is_filled_in_stays_in_its_place(address: str, secret: str, id: str) -> None:
    """An address that looks like a place to fill in is text, and so is a secret."""
    template = UrlTemplate("json://h/{address}/${S}/{id}", kind="any", secrets={"S": secret})
    try:
        url = template.filled(address, id)
    except PartnershipError:
        return
    except UnicodeEncodeError:
        assert not (address + secret + id).isprintable()
        return
    assert url.count("/") == 5
    assert {"{", "}", "$"} & set(url) == set()


def test_it_needs_its_extra(monkeypatch: pytest.MonkeyPatch) -> None:
    """The host lists it all the same; a fault of another package is its own."""
    for name in [each for each in sys.modules if each.startswith("partnership.plugins.apprise.")]:
        monkeypatch.delitem(sys.modules, name)
    monkeypatch.setitem(sys.modules, "apprise", None)
    host = Host(discover=True)
    assert "apprise" in host.names("messenger")
    with pytest.raises(MissingExtra, match=r"pip install 'partnership\[apprise\]'"):
        host.messenger("apprise", url="json://127.0.0.1/{address}")
    monkeypatch.delitem(sys.modules, "apprise")
    monkeypatch.setitem(sys.modules, "partnership.serial.mail", None)
    with pytest.raises(PluginFailed):
        host.messenger("apprise", url="json://127.0.0.1/{address}")
