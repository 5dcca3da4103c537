//! The core as the page loads it: what `huitou::web` exports to JavaScript, linked into one WebAssembly module.

#[cfg(target_arch = "wasm32")]
pub use huitou::web::*;
