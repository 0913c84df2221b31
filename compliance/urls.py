"""All addresses: each room brings its own."""

from django.urls import include, path

from compliance.health import views as health

urlpatterns = [
    path("healthz", health.alive, name="healthz"),
    path("readyz", health.ready, name="readyz"),
    path("metrics", health.metrics, name="metrics"),
    path("", include("compliance.ui.urls")),
    path("account/", include("compliance.accounts.urls")),
    path("messages/", include("compliance.notify.urls")),
    path("", include("compliance.policy.urls")),
    path("parties/", include("compliance.parties.urls")),
    path("audit/", include("compliance.audit.urls")),
    path("log/", include("compliance.audit.transparency.urls")),
    path("end-use/", include("enduse.urls")),
    path("", include("shipments.urls")),
    path("api/", include("shipments.api.urls")),
]

handler400 = "compliance.ui.error_pages.bad_request"
handler403 = "compliance.ui.error_pages.forbidden"
handler404 = "compliance.ui.error_pages.not_found"
handler500 = "compliance.ui.error_pages.server_error"
