"""Sees to it that the browser tests have a Chromium: `python -m tests.browser_setup`."""

import os
import shutil
import subprocess
import sys

NAMES = ("chromium", "chromium-browser", "google-chrome")
PACKAGES = ("chromium", "fonts-dejavu-core", "fonts-liberation")
BY_HAND = f"apt-get update && apt-get install -y --no-install-recommends {' '.join(PACKAGES)}"


def find_browser() -> str | None:
    """Say where a Chromium is; None when there is none."""
    return next((path for path in map(shutil.which, NAMES) if path), None)


def install_browser() -> None:
    """Install Debian's Chromium; needs root.

    Raises:
        CalledProcessError: apt-get failed.
    """
    environment = os.environ | {"DEBIAN_FRONTEND": "noninteractive"}
    for command in (["update", "-qq"], ["install", "-y", "-qq", "--no-install-recommends", *PACKAGES]):
        subprocess.run(["apt-get", *command], check=True, env=environment, stdin=subprocess.DEVNULL)


def main() -> int:
    """Find or install a browser.

    Returns:
        0 when there is one, or when a person runs this and can do without; 1 in CI, where a skipped test would hide.
    """
    if find_browser():
        return 0
    if shutil.which("apt-get") and hasattr(os, "geteuid") and os.geteuid() == 0:
        print("Installing Chromium for the browser tests.", flush=True)
        try:
            install_browser()
        except subprocess.CalledProcessError as error:
            print(f"apt-get ended with {error.returncode}.", file=sys.stderr)
        if find_browser():
            return 0
    print(
        "There is no Chromium, so the browser tests are skipped. Install Chromium or Chrome, on Debian as root:\n"
        f"    {BY_HAND}",
        file=sys.stderr,
    )
    return 1 if os.environ.get("CI") else 0


if __name__ == "__main__":
    sys.exit(main())
