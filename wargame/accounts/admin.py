"""The admin page of users."""

from django.contrib import admin
from django.contrib.auth.admin import UserAdmin
from django.http import HttpRequest

from wargame.accounts.models import SecondFactor, User


@admin.register(User)
class ParleyUserAdmin(UserAdmin[User]):
    """Django's user administration, with a column for guests."""

    list_display = ("username", "name", "email", "is_staff", "is_guest")
    list_filter = ("is_staff", "is_active", "is_guest")
    search_fields = ("username", "name", "email")
    fieldsets = (*(UserAdmin.fieldsets or ()), ("Parley", {"fields": ("name", "is_guest")}))


@admin.register(SecondFactor)
class SecondFactorAdmin(admin.ModelAdmin[SecondFactor]):
    """Lets staff turn the second step of an account off, by deleting the row. Nobody reads the secret here."""

    list_display = ("user", "since")
    fields = readonly_fields = ("user", "since")

    def has_add_permission(self, request: HttpRequest) -> bool:
        """Return False: only people themselves turn it on, because it takes their app."""
        return False
