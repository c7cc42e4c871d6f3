"""The ASGI entry point of the web server: live streams beside Django."""

import os
import warnings

import django

from wargame.exercises.compiled_rules import warm
from wargame.setting_errors import exit_unless_configured

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "wargame.settings")

# WhiteNoise reads small static files at once; Django warns because it would matter for large ones.
warnings.filterwarnings("ignore", message="StreamingHttpResponse must consume synchronous iterators")

exit_unless_configured()
django.setup(set_prefix=False)

from django.conf import settings  # noqa: E402 - Django must be set up first

# Django imports the views at the first request; that one would share the processor with the rules being read.
import wargame.urls  # noqa: E402, F401
from wargame.database_version import exit_unless_known  # noqa: E402
from wargame.live.broadcast import broadcast  # noqa: E402
from wargame.live.stream import LiveStreams  # noqa: E402
from wargame.web.body_limits import BoundedBodies  # noqa: E402
from wargame.web.request_queue import QueueingHandler  # noqa: E402
from wargame.web.shared_cache import hash_of_program  # noqa: E402
from wargame.web.sqlite_wal import keep_open  # noqa: E402

exit_unless_known()

django_application = BoundedBodies(QueueingHandler(settings.REQUESTS_AT_ONCE), settings.DATA_UPLOAD_MAX_MEMORY_SIZE)
application = LiveStreams(django_application, broadcast())

keep_open(settings.DATABASES["default"])
hash_of_program()

# Previews play hundreds of futures: a page should find the compiled rules ready, but no start waits for them.
warm()
