"""The pictures: one family a file, each from plain rows to an Altair chart."""
