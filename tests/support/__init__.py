"""What the tests lean on: real servers, a real browser, a real judge of PDF files."""
