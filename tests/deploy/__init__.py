"""What operators run: the backup, the runbook, the service and container files."""
