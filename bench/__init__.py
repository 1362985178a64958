"""What is measured about speed, how, and the last figures."""
