"""Accounts of officials: changes, passwords, the command line."""
