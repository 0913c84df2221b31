"""An example of what each operation takes and gives, by its id in the OpenAPI document.

A test holds each against its schema. What is no JSON has none. Firms, people and numbers are made
up.
"""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Any

from shipments.api.example_flows import (
    BALANCES,
    END_USER,
    FIGURE,
    FLOWS,
    MINISTRY,
    NEW_FIGURE,
    NEW_VERDICT,
    REGISTERED,
    SIGNS,
    STORY,
    VERDICT,
)
from shipments.api.example_own import (
    ACCOUNT,
    ASKED_PAPER,
    DRAW,
    LICENCE,
    LISTED_STATEMENT,
    OWN_EXAMPLES,
    PRINT,
    PRINTED_PAPER,
    QUEUED_DOCUMENT,
    REVISION,
    SAVED_GOODS,
    SAVED_PARTY,
    SITE,
    STATEMENT,
    TEMPLATE,
    TIMELINE,
    TOTALS,
    WHOLE_LICENCE,
    WHOLE_REVISION,
    WISHES,
)
from shipments.api.example_own import (
    END_USER as OWN_END_USER,
)
from shipments.api.example_values import (
    ATTACHMENT,
    CHANGE,
    CHANGE_ASKED,
    CODES,
    CONTENT,
    DELIVERY,
    DOCUMENT,
    DUTY,
    IMPORTED,
    MISTAKES,
    NEW_WEBHOOK,
    PATHS,
    PRECHECK,
    REASON,
    RECEIPT,
    REFUSAL,
    REPORT,
    SHIPMENT,
    SIGN_IN,
    TABLE,
    TABLE_ROW,
    TOKEN,
    WEBHOOK,
    WHOLE,
)

JSON = "application/json"
FILE = "(file)"


@dataclass(frozen=True)
class Example:
    """A body and an answer; None where the operation has none, or none in JSON."""

    takes: Any = None
    gives: Any = None


def page(row: Any) -> dict[str, Any]:
    """A page of a list; `next` is where it goes on."""
    return {
        "next": "https://gate49.example/api/…?cursor=cD0xMjM%3D",
        "previous": None,
        "results": [row],
    }


ASKED = {"ground": "mistake", "reason": "The gross weight of line 1 is 52 kg, not 25 kg."}
ANSWER = {
    "text": "The test report of the lot shows 4N5. It is attached.",
    "kind": ["test_report"],
    "upload": [FILE],
}
EXAMPLES: Mapping[str, Example] = {
    "account": Example(gives=ACCOUNT),
    "account_change": Example(WISHES, ACCOUNT),
    "codes_retrieve": Example(gives=CODES),
    "documents_retrieve": Example(),
    "flows": Example(gives=FLOWS),
    "balances": Example(gives=BALANCES),
    "ministry_report": Example(gives=MINISTRY),
    "flow_signs": Example(gives=SIGNS),
    "end_users": Example(gives=page(REGISTERED)),
    "end_users_retrieve": Example(gives=END_USER),
    "end_user_figure": Example(NEW_FIGURE, FIGURE),
    "end_user_verdict": Example(NEW_VERDICT, VERDICT),
    "end_user_story": Example(gives=STORY),
    "messages_create": Example({"upload": FILE}, IMPORTED),
    "parties_list": Example(gives=page(SAVED_PARTY)),
    "shipments_list": Example(gives=page(SHIPMENT)),
    "shipments_csv_retrieve": Example(),
    "shipments_xlsx_retrieve": Example(),
    "shipments_totals_retrieve": Example(gives=TOTALS),
    "shipments_create": Example(CONTENT, WHOLE),
    "shipments_retrieve": Example(gives=WHOLE),
    "shipments_update": Example(CONTENT, WHOLE),
    "shipments_destroy": Example(),
    "shipments_add_papers_create": Example(ANSWER, [ATTACHMENT]),
    "shipments_answer_create": Example(ANSWER, WHOLE),
    "shipments_attachments_list": Example(gives=[ATTACHMENT]),
    "shipments_attachments_retrieve": Example(),
    "shipments_attachments_destroy": Example(),
    "shipments_attachments_create": Example(
        {"kind": "test_report", "number": "YP-2611-7", "upload": FILE}, ATTACHMENT
    ),
    "shipments_changes_list": Example(gives=[CHANGE]),
    "shipments_changes_create": Example(CHANGE_ASKED, CHANGE),
    "shipments_copy_create": Example(
        {"creation_key": "0c6f7a52-6a0e-4a55-9f0e-6d1c1d8d0c11"}, WHOLE
    ),
    "shipments_documents_list": Example(gives=[DOCUMENT]),
    "shipments_documents_create": Example(ASKED_PAPER, QUEUED_DOCUMENT),
    "shipments_prints_create": Example(PRINTED_PAPER, PRINT),
    "shipments_prints_retrieve": Example(),
    "shipments_revisions_list": Example(gives=[REVISION]),
    "shipments_revisions_retrieve": Example(gives=WHOLE_REVISION),
    "shipments_timeline": Example(gives=TIMELINE),
    "shipments_message_retrieve": Example(),
    "shipments_precheck_retrieve": Example(gives=PRECHECK),
    "shipments_receipts_create": Example({"upload": FILE}, RECEIPT),
    "shipments_reports_list": Example(gives=[DUTY]),
    "shipments_reports_create": Example(REPORT, [DUTY]),
    "shipments_request_amendment_create": Example(ASKED, WHOLE),
    "shipments_request_withdrawal_create": Example(ASKED, WHOLE),
    "shipments_submit_create": Example({"expected_revision": 0}, WHOLE),
    "shipments_supplement_create": Example(ANSWER, WHOLE),
    "shipments_withdraw_create": Example(REASON, WHOLE),
    "statements_list": Example(gives=page(LISTED_STATEMENT)),
    "statements_scan_create": Example({"upload": FILE}, STATEMENT),
    "statements_scan_retrieve": Example(),
    **{name: Example(takes, gives) for name, (takes, gives) in OWN_EXAMPLES.items()},
    "goods_list": Example(gives=page(SAVED_GOODS)),
    "goods_destroy": Example(),
    "licences_list": Example(gives=page(LICENCE)),
    "licences_draws_list": Example(gives=page(DRAW)),
    "licences_retrieve": Example(gives=WHOLE_LICENCE),
    "own_end_users_list": Example(gives=page(OWN_END_USER)),
    "own_end_users_destroy": Example(),
    "own_sites_list": Example(gives=page(SITE)),
    "parties_destroy": Example(),
    "templates_list": Example(gives=page(TEMPLATE)),
    "templates_destroy": Example(),
    "tables_list": Example(gives=page(TABLE)),
    "tables_create": Example({"upload": FILE}, TABLE),
    "tables_retrieve": Example(gives=TABLE),
    "tables_bad_rows_retrieve": Example(),
    "tables_rows_list": Example(gives=page(TABLE_ROW)),
    "tables_submit_create": Example(gives=TABLE),
    "tables_template_retrieve": Example(),
    "token_create": Example(SIGN_IN, TOKEN),
    "token_destroy": Example(),
    "webhooks_list": Example(gives=[WEBHOOK]),
    "webhooks_create": Example({"url": WEBHOOK["url"]}, NEW_WEBHOOK),
    "webhooks_destroy": Example(),
    "webhooks_deliveries_list": Example(gives=[DELIVERY]),
    "webhooks_resume_create": Example(gives=WEBHOOK),
    "webhooks_ping_create": Example(gives={**DELIVERY, "reference": None}),
}


def with_examples(result: dict[str, Any], **_others: Any) -> dict[str, Any]:
    """A hook of drf-spectacular: the examples in their places of the document."""
    for operation in _operations(result):
        example = EXAMPLES.get(operation["operationId"], Example())
        for content in operation.get("requestBody", {}).get("content", {}).values():
            content["example"] = example.takes
        for code, answer in operation["responses"].items():
            told = example.gives if code.startswith("2") else MISTAKES if code == "400" else REFUSAL
            if JSON in answer.get("content", {}):
                answer["content"][JSON]["example"] = told
        for parameter in operation.get("parameters", ()):
            if parameter["name"] in PATHS and parameter["in"] != "query":
                parameter["example"] = PATHS[parameter["name"]]
    return result


def _operations(document: Mapping[str, Any]) -> Iterator[dict[str, Any]]:
    for verbs in document["paths"].values():
        yield from verbs.values()
