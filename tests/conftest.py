"""What every test may ask for."""

import os
from pathlib import Path

import pytest
from hypothesis import settings as hypothesis_settings

pytest_plugins = ["tests.support.browser", "tests.support.tables"]

# A busy machine is not a bug: no deadline. Where CI is set, Hypothesis repeats itself exactly.
hypothesis_settings.register_profile(
    "alongside", deadline=None, derandomize=bool(os.environ.get("CI"))
)
hypothesis_settings.load_profile("alongside")


def pytest_configure() -> None:
    """Serve assets as they lie, hash passwords quickly, and let tests that commit clean up."""
    from django.conf import settings

    from tests.support.flushing import allow_flushing

    _let_no_log_close_what_tests_read()
    allow_flushing()
    settings.PASSWORD_HASHERS = ["tests.support.hashing.QuickArgon2"]
    settings.STORAGES = {
        **settings.STORAGES,
        "staticfiles": {"BACKEND": "django.contrib.staticfiles.storage.StaticFilesStorage"},
    }


def _let_no_log_close_what_tests_read() -> None:
    """Keep the log of the solvers' library to the real standard error.

    It takes hold of whatever standard error is when it is first imported, which in a test is the
    file that pytest reads, and closes it when logging is set up again, as a command does.
    """
    import sys

    from absl import logging

    logging.get_absl_handler().python_handler.stream = sys.__stderr__


@pytest.fixture(scope="session")
def published() -> Path:
    """The folder of published data that peer tests are checked against.

    It is not part of this repository; ``ALONGSIDE_DATA`` says where it is.
    """
    named = os.environ.get("ALONGSIDE_DATA")
    if not named or not Path(named).is_dir():
        pytest.skip("the published data sets are not here: ALONGSIDE_DATA says where they are")
    return Path(named)
