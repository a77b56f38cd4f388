"""Customers that are kept and screened again when they or the lists change."""
