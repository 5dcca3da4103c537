//! The core inside a browser.
#![cfg(target_arch = "wasm32")]

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
    assert_eq!(fingerprint(&csv), 18289860824912059510, "as in src/sample/tests.rs");
}
