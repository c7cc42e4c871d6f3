"""The admin page of users."""

from django.contrib import admin
from django.contrib.auth.admin import UserAdmin

from wargame.accounts.models import User


@admin.register(User)
class ParleyUserAdmin(UserAdmin[User]):
    """Django's user administration, with a column for guests."""

    list_display = ("username", "name", "email", "is_staff", "is_guest")
    list_filter = ("is_staff", "is_active", "is_guest")
    search_fields = ("username", "name", "email")
    fieldsets = (*(UserAdmin.fieldsets or ()), ("Parley", {"fields": ("name", "is_guest")}))
