"""The mini program in Chromium. A package, so that its world ends with its last test."""
