"""Policy 1 as it came with the program, and the trigger that keeps signed policies as they are."""

from datetime import UTC, datetime

from django.db import migrations

from compliance.law.canonical import sha256_of, to_plain
from compliance.law.default_policy import default_policy

TRIGGER = """
CREATE FUNCTION refuse_signed_policy() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    IF OLD.state = 'signed' THEN
        RAISE EXCEPTION 'policy % is signed: % refused', OLD.number, TG_OP
            USING ERRCODE = 'integrity_constraint_violation';
    END IF;
    RETURN COALESCE(NEW, OLD);
END
$$;
CREATE TRIGGER policy_signed_frozen BEFORE UPDATE OR DELETE ON policy_policyversion
    FOR EACH ROW EXECUTE FUNCTION refuse_signed_policy();
"""
DROP = """
DROP TRIGGER policy_signed_frozen ON policy_policyversion;
DROP FUNCTION refuse_signed_policy();
"""


def add_first_policy(apps, schema_editor):
    policy = default_policy()
    apps.get_model("policy", "PolicyVersion").objects.create(
        number=policy.number,
        state="signed",
        in_force_from=policy.in_force_from,
        body=to_plain(policy),
        body_sha256=sha256_of(policy),
        note="",
        drafted_at=datetime(2026, 11, 23, tzinfo=UTC),
    )


class Migration(migrations.Migration):
    dependencies = [("policy", "0001_initial")]

    operations = [
        migrations.RunPython(add_first_policy, migrations.RunPython.noop),
        migrations.RunSQL(TRIGGER, DROP),
    ]
