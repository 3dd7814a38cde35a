"""What a back end must do, as tests to inherit, one file a promise; start at `partnership.testing.stores`."""

import pytest

# So that a failing `assert` in a shipped contract shows its values, as in a test file of one's own.
pytest.register_assert_rewrite(
    *(
        f"{__name__}.{part}"
        for part in (
            "blocks",
            "claims",
            "forgetting",
            "hands",
            "indexes",
            "journal",
            "lasting",
            "many",
            "outbox",
            "records",
            "walk",
        )
    )
)
