//! The fits of the models in WebAssembly, for `cargo xtask bench fits`; empty elsewhere.
#![cfg(target_arch = "wasm32")]

use huitou::stats::drop_out::{Model, Parameters, Track};
use wasm_bindgen::prelude::wasm_bindgen;

/// From where the search starts, as in the report.
const START: Parameters = [1.0, 10.0, 1.0, 10.0];

/// The parameters of the `model`-th of all models, from repeat order days, the day of the last and days watched of each
/// customer; every n-th of them is fitted, in the order of these, as in the report.
#[wasm_bindgen]
pub fn fit(model: usize, repeats: &[u32], last: &[u32], watched: &[u32], every: usize) -> Vec<f64> {
    let days = last.iter().zip(watched);
    let mut seen: Vec<[u32; 3]> =
        repeats.iter().zip(days).map(|(x, (last, all))| [*x, *last, *all]).collect();
    seen.sort_unstable();
    let chosen: Vec<[u32; 3]> = seen.into_iter().skip(every / 2).step_by(every.max(1)).collect();
    let weeks = |days: u32| f64::from(days) / 7.0;
    let track =
        |[repeats, last, watched]: [u32; 3]| Track { repeats, last: weeks(last), watched: weeks(watched) };
    let alike = chosen.chunk_by(|a, b| a == b);
    let tracks: Vec<(Track, f64)> = alike.map(|same| (track(same[0]), same.len() as f64)).collect();
    Model::ALL.get(model).map(|model| model.fit(&tracks, &START).to_vec()).unwrap_or_default()
}
