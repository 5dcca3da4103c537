//! The core inside a browser.
#![cfg(target_arch = "wasm32")]
#![allow(clippy::unwrap_used, reason = "a test's helper may stop the test")]

#[path = "results/cases.rs"]
mod cases;

use wasm_bindgen_test::{wasm_bindgen_test, wasm_bindgen_test_configure};

wasm_bindgen_test_configure!(run_in_browser);

/// FNV-1a, 64 bits, as in the native test of the sample.
fn fingerprint(bytes: &[u8]) -> u64 {
    bytes
        .iter()
        .fold(0xcbf2_9ce4_8422_2325, |hash, byte| (hash ^ u64::from(*byte)).wrapping_mul(0x100_0000_01b3))
}

#[wasm_bindgen_test]
fn the_sample_shop_has_the_same_bytes_as_natively() {
    let csv = huitou::sample::csv(huitou::sample::Language::Chinese, 1, 200);
    assert_eq!(fingerprint(&csv), 7153972035343671645, "as in src/sample/tests.rs");
}

#[wasm_bindgen_test]
fn results_equal_the_native_ones_byte_for_byte() {
    for (name, file, golden) in cases::CASES {
        let found = cases::results(file, 4096, Box::new(huitou::web::BrowserDecoder));
        assert!(found == golden, "{name} differs from tests/golden/results/{name}.json");
    }
}
