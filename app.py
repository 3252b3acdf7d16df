"""Opens Rapport in the browser: settings, services, screens. The first time it brings the demo programme along."""

import sys

from assistant import open_assistant
from assistant.ui.app import launch

if __name__ == "__main__":
    with open_assistant() as assistant:
        if assistant.is_empty:
            assistant.load_demo()
        page = launch(assistant, wait=False, open_browser=True)
        sys.stdout.write(f"Rapport is open at {page.local_url} - stop it with Ctrl+C.\n")
        page.block_thread()
