"""Which modules are mutated, and which tests have to notice. Tests that would notice any change of
a table without knowing what is right, such as the drawn page of moves, are left out on purpose."""

MOVES = ("tests/shipments/moves/test_effects.py", "tests/shipments/moves/test_permissions.py")
DOOR = ("tests/shipments/moves/test_door.py", *MOVES)
AUDIT = (
    "tests/compliance/audit/test_seal.py",
    "tests/compliance/audit/test_chain.py",
    "tests/compliance/audit/test_verification.py",
    "tests/compliance/audit/test_export.py",
    "tests/shipments/stored/test_stored_bytes.py::test_a_stored_event_keeps_its_hash",
)
BALANCE = ("tests/shipments/licences/test_balance.py",)
LAW = ("tests/compliance/law",)

PLAN: dict[str, tuple[str, ...]] = {
    "shipments/moves/of_exporters.py": MOVES,
    "shipments/moves/of_the_machine.py": MOVES,
    "shipments/moves/of_officers.py": MOVES,
    "shipments/moves/guards.py": MOVES,
    "shipments/moves/__init__.py": (
        "tests/shipments/moves/test_table.py",
        "tests/shipments/paperwork/test_pages.py",
        "tests/shipments/declare/test_status.py",
    ),
    "shipments/door.py": DOOR,
    "shipments/access.py": (*DOOR, "tests/shipments/review/test_claims.py"),
    "shipments/review/actions.py": MOVES,
    "shipments/review/claims.py": ("tests/shipments/review/test_claims.py", *MOVES),
    "shipments/screening/actions.py": (*DOOR, "tests/shipments/screening/test_screening.py"),
    "shipments/licences/balance.py": BALANCE,
    "compliance/audit/chain.py": AUDIT,
    "compliance/audit/log.py": AUDIT,
    "compliance/law/classify.py": LAW,
    "compliance/law/dates.py": LAW,
    "compliance/law/evaluate.py": LAW,
    "compliance/law/facts.py": LAW,
}
