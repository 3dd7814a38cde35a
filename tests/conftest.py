"""What every test has: how hard Hypothesis looks (`--hypothesis-profile thorough` looks much harder), and a real browser."""

import os
import shutil
from collections.abc import Iterator

import pytest
from hypothesis import HealthCheck, Phase, settings
from playwright.sync_api import Browser, sync_playwright

settings.register_profile(
    "quick", max_examples=50, deadline=None, suppress_health_check=[HealthCheck.too_slow], derandomize=True
)
settings.register_profile(
    "thorough", max_examples=2_000, deadline=None, suppress_health_check=list(HealthCheck)
)
_LOOK = [Phase.explicit, Phase.generate]
settings.register_profile("unshrunk", settings.get_profile("quick"), phases=_LOOK)
settings.load_profile(os.environ.get("HYPOTHESIS_PROFILE", "quick"))


@pytest.fixture(scope="module")
def browser() -> Iterator[Browser]:
    """A real Chromium; missing one is a skip for a person and a failure in CI.

    It is there for one file of tests at a time: while it is, its loop stands in the way of any other.
    """
    path = next(filter(None, map(shutil.which, ("chromium", "chromium-browser", "google-chrome"))), None)
    if path is None:
        (pytest.fail if os.environ.get("CI") else pytest.skip)("no chromium on the PATH")
    with sync_playwright() as playwright:
        arguments = ["--no-sandbox", "--disable-gpu", "--disable-quic", "--disable-background-networking"]
        browser = playwright.chromium.launch(executable_path=path, args=arguments)
        yield browser
        browser.close()
