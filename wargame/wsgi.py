"""The WSGI entry point, for servers without live streams."""

import os

from django.core.wsgi import get_wsgi_application

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "wargame.settings")

application = get_wsgi_application()
