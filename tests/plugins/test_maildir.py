"""Letters in a folder: what cannot be written now is tried again."""

from pathlib import Path

import pytest

from partnership.errors import Retry
from partnership.host.plugins import Host
from partnership.testing.messengers import LETTER


def test_a_folder_that_cannot_be_made_is_tried_again(tmp_path: Path) -> None:
    """A file stands where the folder should."""
    (tmp_path / "post").write_text("in the way", encoding="utf-8")
    messenger = Host(discover=True).messenger("maildir", path=str(tmp_path / "post" / "here"))
    with pytest.raises(Retry, match="cannot be written in"):
        messenger.send(LETTER)
