"""The register: one narrow row for each request, from which every list is read."""
