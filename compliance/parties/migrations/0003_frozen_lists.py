"""List versions and entries are written once; only what is in force, and when a version was last
found unchanged, may move."""

from django.db import migrations

CREATE = """
CREATE FUNCTION keep_list_version() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    IF TG_OP = 'UPDATE' THEN
        OLD.is_active := NEW.is_active;
        OLD.confirmed_on := NEW.confirmed_on;
        IF OLD IS NOT DISTINCT FROM NEW THEN
            RETURN NEW;
        END IF;
    END IF;
    RAISE EXCEPTION '% is append-only: % refused', TG_TABLE_NAME, TG_OP
        USING ERRCODE = 'integrity_constraint_violation';
END
$$;
CREATE TRIGGER parties_listversion_frozen BEFORE UPDATE OR DELETE ON parties_listversion
    FOR EACH ROW EXECUTE FUNCTION keep_list_version();
CREATE TRIGGER parties_listedparty_frozen BEFORE UPDATE OR DELETE ON parties_listedparty
    FOR EACH ROW EXECUTE FUNCTION refuse_change();
"""
DROP = """
DROP TRIGGER parties_listedparty_frozen ON parties_listedparty;
DROP TRIGGER parties_listversion_frozen ON parties_listversion;
DROP FUNCTION keep_list_version();
"""


class Migration(migrations.Migration):
    dependencies = [("parties", "0002_alarms_and_uploads"), ("audit", "0002_append_only")]

    operations = [migrations.RunSQL(CREATE, DROP)]
