"""From a transcript to insights: one measure per file; `session_report.analyse` ties them together."""
