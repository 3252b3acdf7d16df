"""The screens: the only importer of gradio. One factory per tab, shared parts, theme and launch options."""
