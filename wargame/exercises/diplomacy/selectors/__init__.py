"""The reads: each page gets one frozen value with everything that it prints and nothing else."""
