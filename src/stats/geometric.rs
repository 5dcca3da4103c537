//! Between two positive numbers, on the scale of ratios.
//!
//! **Definition.** a^w b^(1 − w) = exp(w ln a + (1 − w) ln b): at w = 1/2 as many times as large as one as it is smaller
//! than the other.

/// The geometric mean of `a` with weight `weight`, 0..=1, and `b` with the rest; both are positive.
///
/// ```
/// let mean = huitou::stats::geometric::weighted(10.0, 40.0, 0.5);
/// assert!((mean - 20.0).abs() < 1e-12);
/// ```
pub fn weighted(a: f64, b: f64, weight: f64) -> f64 {
    libm::exp(weight * libm::log(a) + (1.0 - weight) * libm::log(b))
}
