//! Records are the same whatever the slices are.
#![no_main]

libfuzzer_sys::fuzz_target!(|bytes: &[u8]| huitou::intake::fuzzing::records(bytes));
