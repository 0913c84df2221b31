"""The application's start."""

from django.apps import AppConfig


class ShipmentsConfig(AppConfig):
    name = "shipments"

    def ready(self) -> None:
        """Give the roles their home pages, the events their names and statements their end."""
        import compliance.checks  # noqa: F401
        import shipments.declare.home
        import shipments.review.home  # noqa: F401
        from enduse.ledger import told_by
        from shipments.declare import statements
        from shipments.paperwork.carried import write_message_with
        from shipments.paperwork.drafts import read_drafts_with
        from shipments.single_window.exporting import message_if_it_fits
        from shipments.single_window.latest import declaration_now

        _name_events()
        _let_be_watched()
        _let_be_told()
        _let_be_scanned()
        told_by(statements)
        write_message_with(message_if_it_fits)
        read_drafts_with(declaration_now)


def _name_events() -> None:
    from compliance.audit.wording import name_values, name_verbs
    from shipments.advisories.wording import ADVISORY_EVENTS
    from shipments.end_users.wording import END_USER_EVENTS
    from shipments.event_values import EVENT_NAMES, EVENT_VALUES
    from shipments.flows.reports.wording import REPORT_EVENTS
    from shipments.licences.wording import LICENCE_EVENTS
    from shipments.quotas.wording import QUOTA_EVENTS

    named = (
        EVENT_NAMES,
        LICENCE_EVENTS,
        QUOTA_EVENTS,
        ADVISORY_EVENTS,
        REPORT_EVENTS,
        END_USER_EVENTS,
    )
    for names in named:
        name_verbs(names)
    for key, values in EVENT_VALUES.items():
        name_values(key, values)


def _let_be_watched() -> None:
    """The log's checks compare these rows with it, and watchmen are told of them."""
    from compliance.audit.reconciliation import (
        compare_with_log,
        expect_printed,
        expect_printed_roots,
    )
    from compliance.health.checks import add_check
    from compliance.health.metrics import add_gauges
    from shipments import numbers_for_watchmen, reconciliation
    from shipments.paperwork.signing.standing import fault_of_key

    compare_with_log(
        reconciliation.statuses,
        reconciliation.revisions,
        reconciliation.decisions,
        reconciliation.papers,
    )
    expect_printed(reconciliation.heads_on_papers)
    expect_printed_roots(reconciliation.checkpoints_on_papers)
    add_gauges(numbers_for_watchmen.gauges)
    add_check("lists", numbers_for_watchmen.lists_are_fresh)
    add_check("paper_key", fault_of_key)
    add_check("alarms", numbers_for_watchmen.nothing_is_wrong)


def _let_be_scanned() -> None:
    """Where exporters' files lie."""
    from compliance.quarantine.scanning import holds_files
    from enduse.models import EndUseStatement
    from shipments.models import Attachment, UserFigure

    figures = UserFigure.objects.exclude(file="")
    holds_files(lambda: figures.values_list("file_sha256", "file").iterator())
    holds_files(lambda: Attachment.objects.values_list("sha256", "file").iterator())
    holds_files(lambda: EndUseStatement.objects.values_list("scan_sha256", "scan").iterator())


def _let_be_told() -> None:
    """People hear of what concerns them, and find on their home pages what waits for them."""
    from compliance.accounts.models import Role
    from compliance.accounts.roles import CASE_OFFICERS, LICENCE_KEEPERS, POLICY_KEEPERS
    from compliance.notify.feed import tell_of
    from compliance.notify.waiting import show_at_home
    from shipments.notices import (
        of_advisories,
        of_follow_ups,
        of_registers,
        of_shipments,
        of_webhooks,
        waiting,
    )

    tell_of(of_shipments.told_moves(), of_shipments.told_of_shipments)
    tell_of(of_advisories.VERBS, of_advisories.told_of_advisories)
    tell_of(of_webhooks.VERBS, of_webhooks.told_of_webhooks)
    show_at_home(CASE_OFFICERS, waiting.signatures)
    show_at_home(CASE_OFFICERS, waiting.matches)
    show_at_home(CASE_OFFICERS, waiting.disposals)
    show_at_home((*CASE_OFFICERS, *POLICY_KEEPERS), of_advisories.waiting)
    show_at_home(LICENCE_KEEPERS, of_registers.waiting)
    show_at_home((Role.EXPORTER,), of_follow_ups.waiting)
