"""The after-action report of a finished exercise: written from the ledger, kept in versions, printed, shared."""
