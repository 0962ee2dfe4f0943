"""The side file (文稿.toml) in which a clerk overrules recognition: read, applied, drafted, written."""
