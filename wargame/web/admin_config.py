"""Puts the site of `admin_site.py` in the place of Django's, for every app's admin."""

from django.contrib.admin.apps import AdminConfig


class ParleyAdminConfig(AdminConfig):
    default = False
    default_site = "wargame.web.admin_site.ParleyAdminSite"
