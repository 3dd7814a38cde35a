"""A mail address is one address and nothing else."""

import pytest

from partnership.errors import PartnershipError
from partnership.serial.mail import mail_address

ADDRESSES = ["petra@home.example", '"p e"@home.example', "p+school@home.example"]


@pytest.mark.parametrize("text", ADDRESSES)
def test_an_address_is_taken_as_it_is(text: str) -> None:
    """To the letter."""
    assert mail_address(text).addr_spec == text


@pytest.mark.parametrize(
    "text",
    [
        "",
        "petra",
        "petra@",
        "@home.example",
        "a@b.example, c@d.example",
        "p@hömé.example",
        "p@b\r\nBcc: x@y.z",
    ],
)
def test_anything_else_is_refused_and_not_repeated(text: str) -> None:
    """Nobody's address stands in an error."""
    with pytest.raises(PartnershipError) as refused:
        mail_address(text)
    assert str(refused.value) == "this is not one mail address"
