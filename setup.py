"""What pyproject.toml cannot say: the manual of `docs/manual` goes along as data of the program (decision 0036)."""

from pathlib import Path
from shutil import copytree

from setuptools import setup
from setuptools.command.build_py import build_py


class WithManual(build_py):
    """Puts the manual where an installed program looks for it; one run from its source tree reads it where it is written."""

    def run(self) -> None:
        """Copy the modules and data, then the manual."""
        super().run()
        if not self.editable_mode:
            copytree("docs/manual", Path(self.build_lib, "resources", "manual"), dirs_exist_ok=True)


setup(cmdclass={"build_py": WithManual})
