"""A test that commits leaves no row behind, and the audit triggers stand again after it."""

import pytest
from django.db import DatabaseError, connection

from alongside.foundation.audit.models import AuditEntry
from tests.support.world import make_world


@pytest.mark.both_databases
@pytest.mark.parametrize("time", ["first", "second"])
def test_the_tables_are_empty_and_the_audit_guarded_each_time(transactional_db, time: str):
    assert not AuditEntry.objects.exists()
    make_world()
    assert AuditEntry.objects.exists()
    with pytest.raises(DatabaseError, match="never changed"), connection.cursor() as cursor:
        cursor.execute("DELETE FROM audit_auditentry")
