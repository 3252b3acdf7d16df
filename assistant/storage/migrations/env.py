"""Runs migrations on the connection that `assistant.storage.migrate` hands over, inside its transaction."""

from alembic import context

from assistant.storage.tables import metadata

context.configure(
    connection=context.config.attributes["connection"],
    target_metadata=metadata,
    # One transaction around all steps, also on SQLite: a start that is killed half-way leaves the old tables whole.
    transactional_ddl=True,
    render_as_batch=True,
)
with context.begin_transaction():
    context.run_migrations()
