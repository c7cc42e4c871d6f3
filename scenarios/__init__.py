"""The design room: scenarios, the library of states, alliances and facts, and the packs from which both are loaded."""
