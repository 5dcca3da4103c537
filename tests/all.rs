//! All tests that see the crate from outside, in one binary.

// A test's helper may stop the test.
#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic)]

mod analyses;
mod figures;
mod formats;
mod goldens;
mod layers;
mod manifest;
mod mapping_words;
mod properties_analysis;
mod properties_intake;
mod results;
mod view;
