"""Home and language."""

urlpatterns: list = []
