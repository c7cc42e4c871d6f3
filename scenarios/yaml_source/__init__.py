"""Changes one value in the source of a YAML file and leaves every other byte, comments and order too."""

from scenarios.yaml_source.edits import added, moved_up, removed, with_value
from scenarios.yaml_source.texts import reworded, text_at
from scenarios.yaml_source.trees import tree_at, with_tree

__all__ = ["added", "moved_up", "removed", "reworded", "text_at", "tree_at", "with_tree", "with_value"]
