"""From an index and a query to candidates, evidence and scores."""
