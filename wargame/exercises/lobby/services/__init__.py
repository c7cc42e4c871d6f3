"""Creates exercises, classes and groups, and changes who takes part and who holds which seat."""
