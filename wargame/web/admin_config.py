"""Makes `ParleyAdminSite` the admin site of all apps."""

from django.contrib.admin.apps import AdminConfig


class ParleyAdminConfig(AdminConfig):
    default = False
    default_site = "wargame.web.admin_site.ParleyAdminSite"
