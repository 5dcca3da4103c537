//! Whole files: no panic, and every row is accounted for.
#![no_main]

libfuzzer_sys::fuzz_target!(|bytes: &[u8]| huitou::intake::fuzzing::files(bytes));
