//! The edge to JavaScript: wasm32 only.

pub mod canvas;
