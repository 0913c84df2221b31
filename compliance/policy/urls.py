"""Addresses of rules and policies."""

from django.urls import path

from compliance.policy import rules_views, views

app_name = "policy"
urlpatterns = [
    path("rules/", rules_views.rules, name="rules"),
    path("policies/", views.policies, name="policies"),
    path("policies/new/", views.new, name="new"),
    path("policies/compare/", views.compare, name="compare"),
    path("policies/<int:number>/", views.policy, name="policy"),
    path("policies/<int:number>/edit/", views.edit, name="edit"),
    path("policies/<int:number>/sign/", views.sign, name="sign"),
    path("policies/<int:number>/discard/", views.discard, name="discard"),
]
