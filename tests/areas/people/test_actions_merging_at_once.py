"""Two leads who join the same two records in the same moment."""

import threading
from datetime import timedelta

import pytest
from django.db import connection

from alongside.areas.people import actions
from alongside.areas.people.actions.merging import Agreed, merge_people
from alongside.areas.people.models import Person, PersonMerge, PersonName
from alongside.foundation.audit.verify import verify
from alongside.kernel.actor import Role
from alongside.kernel.refusal import Refused
from tests.areas.people.cases import JAMIE

pytestmark = pytest.mark.django_db(transaction=True)


def test_one_of_them_joins_and_the_other_is_told(on_duty, now):
    leads = [on_duty(Role.LIAISON_LEAD) for _ in range(2)]
    first, second = (
        actions.add_person(leads[0], JAMIE, now=now - timedelta(days=days)) for days in (2, 1)
    )
    answers: list[str] = []
    together = threading.Barrier(2)

    def join(lead, one, another):
        try:
            together.wait(timeout=30)
            merge_people(lead, Agreed("They said so to me"), one=one, another=another, now=now)
            answers.append("joined")
        except Refused as refused:
            answers.append(refused.code)
        finally:
            connection.close()

    threads = [
        threading.Thread(target=join, args=(leads[0], first, second)),
        threading.Thread(target=join, args=(leads[1], second, first)),
    ]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join(timeout=60)
    assert sorted(answers) == ["joined", "merge.joined_already"]
    assert PersonMerge.objects.count() == 1
    assert Person.objects.get(pk=second).merged_into_id == first
    assert not PersonName.objects.filter(person_id=second).exists()
    assert not verify().broken
