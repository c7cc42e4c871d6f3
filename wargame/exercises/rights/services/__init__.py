"""Forgetting people, deleting exercises, and deleting them by themselves when their time is over."""
