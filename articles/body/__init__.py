"""The text of a story as HTML: what it may hold, how it is cleaned, shown, and turned into plain words."""
