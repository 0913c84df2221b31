"""Search in code tables."""

app_name = "codes"
urlpatterns: list = []
