"""The `alongside hub import-attendance` command: a list of who came, whole or not at all."""

import json
from pathlib import Path

import pytest
from typer.testing import CliRunner, Result

from alongside.areas.liaison.models import TrainingAttendance
from alongside.config.command.tree import app
from alongside.foundation.accounts.models import User
from tests.support.teaching import Teaching

pytestmark = pytest.mark.django_db


@pytest.fixture
def take(there: Teaching, tmp_path: Path):
    """Send a list of who came to the session that is on, as the liaison lead."""
    lead = User.objects.get(pk=there.lead.user_id).sign_in_name
    # The command reads the clock, and the session of the small world is long over by it.

    def send(text: str, *more: str, session: str = "", name: str = "came.csv") -> Result:
        file = tmp_path / "came.csv"
        file.write_text(text, encoding="utf-8")
        one = session or str(there.now_on.id)
        words = ["hub", "import-attendance", one, str(tmp_path / name), "--sign-in-name", lead]
        return CliRunner().invoke(app, [*words, *more])

    return send


def test_a_list_is_kept_and_each_row_is_spoken_of(there: Teaching, take):
    name = User.objects.get(pk=there.hub.nurse.user_id).sign_in_name
    done = take(f"Sign-in name\n{name}\n")
    assert done.exit_code == 0, done.stderr
    assert done.stdout == "Row 2: Taken.\n1 person is kept.\n"
    again = json.loads(take(f"Sign-in name\n{name}\n", "--json").stdout)
    assert again == {"kept": 1, "rows": [{"row": 2, "taken": True, "says": "Taken."}]}
    assert TrainingAttendance.objects.count() == 1


def test_a_list_with_a_row_that_is_nobodys_is_not_kept(there: Teaching, take):
    name = User.objects.get(pk=there.hub.nurse.user_id).sign_in_name
    done = take(f"Sign-in name\n{name}\nnobody\n")
    assert done.exit_code == 2
    assert "Row 3: No account here has that." in done.stdout
    assert "came.csv: 1 row of 2 cannot be taken, so nothing was saved." in done.stderr
    assert not TrainingAttendance.objects.exists()


@pytest.mark.parametrize(
    ("more", "says"),
    [
        ({"session": "odd"}, "give the last part"),
        ({"name": "none.csv"}, "No such file"),
        ({"text": "Who\nA\n"}, "No column says who came"),
    ],
)
def test_bad_input_is_one_clear_line(take, more, says):
    done = take(**{"text": "Sign-in name\na\n"} | more)
    assert done.exit_code == 2
    assert says in done.stderr
    assert done.stderr.count("\n") == 1
