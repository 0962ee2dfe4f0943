"""Faces for roles: found, installed, judged by what they hold, read by their tables."""
