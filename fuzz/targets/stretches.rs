//! Files that several read by stretches are what one reads.
#![no_main]

libfuzzer_sys::fuzz_target!(|bytes: &[u8]| huitou::intake::fuzzing::stretches(bytes));
