"""Settings of every test run: how hard Hypothesis looks (`--hypothesis-profile thorough` looks much harder)."""

import os

from hypothesis import HealthCheck, Phase, settings

settings.register_profile(
    "quick", max_examples=50, deadline=None, suppress_health_check=[HealthCheck.too_slow], derandomize=True
)
settings.register_profile(
    "thorough", max_examples=2_000, deadline=None, suppress_health_check=list(HealthCheck)
)
_LOOK = [Phase.explicit, Phase.generate]
settings.register_profile("unshrunk", settings.get_profile("quick"), phases=_LOOK)
settings.register_profile("mutants", settings.get_profile("quick"), max_examples=15, phases=_LOOK)
settings.load_profile(os.environ.get("HYPOTHESIS_PROFILE", "quick"))
