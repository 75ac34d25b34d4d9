"""The folder that `build.spec` makes, tried from outside as on a machine without Python: `python -m tests.built FOLDER`."""
