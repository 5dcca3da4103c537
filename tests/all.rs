//! All tests that see the crate from outside, in one binary.

// A test's helper may stop the test.
#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic)]

mod agreement;
mod analyses;
mod bad_input_list;
mod chance;
mod docs;
mod figures;
mod formats;
mod goldens;
mod layers;
mod manifest;
mod mapping_words;
mod mutations;
mod panels;
mod properties_analysis;
mod properties_filters;
mod properties_intake;
mod properties_order;
mod properties_return;
mod results;
mod rules;
mod shared;
mod simulation;
mod states;
mod story;
mod strange_reports;
mod view;
