"""The service: receives answers and reports over HTTP, and stores them. It runs without MkDocs."""
