"""An example of what each operation takes and gives, by its id in the OpenAPI document.

A test holds each against its schema. What is no JSON has none. Firms, people and numbers are made
up.
"""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Any

from shipments.api import example_flows as flows
from shipments.api import example_own as own
from shipments.api import example_values as values

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
    "account": Example(gives=own.ACCOUNT),
    "account_change": Example(own.WISHES, own.ACCOUNT),
    "codes_retrieve": Example(gives=values.CODES),
    "documents_retrieve": Example(),
    "flows": Example(gives=flows.FLOWS),
    "balances": Example(gives=flows.BALANCES),
    "ministry_report": Example(gives=flows.MINISTRY),
    "flow_signs": Example(gives=flows.SIGNS),
    "end_users": Example(gives=page(flows.REGISTERED)),
    "end_users_retrieve": Example(gives=flows.END_USER),
    "end_user_figure": Example(flows.NEW_FIGURE, flows.FIGURE),
    "end_user_verdict": Example(flows.NEW_VERDICT, flows.VERDICT),
    "end_user_story": Example(gives=flows.STORY),
    "messages_create": Example({"upload": FILE}, values.IMPORTED),
    "parties_list": Example(gives=page(own.SAVED_PARTY)),
    "shipments_list": Example(gives=page(values.SHIPMENT)),
    "shipments_csv_retrieve": Example(),
    "shipments_xlsx_retrieve": Example(),
    "shipments_totals_retrieve": Example(gives=own.TOTALS),
    "shipments_create": Example(values.CONTENT, values.WHOLE),
    "shipments_retrieve": Example(gives=values.WHOLE),
    "shipments_update": Example(values.CONTENT, values.WHOLE),
    "shipments_destroy": Example(),
    "shipments_add_papers_create": Example(ANSWER, [values.ATTACHMENT]),
    "shipments_answer_create": Example(ANSWER, values.WHOLE),
    "shipments_attachments_list": Example(gives=[values.ATTACHMENT]),
    "shipments_attachments_retrieve": Example(),
    "shipments_attachments_destroy": Example(),
    "shipments_attachments_create": Example(
        {"kind": "test_report", "number": "YP-2611-7", "upload": FILE}, values.ATTACHMENT
    ),
    "shipments_changes_list": Example(gives=[values.CHANGE]),
    "shipments_changes_create": Example(values.CHANGE_ASKED, values.CHANGE),
    "shipments_copy_create": Example(
        {"creation_key": "0c6f7a52-6a0e-4a55-9f0e-6d1c1d8d0c11"}, values.WHOLE
    ),
    "shipments_documents_list": Example(gives=[values.DOCUMENT]),
    "shipments_documents_create": Example(own.ASKED_PAPER, own.QUEUED_DOCUMENT),
    "shipments_prints_create": Example(own.PRINTED_PAPER, own.PRINT),
    "shipments_prints_retrieve": Example(),
    "shipments_revisions_list": Example(gives=[own.REVISION]),
    "shipments_revisions_retrieve": Example(gives=own.WHOLE_REVISION),
    "shipments_timeline": Example(gives=own.TIMELINE),
    "shipments_message_retrieve": Example(),
    "shipments_precheck_retrieve": Example(gives=values.PRECHECK),
    "shipments_receipts_create": Example({"upload": FILE}, values.RECEIPT),
    "shipments_reports_list": Example(gives=[values.DUTY]),
    "shipments_reports_create": Example(values.REPORT, [values.DUTY]),
    "shipments_request_amendment_create": Example(ASKED, values.WHOLE),
    "shipments_request_withdrawal_create": Example(ASKED, values.WHOLE),
    "shipments_submit_create": Example({"expected_revision": 0}, values.WHOLE),
    "shipments_supplement_create": Example(ANSWER, values.WHOLE),
    "shipments_withdraw_create": Example(values.REASON, values.WHOLE),
    "statements_list": Example(gives=page(own.LISTED_STATEMENT)),
    "statements_scan_create": Example({"upload": FILE}, own.STATEMENT),
    "statements_scan_retrieve": Example(),
    **{name: Example(takes, gives) for name, (takes, gives) in own.OWN_EXAMPLES.items()},
    "goods_list": Example(gives=page(own.SAVED_GOODS)),
    "goods_destroy": Example(),
    "licences_list": Example(gives=page(own.LICENCE)),
    "licences_draws_list": Example(gives=page(own.DRAW)),
    "licences_retrieve": Example(gives=own.WHOLE_LICENCE),
    "own_end_users_list": Example(gives=page(own.END_USER)),
    "own_end_users_destroy": Example(),
    "own_sites_list": Example(gives=page(own.SITE)),
    "parties_destroy": Example(),
    "templates_list": Example(gives=page(own.TEMPLATE)),
    "templates_destroy": Example(),
    "tables_list": Example(gives=page(values.TABLE)),
    "tables_create": Example({"upload": FILE}, values.TABLE),
    "tables_retrieve": Example(gives=values.TABLE),
    "tables_bad_rows_retrieve": Example(),
    "tables_rows_list": Example(gives=page(values.TABLE_ROW)),
    "tables_submit_create": Example(gives=values.TABLE),
    "tables_template_retrieve": Example(),
    "token_create": Example(values.SIGN_IN, values.TOKEN),
    "token_destroy": Example(),
    "webhooks_list": Example(gives=[values.WEBHOOK]),
    "webhooks_create": Example({"url": values.WEBHOOK["url"]}, values.NEW_WEBHOOK),
    "webhooks_destroy": Example(),
    "webhooks_deliveries_list": Example(gives=[values.DELIVERY]),
    "webhooks_resume_create": Example(gives=values.WEBHOOK),
    "webhooks_ping_create": Example(gives={**values.DELIVERY, "reference": None}),
}


def with_examples(result: dict[str, Any], **_others: Any) -> dict[str, Any]:
    """A hook of drf-spectacular: the examples in their places of the document."""
    for operation in _operations(result):
        example = EXAMPLES.get(operation["operationId"], Example())
        for content in operation.get("requestBody", {}).get("content", {}).values():
            content["example"] = example.takes
        for code, answer in operation["responses"].items():
            refused = values.MISTAKES if code == "400" else values.REFUSAL
            told = example.gives if code.startswith("2") else refused
            if JSON in answer.get("content", {}):
                answer["content"][JSON]["example"] = told
        for parameter in operation.get("parameters", ()):
            if parameter["name"] in values.PATHS and parameter["in"] != "query":
                parameter["example"] = values.PATHS[parameter["name"]]
    return result


def _operations(document: Mapping[str, Any]) -> Iterator[dict[str, Any]]:
    for verbs in document["paths"].values():
        yield from verbs.values()
