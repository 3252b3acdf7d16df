"""The steps that bring a database to the present tables; run at start by `assistant.storage.migrate`."""
