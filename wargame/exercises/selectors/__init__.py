"""Page-shaped reads: each page gets one frozen value with everything it prints and nothing else."""
