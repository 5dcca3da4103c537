//! Statistics, one idea a file, no word about customers. The only place that takes logarithms, exponentials
//! and powers, all from `libm`, since std's differ between native and wasm in the last bit.

pub mod bands;
mod beta_geometric;
pub mod chi_square;
pub mod counted;
pub mod descending;
pub mod drawn;
pub mod drop_out;
pub mod false_discovery;
pub mod gamma_gamma;
pub mod geometric;
pub mod hypergeometric;
pub mod kaplan_meier;
pub mod log_rank;
pub mod logarithmic_mean;
pub mod median;
pub mod nelder_mead;
pub mod newcombe;
mod pareto_nbd;
pub mod quantile;
pub mod rising;
pub mod wilson;
pub mod z_test;
