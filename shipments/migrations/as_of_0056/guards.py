"""What the database itself sees to: rows written once, retention, the numbers of declarations."""

from django.db import migrations

WRITTEN_ONCE = (
    "shipments_revision",
    "shipments_screening",
    "shipments_screenedfinding",
    "shipments_licencedraw",
    "shipments_licencereturn",
    "shipments_statementdraw",
    "shipments_editionentry",
)
KEPT = ("shipments_document", "shipments_attachment", "shipments_papersignature")
FINAL = {"shipments_legalhold": "lifted_at", "shipments_disposal": "signed_at"}

FUNCTIONS = """
CREATE FUNCTION may_be_destroyed(bigint) RETURNS boolean LANGUAGE sql STABLE AS $$
    SELECT EXISTS (
        SELECT 1 FROM shipments_shipment s JOIN shipments_disposal d ON d.shipment_id = s.id
        WHERE s.id = $1 AND d.signed_at IS NOT NULL AND d.signed_by_id <> d.proposed_by_id
          AND s.status IN ('released', 'refused', 'withdrawn', 'closed')
          AND s.decided_at < clock_timestamp() - interval '5 years'
          AND NOT EXISTS (SELECT 1 FROM shipments_legalhold h
                          WHERE h.shipment_id = s.id AND h.lifted_at IS NULL)
          AND NOT EXISTS (SELECT 1 FROM shipments_revision r WHERE r.shipment_id = s.id
                          AND r.submitted_at > clock_timestamp() - interval '5 years'))
$$;
CREATE FUNCTION refuse_early_disposal() RETURNS trigger LANGUAGE plpgsql AS $$
DECLARE target bigint;
BEGIN
    IF TG_TABLE_NAME = 'shipments_papersignature' THEN
        target := (SELECT shipment_id FROM shipments_document WHERE id = OLD.document_id);
    ELSE
        target := OLD.shipment_id;
    END IF;
    IF TG_TABLE_NAME = 'shipments_attachment'
       AND NOT EXISTS (SELECT 1 FROM shipments_revision r WHERE r.shipment_id = target) THEN
        RETURN OLD;  -- of a draft that was never filed
    END IF;
    IF NOT may_be_destroyed(target) THEN
        RAISE EXCEPTION '% is kept: no disposal signed by two persons after five years', TG_TABLE_NAME
            USING ERRCODE = 'integrity_constraint_violation';
    END IF;
    RETURN OLD;
END
$$;
"""
NO_FUNCTIONS = "DROP FUNCTION refuse_early_disposal(); DROP FUNCTION may_be_destroyed(bigint);"
# Table, name, what it stands before, on which rows, the function.
TRIGGERS = (
    *((table, "frozen", "UPDATE OR DELETE", "", "refuse_change") for table in WRITTEN_ONCE),
    ("shipments_papersignature", "stays", "UPDATE", "", "refuse_change"),
    *((table, "kept", "DELETE", "", "refuse_early_disposal") for table in KEPT),
    *((table, "stays", "DELETE", "", "refuse_change") for table in FINAL),
    *(
        (table, "final", "UPDATE", f"WHEN (OLD.{column} IS NOT NULL) ", "refuse_change")
        for table, column in FINAL.items()
    ),
)

SEQUENCE = migrations.RunSQL(
    "CREATE SEQUENCE shipments_declaration_no MAXVALUE 999999999",
    "DROP SEQUENCE shipments_declaration_no",
)
GUARDS = migrations.RunSQL(
    FUNCTIONS
    + "".join(
        f"CREATE TRIGGER {table}_{name} BEFORE {act} ON {table} FOR EACH ROW {rows}"
        f"EXECUTE FUNCTION {function}();"
        for table, name, act, rows, function in TRIGGERS
    ),
    "".join(f"DROP TRIGGER {table}_{name} ON {table};" for table, name, *_ in TRIGGERS)
    + NO_FUNCTIONS,
)
