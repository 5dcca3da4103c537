//! Wilson's score interval of a proportion.
//!
//! **Definition.** With p = k/n and z = Φ⁻¹(0.975):
//! (p + z²/2n ± z √(p(1−p)/n + z²/4n²)) / (1 + z²/n).
//!
//! **Choices.** Exactly 0 at k = 0 and exactly 1 at k = n, where rounding would leave a trace.
//!
//! **Source.** E. B. Wilson (1927), JASA 22, 209-212; values checked against statsmodels'
//! `proportion_confint(method="wilson")`.

use serde::{Deserialize, Serialize};

/// The 97.5 % point of the standard normal distribution.
pub const Z_95: f64 = 1.959_963_984_540_054;

/// An interval of a share, 0..=1.
#[derive(Clone, Copy, Debug, PartialEq, Serialize, Deserialize)]
#[cfg_attr(test, derive(ts_rs::TS), ts(export_to = "huitou.d.ts"))]
pub struct Interval {
    /// Lower end.
    pub low: f64,
    /// Upper end.
    pub high: f64,
}

/// The 95 % interval of `part` out of `whole`; `None` where `whole` is 0.
///
/// ```
/// let interval = huitou::stats::wilson::interval(2, 10).unwrap();
/// assert!((interval.low - 0.056682).abs() < 1e-6 && (interval.high - 0.509838).abs() < 1e-6);
/// ```
pub fn interval(part: u64, whole: u64) -> Option<Interval> {
    if whole == 0 {
        return None;
    }
    let (n, z2) = (whole as f64, Z_95 * Z_95);
    let p = part as f64 / n;
    let centre = p + z2 / (2.0 * n);
    let half = Z_95 * (p * (1.0 - p) / n + z2 / (4.0 * n * n)).sqrt();
    let scale = 1.0 + z2 / n;
    Some(Interval {
        low: if part == 0 { 0.0 } else { (centre - half) / scale },
        high: if part == whole { 1.0 } else { (centre + half) / scale },
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn statsmodels_values() {
        // proportion_confint(k, n, method="wilson"), statsmodels.
        let cases = [
            (362, 948, 0.351465, 0.413202),
            (9, 77, 0.062726, 0.207451),
            (2, 10, 0.056682, 0.509838),
            (0, 12, 0.0, 0.242494),
            (12, 12, 0.757506, 1.0),
            (40, 200, 0.150452, 0.260855),
        ];
        for (k, n, low, high) in cases {
            let got = interval(k, n).unwrap();
            assert!((got.low - low).abs() < 1e-6 && (got.high - high).abs() < 1e-6, "{k}/{n}: {got:?}");
        }
        assert_eq!(interval(0, 0), None);
    }
}
