"""The ASGI entry point of the web server: live streams beside Django."""

import os
import warnings

from django.core.asgi import get_asgi_application

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "wargame.settings")

# WhiteNoise reads small static files at once; Django warns because it would matter for large ones.
warnings.filterwarnings("ignore", message="StreamingHttpResponse must consume synchronous iterators")

_django = get_asgi_application()

from wargame.exercises import bridge  # noqa: E402 - Django must be set up first
from wargame.live.broadcast import broadcast  # noqa: E402
from wargame.live.stream import LiveStreams  # noqa: E402

application = LiveStreams(_django, broadcast())

# Previews play hundreds of futures: a page should find the compiled rules ready, but no start waits for them.
bridge.warm()
