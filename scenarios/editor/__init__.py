"""Views of a draft for its author: parts, things and fields, texts as seats read them, conditions in words.

It works on files as they are written, because a draft may have faults that no schema takes.
"""
