//! What the simulation found in the rules, each reduced to a test.
