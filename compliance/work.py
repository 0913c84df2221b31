"""Which worker does which task, and what is done without anybody asking."""

from typing import Any

from celery.schedules import crontab

ROUTES = {
    "compliance.accounts.*": {"queue": "lists"},
    "compliance.audit.*": {"queue": "lists"},
    "compliance.notify.*": {"queue": "lists"},
    "compliance.parties.*": {"queue": "lists"},
    "compliance.quarantine.*": {"queue": "lists"},
    "shipments.flows.report": {"queue": "paperwork"},
    "shipments.flows.*": {"queue": "rehearsal"},
    "shipments.bulk.*": {"queue": "rehearsal"},
    "shipments.licences.*": {"queue": "lists"},
    "shipments.notices.*": {"queue": "lists"},
    "shipments.paperwork.*": {"queue": "paperwork"},
    "shipments.previews.*": {"queue": "paperwork"},
    "shipments.rehearsal.*": {"queue": "rehearsal"},
    "shipments.review.*": {"queue": "lists"},
    "shipments.screening.*": {"queue": "screening"},
    "shipments.webhooks.*": {"queue": "lists"},
}


def timetable(*, sweep: int, deadlines: int) -> dict[str, dict[str, Any]]:
    """Tasks by name with their times in Asia/Shanghai; `sweep` and `deadlines` are seconds between
    looks at lost work and at terms."""
    return {
        "sweep-screening": {"task": "shipments.screening.sweep", "schedule": sweep},
        "check-files": {"task": "shipments.paperwork.check_files", "schedule": crontab(30, 2)},
        "delete-doomed": {"task": "shipments.paperwork.delete_doomed", "schedule": 4 * sweep},
        "sweep-paperwork": {"task": "shipments.paperwork.sweep", "schedule": sweep},
        **{
            f"heartbeat-{queue}": {
                "task": "compliance.health.beat",
                "schedule": 60,
                "args": [queue],
                "options": {"queue": queue},
            }
            for queue in ("screening", "lists")
        },
        "sweep-previews": {"task": "shipments.previews.sweep", "schedule": sweep},
        "sweep-quarantine": {"task": "compliance.quarantine.sweep", "schedule": sweep},
        "tell": {"task": "compliance.notify.tell", "schedule": sweep},
        "deadlines": {"task": "shipments.notices.deadlines", "schedule": deadlines},
        "forget-tries": {"task": "compliance.accounts.forget_tries", "schedule": 3600},
        "keep-audit-head": {"task": "compliance.audit.keep_head", "schedule": 600},
        "checkpoint": {"task": "compliance.audit.checkpoint", "schedule": 300},
        "checkpoint-at-midnight": {
            "task": "compliance.audit.checkpoint",
            "schedule": crontab(0, 0),
        },
        "sweep-lists": {"task": "compliance.parties.sweep", "schedule": sweep},
        "sweep-registers": {"task": "shipments.licences.sweep", "schedule": sweep},
        "tidy-snapshots": {"task": "compliance.parties.tidy_snapshots", "schedule": 6 * 3600},
        "check-lists": {"task": "compliance.parties.check_lists", "schedule": 3600},
        "sweep-webhooks": {"task": "shipments.webhooks.sweep", "schedule": 4 * sweep},
        "sweep-bulk": {"task": "shipments.bulk.sweep", "schedule": sweep},
        "remind-of-questions": {"task": "shipments.review.remind", "schedule": 3600},
        "sweep-rehearsal": {"task": "shipments.rehearsal.sweep", "schedule": sweep},
        "sweep-reports": {"task": "shipments.flows.sweep_reports", "schedule": 4 * sweep},
        "check-flows": {"task": "shipments.flows.check", "schedule": crontab(hour=2, minute=40)},
    }
