//! Statistics, one idea a file, no word about customers. The only place that takes logarithms, exponentials
//! and powers, all from `libm`, since std's differ between native and wasm in the last bit.

pub mod chi_square;
pub mod counted;
pub mod descending;
pub mod geometric;
pub mod kaplan_meier;
pub mod log_rank;
pub mod logarithmic_mean;
pub mod median;
pub mod newcombe;
pub mod quantile;
pub mod wilson;
