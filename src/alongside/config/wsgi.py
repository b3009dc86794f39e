"""The web application, for Granian."""

import gc
import os

from django.core.wsgi import get_wsgi_application

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "alongside.config.settings")
application = get_wsgi_application()
# What is loaded by now stays for good: looking through it again for garbage held up one look-up in
# a few hundred for a tenth of a second and more.
gc.collect()
gc.freeze()
