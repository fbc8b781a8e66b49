log_retention = 30
