"""What the browser tests and the measures share: a Chromium, and the running dashboard."""
