"""Static files with a content hash in their names."""

from whitenoise.storage import CompressedManifestStaticFilesStorage


class Assets(CompressedManifestStaticFilesStorage):
    """Hashed and compressed; a source map that a package leaves out is not missed."""

    manifest_strict = False
    support_js_module_import_aggregation = False
    patterns = (("*.css", (r"""(url\((?!['"]?https?:)['"]{0,1}\s*(.*?)["']{0,1}\))""",)),)
