//! Gauss' hypergeometric function.
//!
//! **Definition.** ₂F₁(a, b; c; z) = Σ (a)ₙ (b)ₙ / (c)ₙ zⁿ / n!, summed until the rest no longer counts.
//!
//! **Choices.** Who calls it has taken Euler's transformation ₂F₁(a, b; c; z) = (1 − z)^(c − a − b) ₂F₁(c − a, c − b; c; z)
//! wherever that makes the terms fall from the start: then nothing overflows, however many repeats there are.
//!
//! **Source.** M. Abramowitz and I. Stegun (1964), Handbook of Mathematical Functions, 15.1.1 and 15.3.3.

/// Nobody waits longer for a value that a fit tries on its way.
const MOST_TERMS: u32 = 20_000;

/// The sum of the series, for 0 ≤ z < 1 and c that is no whole number below 1.
///
/// ```
/// use huitou::stats::hypergeometric::hypergeometric;
/// // −ln(1 − z) / z at a half is 2 ln 2; (1 − z)^−a where b = c.
/// assert!((hypergeometric(1.0, 1.0, 2.0, 0.5) - 2.0 * std::f64::consts::LN_2).abs() < 1e-12);
/// assert!((hypergeometric(3.0, 0.7, 0.7, 0.5) - 8.0).abs() < 1e-11);
/// assert_eq!(hypergeometric(3.0, 0.7, 0.9, 0.0), 1.0);
/// ```
pub fn hypergeometric(a: f64, b: f64, c: f64, z: f64) -> f64 {
    let (mut sum, mut term) = (1.0, 1.0);
    for n in 0..MOST_TERMS {
        let n = f64::from(n);
        let ratio = (a + n) * (b + n) / ((c + n) * (n + 1.0)) * z;
        term *= ratio;
        sum += term;
        // The ratio tends to z: once it is below 1 the rest is at most about term × z / (1 − z).
        if ratio.abs() < 1.0 && term.abs() * z <= 1e-15 * (1.0 - z) * sum.abs() {
            break;
        }
    }
    sum
}
