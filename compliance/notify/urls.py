"""A person's own messages."""

from django.urls import path

from compliance.notify import views

app_name = "notify"
urlpatterns = [
    path("", views.notices, name="notices"),
    path("read/", views.read_all, name="read_all"),
    path("by-mail/", views.wishes, name="wishes"),
    path("<int:pk>/", views.follow, name="follow"),
]
