"""Hold one file a group of commands; each is loaded when one of its commands is typed."""
