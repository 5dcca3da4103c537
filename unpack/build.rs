//! The instance in the browser may grow to one gigabyte: whatever a file unfolds to, the tab stays alive.

/// 1 GiB, in bytes as the linker wants them.
const MAX_MEMORY: u64 = 1 << 30;

fn main() {
    println!("cargo::rerun-if-changed=build.rs");
    if std::env::var("CARGO_CFG_TARGET_ARCH").is_ok_and(|arch| arch == "wasm32") {
        println!("cargo::rustc-link-arg-cdylib=--max-memory={MAX_MEMORY}");
    }
}
