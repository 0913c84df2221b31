"""Sign-in and sign-out."""

app_name = "accounts"
urlpatterns: list = []
