"""Gives pip the metadata that a source archive comes with, and runs nothing of the archive.

pip cannot download a source archive without asking the archive's build backend for its metadata
(https://github.com/pypa/pip/issues/1884), and setuptools answers by running setup.py. pip is
therefore shown this module as `setuptools.build_meta`. The hook is that of
https://peps.python.org/pep-0517/#prepare-metadata-for-build-wheel.
"""

import sys
from email.parser import HeaderParser
from pathlib import Path
from shutil import copyfile


def prepare_metadata_for_build_wheel(metadata_directory, config_settings=None):
    with open("PKG-INFO", encoding="utf-8") as file:
        facts = HeaderParser().parse(file)
    folder = Path(metadata_directory, f"{facts['Name']}-{facts['Version']}.dist-info")
    folder.mkdir()
    copyfile("PKG-INFO", folder / "METADATA")
    return folder.name


# What pip calls if an archive names no backend.
__legacy__ = sys.modules[__name__]
