//! Cleaned cells are parts of their cells, and keys are stable.
#![no_main]

libfuzzer_sys::fuzz_target!(|bytes: &[u8]| huitou::intake::fuzzing::cells(bytes));
