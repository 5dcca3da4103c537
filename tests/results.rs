//! The results of one file of each shop, to the last bit: what `tests/wasm.rs` finds in a browser too.

#[path = "results/cases.rs"]
mod cases;

use std::path::PathBuf;

use huitou::intake::NativeDecoder;

#[test]
fn results_equal_the_golden_ones_by_any_slices() {
    for (name, file, golden) in cases::CASES {
        let found = cases::results(file, 1 << 20, Box::new(NativeDecoder));
        if std::env::var_os("HUITOU_BLESS").is_some() {
            let path = format!("tests/golden/results/{name}.json");
            std::fs::write(PathBuf::from(env!("CARGO_MANIFEST_DIR")).join(path), &found).unwrap();
            continue;
        }
        assert!(found == golden, "{name} changed: accept with HUITOU_BLESS=1, and say so in CHANGELOG.md");
        assert!(found == cases::results(file, 7, Box::new(NativeDecoder)), "{name} by slices of 7 bytes");
    }
}
