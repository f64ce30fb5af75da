"""Forms: one module a family of report, each turning blocks into a report."""
