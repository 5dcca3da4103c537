//! Amounts are exact.
#![no_main]

libfuzzer_sys::fuzz_target!(|bytes: &[u8]| huitou::intake::fuzzing::money(bytes));
