//! Dates are days of the calendar, the same in every spelling of their own.
#![no_main]

libfuzzer_sys::fuzz_target!(|bytes: &[u8]| huitou::intake::fuzzing::dates(bytes));
