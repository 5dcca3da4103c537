//! How often chance alone makes two proportions differ as much.
//!
//! **Definition.** With a of m and b of n, p = (a + b) / (m + n) and z = (a/m − b/n) / √(p (1 − p) (1/m + 1/n)), the
//! two-sided probability is erfc(|z| / √2).
//!
//! **Choices.** Pooled variance, no correction for continuity. Undefined where a group is empty, and where all or none of
//! both have it: then nothing varies. The groups must not overlap.
//!
//! **Source.** R. G. D. Steel and J. H. Torrie (1980), Principles and Procedures of Statistics, on two proportions; values
//! checked against statsmodels' `proportions_ztest`.

/// The probability of a difference at least as large as that of `a` of `m` and `b` of `n`, 0..=1.
///
/// ```
/// let p = huitou::stats::z_test::p((35, 106), (33, 192)).unwrap();
/// assert!((p - 0.001824).abs() < 1e-6);
/// ```
pub fn p((a, m): (u64, u64), (b, n): (u64, u64)) -> Option<f64> {
    let all = a + b;
    if m == 0 || n == 0 || all == 0 || all == m + n {
        return None;
    }
    let (a, m, b, n) = (a as f64, m as f64, b as f64, n as f64);
    let pooled = (a + b) / (m + n);
    let z = (a / m - b / n) / (pooled * (1.0 - pooled) * (1.0 / m + 1.0 / n)).sqrt();
    Some(libm::erfc(z.abs() * std::f64::consts::FRAC_1_SQRT_2))
}

#[cfg(test)]
mod tests {
    use super::p;

    #[test]
    fn statsmodels_values() {
        // proportions_ztest([a, b], [m, n])[1], statsmodels.
        let cases = [
            ((1_312, 8_476), (1_157, 7_846), 0.191843),
            ((35, 106), (33, 192), 0.001824),
            ((10, 40), (4, 50), 0.027027),
        ];
        for (first, second, expected) in cases {
            let found = p(first, second).unwrap();
            assert!((found - expected).abs() < 1e-6, "{first:?} {second:?}: {found}");
            assert_eq!(p(second, first), Some(found));
        }
        assert_eq!(p((5, 10), (10, 20)), Some(1.0));
    }

    #[test]
    fn undefined_where_nothing_varies() {
        for (first, second) in [((0, 0), (1, 2)), ((1, 2), (0, 0)), ((0, 9), (0, 8)), ((9, 9), (8, 8))] {
            assert_eq!(p(first, second), None);
        }
    }
}
