"""Static files with a content hash in their names."""

from whitenoise.storage import CompressedManifestStaticFilesStorage


class Assets(CompressedManifestStaticFilesStorage):
    """Hashed and compressed. Only ``url(…)`` is followed: packages leave source maps out."""

    manifest_strict = False
    support_js_module_import_aggregation = False
    patterns = (
        ("*.css", (r"""(?P<matched>url\((?P<quote>['"]{0,1})\s*(?P<url>.*?)(?P=quote)\))""",)),
    )
