"""The application's start."""

from django.apps import AppConfig


class ShipmentsConfig(AppConfig):
    name = "shipments"

    def ready(self) -> None:
        """Give the roles their home pages, the events their names and statements their end."""
        import compliance.checks  # noqa: F401
        import shipments.declare.home
        import shipments.review.home  # noqa: F401
        from compliance.audit.wording import name_values, name_verbs
        from enduse.actions import frozen_when
        from shipments.advisories.wording import ADVISORY_EVENTS
        from shipments.declare.statements import is_filed
        from shipments.event_values import EVENT_NAMES, EVENT_VALUES
        from shipments.licences.wording import LICENCE_EVENTS
        from shipments.rehearsal.wording import REHEARSAL_EVENTS
        from shipments.screening.replay_log import REPLAY_EVENTS

        for names in (
            EVENT_NAMES,
            LICENCE_EVENTS,
            REPLAY_EVENTS,
            REHEARSAL_EVENTS,
            ADVISORY_EVENTS,
        ):
            name_verbs(names)
        for key, values in EVENT_VALUES.items():
            name_values(key, values)
        frozen_when(is_filed)
