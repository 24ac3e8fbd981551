"""The way to a hundred million sets: the log as partitioned Parquet, and the metrics' own SQL run by Spark."""
