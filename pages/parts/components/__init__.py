"""The browser parts of the pages, served from the files in assets/."""
