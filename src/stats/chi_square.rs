//! How often chance alone gives a χ² of at least so much.
//!
//! **Definition.** 1 − F(x) of the χ² distribution with k degrees of freedom, by its finite sums: for even k
//! exp(−x/2) Σ (x/2)^i / i! over i < k/2; for odd k erfc(√(x/2)) and exp(−x/2) Σ (x/2)^(i − 1/2) / Γ(i + 1/2) over
//! 1 ≤ i ≤ (k − 1)/2.
//!
//! **Source.** M. Abramowitz and I. Stegun (1964), Handbook of Mathematical Functions, 26.4.4 and 26.4.5.

/// The probability of `x` or more, 0..=1.
///
/// ```
/// use huitou::stats::chi_square::at_least;
/// // The 95 % points with 1, 2 and 3 degrees of freedom of any table.
/// for (x, degrees) in [(3.841459, 1), (5.991465, 2), (7.814728, 3)] {
///     assert!((at_least(x, degrees) - 0.05).abs() < 1e-6);
/// }
/// ```
pub fn at_least(x: f64, degrees: u32) -> f64 {
    let half = x.max(0.0) / 2.0;
    let is_odd = degrees % 2 == 1;
    // Γ(3/2) = √π / 2.
    let (mut term, mut divisor) =
        if is_odd { (half.sqrt() * std::f64::consts::FRAC_2_SQRT_PI, 1.5) } else { (1.0, 1.0) };
    let mut sum = 0.0;
    for _ in 0..degrees / 2 {
        sum += term;
        term *= half / divisor;
        divisor += 1.0;
    }
    let tail = if is_odd { libm::erfc(half.sqrt()) } else { 0.0 };
    (tail + libm::exp(-half) * sum).min(1.0)
}
