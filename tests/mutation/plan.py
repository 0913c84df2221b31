"""Which modules are mutated, and which tests have to notice, by how their names begin. Tests that
would notice any change of a table without knowing what is right, such as the drawn page of moves,
are left out on purpose."""

REFUSED = "tests/shipments/moves/test_permissions.py"
EFFECTS = "tests/shipments/moves/test_effects.py"
MOVES = ("tests/shipments/moves/test_table.py", EFFECTS, REFUSED)
GUARDS = ("tests/shipments/moves/test_guards.py",)
REVIEW = "tests/shipments/review"
DECISIONS = "tests/shipments/moves/test_decisions.py"
DOOR = (
    "tests/shipments/moves/test_door.py",
    DECISIONS,
    EFFECTS,
    "tests/shipments/follow_up/test_duties.py::test_a_re",
    "tests/shipments/flows/test_keeping.py",
    "tests/shipments/licences/test_giving_back.py",
    "tests/shipments/quotas/test_balance.py::test_a_quota_taken",
    "tests/shipments/quotas/test_balance.py::test_what_no_longer_leaves",
    "tests/shipments/quotas/test_balance.py::test_closing_gives_nothing_back",
    "tests/shipments/webhooks/test_webhooks.py::test_a_change_of_status",
    "tests/shipments/webhooks/test_webhooks.py::test_what_changes_no_status",
    f"{REVIEW}/test_past_offices.py",
    f"{REVIEW}/test_queue_filters.py::test_whom_a_case_waits_for",
    f"{REVIEW}/test_queue_filters.py::test_the_deadline",
    f"{REVIEW}/test_grounds.py::test_a_hold_is",
    f"{REVIEW}/test_grounds.py::test_what_no_exporter",
)
OFFICERS = (
    DECISIONS,
    EFFECTS,
    f"{REVIEW}/test_withdrawal.py",
    f"{REVIEW}/test_amendment.py",
    f"{REVIEW}/test_grounds.py",
    f"{REVIEW}/test_dispositions.py",
    f"{REVIEW}/test_own_entries.py",
)
AUDIT = (
    "tests/compliance/audit/test_log.py",
    "tests/compliance/audit/test_seal.py",
    "tests/compliance/audit/test_writing.py",
    "tests/compliance/audit/test_chain.py",
    "tests/compliance/audit/test_verification.py",
    "tests/compliance/audit/test_export.py",
    "tests/shipments/stored/test_stored_bytes.py::test_a_stored_event_keeps_its_hash",
)
BALANCE = tuple(
    f"tests/shipments/licences/{name}.py"
    for name in ("test_boxes", "test_balance", "test_giving_back")
)
LAW = ("tests/compliance/law",)
JUDGED = ("test_judged_lists.py", "test_judged_shipments.py")
CARDS = ("test_edges.py", "test_findings_told.py", "test_rule_cards.py")


def _only(*names: str) -> tuple[str, ...]:
    return tuple(f"tests/compliance/law/{name}" for name in names)


def _law(*names: str) -> tuple[str, ...]:
    """The rule tests of one area; the broad tables of judged cases come after the narrow ones."""
    return _only(*names, *JUDGED, *CARDS)


RULES = {
    "attributes": _law("test_classification.py", "test_recognition.py"),
    "classification": _law("test_classification.py"),
    "dangerous_goods": _law("test_documents.py"),
    "destination": _law("test_destination.py", "test_restricted_companies.py", "test_signs.py"),
    "diversion": _law("test_diversion.py"),
    "documents": _law("test_documents.py"),
    "end_use": _law("test_end_use.py", "test_signs.py", "test_statements.py"),
    "exporter": _law("test_documents.py", "test_licence_forms.py"),
    "follow_up": _law("test_follow_up.py", "test_follow_up_rules.py"),
    "licence_editions": _law("test_licence_editions.py"),
    "licence_forms": _law("test_licence_forms.py", "test_licence_editions.py"),
    "licence_register": _law("test_licence_register.py"),
    "licensing": _law("test_licensing.py", "test_licence_forms.py", "test_recognition.py"),
    "lists": _law("test_lists_and_parties.py"),
    "means": _law("test_means.py"),
    "measures": _law("test_lists_and_parties.py"),
    "owners": _law("test_lists_and_parties.py"),
    "parties": _law("test_lists_and_parties.py"),
    "precedents": _law("test_precedents.py"),
    "quantity": _law("test_quantity.py"),
    "quotas": _law("test_quotas.py"),
    "recognition": _law("test_recognition.py"),
    "routes": _law("test_routes.py"),
    "statements": _law("test_statements.py", "test_several_statements.py"),
    "volume": _law("test_quantity.py"),
}

PLAN: dict[str, tuple[str, ...]] = {
    "shipments/moves/of_exporters.py": MOVES,
    "shipments/moves/of_the_machine.py": MOVES,
    "shipments/moves/of_officers.py": (
        *MOVES,
        f"{REVIEW}/test_own_entries.py::test_a_colleague_releases",
        "tests/compliance/quarantine/test_quarantine.py::test_nothing_is_released_on",
    ),
    "shipments/moves/guards.py": GUARDS,
    "shipments/moves/question_guards.py": GUARDS,
    "shipments/moves/inspection_guards.py": GUARDS,
    "shipments/moves/order_guards.py": GUARDS,
    "shipments/moves/follow_up_guards.py": GUARDS,
    "shipments/moves/after_release.py": MOVES,
    "shipments/moves/on_questions.py": (*MOVES, "tests/shipments/review/test_questions.py"),
    "shipments/moves/on_inspections.py": (*MOVES, "tests/shipments/review/test_inspections.py"),
    "shipments/moves/on_orders.py": (
        *MOVES,
        "tests/shipments/review/test_orders.py",
        "tests/shipments/review/test_ministry_stops.py",
    ),
    "shipments/moves/on_follow_up.py": (*MOVES, "tests/shipments/follow_up"),
    "shipments/moves/__init__.py": (
        "tests/shipments/moves/test_table.py",
        "tests/shipments/paperwork/test_pages.py",
        "tests/shipments/declare/test_status.py",
    ),
    "shipments/door.py": DOOR,
    "shipments/access.py": (
        "tests/shipments/moves/test_access.py",
        f"{REFUSED}::test_whoever_is_barred_is_told_why",
    ),
    "shipments/review/actions.py": OFFICERS,
    "shipments/review/claims.py": (
        "tests/shipments/review/test_claims.py",
        EFFECTS,
    ),
    "shipments/screening/actions.py": (
        "tests/shipments/moves/test_door.py",
        EFFECTS,
        "tests/shipments/screening/test_screening.py",
        "tests/shipments/screening/test_second_looks.py",
        "tests/shipments/screening/test_meanwhile.py",
        "tests/shipments/review/test_party_register.py",
        "tests/shipments/advisories/test_advisories.py::test_a_tip_",
        "tests/compliance/quarantine/test_quarantine.py::test_a_green",
    ),
    "shipments/licences/balance.py": BALANCE,
    "compliance/audit/chain.py": ("tests/compliance/audit/test_links.py",),
    "compliance/audit/log.py": AUDIT,
    "compliance/law/classify.py": _law("test_classify.py", "test_classification.py"),
    "compliance/law/dates.py": _only("test_lanes.py", "test_edges.py"),
    "compliance/law/evaluate.py": _only("test_lanes.py"),
    "compliance/law/facts.py": LAW,
    **{f"compliance/law/rules/{name}.py": tests for name, tests in RULES.items()},
}
