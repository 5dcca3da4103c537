//! Statistics, one idea a file, no word about customers. The only place that takes logarithms, exponentials
//! and powers, all from `libm`, since std's differ between native and wasm in the last bit.

pub mod counted;
pub mod kaplan_meier;
pub mod median;
pub mod newcombe;
pub mod quantile;
pub mod wilson;
