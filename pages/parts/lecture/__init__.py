"""Reading component (« lecture »): a small browser part, served from the files in assets/."""
