"""Try it: `python -m school_web`, from the folder above, then open the address it prints. Nothing is kept."""

import shutil
from pathlib import Path
from tempfile import TemporaryDirectory

from school_web.invented import PASSWORD, fill
from school_web.web import create_app


def main() -> None:
    """A server for one person to look around in; a school runs it behind a real one, with a key of its own."""
    with TemporaryDirectory() as folder:
        settings = shutil.copy(Path(__file__).with_name("partnership.toml"), folder)
        app = create_app(Path(settings), secret_key="only for looking around")  # noqa: S106 - nobody's secret
        fill(app.extensions["system"])
        print(f'Log in as zeynep, petra, sjoerd, amal, jansen or visser; the password is "{PASSWORD}".')
        app.run(port=8000)


if __name__ == "__main__":
    main()
