"""How hard the laws look at what is broken on purpose."""

from collections.abc import Iterator

import pytest
from hypothesis import Phase, settings


@pytest.fixture
def glancing(request: pytest.FixtureRequest) -> Iterator[None]:
    """A fault need only be found, in so many LOOKS of the module, not made small: that would take most of the time."""
    before = settings.get_current_profile_name()
    settings.register_profile(
        "glancing",
        settings.get_profile(before),
        max_examples=request.module.LOOKS,
        phases=[Phase.generate],
        report_multiple_bugs=False,
    )
    settings.load_profile("glancing")
    yield
    settings.load_profile(before)
