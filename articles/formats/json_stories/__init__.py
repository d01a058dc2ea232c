"""JSON: our own export and stories told line by line (jsonl), WordPress's REST API, and Ghost's export."""
