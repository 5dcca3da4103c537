//! Huitou (回头客, "the customer who comes back").

#![warn(missing_docs)]

pub mod analysis;
pub mod chart;
pub mod error;
pub mod export;
pub mod history;
pub mod intake;
pub mod money;
pub mod order;
pub mod report;
pub mod sample;
pub mod stats;
pub mod time;
pub mod view;
#[cfg(target_arch = "wasm32")]
pub mod web;
