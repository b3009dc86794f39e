"""Makes the database itself refuse to change or remove an audit entry."""

from django.db import migrations

SQLITE = """
CREATE TRIGGER audit_no_{verb} BEFORE {verb} ON audit_auditentry
BEGIN SELECT RAISE(ABORT, 'audit entries are never changed'); END;
"""
POSTGRES_FUNCTION = """
CREATE FUNCTION audit_never_changed() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN RAISE EXCEPTION 'audit entries are never changed'; END $$;
"""
POSTGRES = """
CREATE TRIGGER audit_no_{verb} BEFORE {verb} ON audit_auditentry
FOR EACH ROW EXECUTE FUNCTION audit_never_changed();
"""


def put_up(apps, editor):
    """Add the triggers."""
    if editor.connection.vendor == "postgresql":
        editor.execute(POSTGRES_FUNCTION)
    template = POSTGRES if editor.connection.vendor == "postgresql" else SQLITE
    for verb in ("UPDATE", "DELETE"):
        editor.execute(template.format(verb=verb))


def take_down(apps, editor):
    """Remove the triggers."""
    postgres = editor.connection.vendor == "postgresql"
    for verb in ("UPDATE", "DELETE"):
        editor.execute(
            f"DROP TRIGGER audit_no_{verb}" + (" ON audit_auditentry" if postgres else "")
        )
    if postgres:
        editor.execute("DROP FUNCTION audit_never_changed()")


class Migration(migrations.Migration):
    """Audit entries are append-only in the database too."""

    dependencies = [("audit", "0001_audit_chain")]
    operations = [migrations.RunPython(put_up, take_down)]
