"""Everything that seats say to each other: messages, press, proposals and receipts."""
