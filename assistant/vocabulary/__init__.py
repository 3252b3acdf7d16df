"""What words name: languages, places, time zones and fields. Tables lie beside the code and are read at first use."""
