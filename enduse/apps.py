from django.apps import AppConfig


class EnduseConfig(AppConfig):
    name = "enduse"
