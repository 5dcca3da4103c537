//! The difference of two proportions, with Newcombe's interval from two Wilson intervals.
//!
//! **Definition.** With p = a/m, q = b/n and their Wilson intervals (l₁, u₁) and (l₂, u₂) the 95 % interval of p − q runs
//! from (p − q) − √((p − l₁)² + (u₂ − q)²) to (p − q) + √((u₁ − p)² + (q − l₂)²).
//!
//! **Choices.** The groups must not overlap: nobody may be counted in both.
//!
//! **Source.** R. G. Newcombe (1998), Statistics in Medicine 17, 873-890 (his method 10); values checked against
//! statsmodels' `confint_proportions_2indep(method="newcomb")`.

use serde::{Deserialize, Serialize};

use super::wilson;

/// How far one share lies above another, and how sure that is; in shares, -1..=1.
#[derive(Clone, Copy, Debug, PartialEq, Serialize, Deserialize)]
#[cfg_attr(test, derive(ts_rs::TS), ts(export_to = "huitou.d.ts"))]
pub struct Difference {
    /// The first less the second.
    pub value: f64,
    /// Lower end of its 95 % interval.
    pub low: f64,
    /// Upper end.
    pub high: f64,
}

impl Difference {
    /// Whether the interval leaves out 0: without that the two cannot be told apart.
    pub fn tells_apart(&self) -> bool {
        self.low > 0.0 || self.high < 0.0
    }
}

/// `a` out of `m` less `b` out of `n`; `None` where a group is empty.
///
/// ```
/// let found = huitou::stats::newcombe::difference((35, 106), (33, 192)).unwrap();
/// assert!((found.low - 0.056735).abs() < 1e-6 && (found.high - 0.263394).abs() < 1e-6);
/// assert!(found.tells_apart());
/// ```
pub fn difference((a, m): (u64, u64), (b, n): (u64, u64)) -> Option<Difference> {
    let (first, second) = (wilson::interval(a, m)?, wilson::interval(b, n)?);
    let (p, q) = (a as f64 / m as f64, b as f64 / n as f64);
    let root = |x: f64, y: f64| (x * x + y * y).sqrt();
    let value = p - q;
    Some(Difference {
        value,
        low: value - root(p - first.low, second.high - q),
        high: value + root(first.high - p, q - second.low),
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn statsmodels_values() {
        let cases = [
            ((1_312, 8_476), (1_157, 7_846), 0.007326, -0.003683, 0.018308),
            ((35, 106), (33, 192), 0.158314, 0.056735, 0.263394),
            ((10, 40), (4, 50), 0.17, 0.016903, 0.329478),
        ];
        for (first, second, value, low, high) in cases {
            let found = difference(first, second).unwrap();
            for (found, expected) in [(found.value, value), (found.low, low), (found.high, high)] {
                assert!((found - expected).abs() < 1e-6, "{first:?} {second:?}: {found} {expected}");
            }
            let turned = difference(second, first).unwrap();
            assert!((turned.low + found.high).abs() < 1e-12 && (turned.high + found.low).abs() < 1e-12);
        }
        assert!(!difference((1_312, 8_476), (1_157, 7_846)).unwrap().tells_apart());
    }

    #[test]
    fn nobody_and_everybody() {
        assert_eq!(difference((0, 0), (1, 2)), None);
        assert_eq!(difference((1, 2), (0, 0)), None);
        let all = difference((12, 12), (0, 12)).unwrap();
        assert!(all.value == 1.0 && all.high == 1.0 && all.low > 0.0);
        let none = difference((0, 12), (0, 12)).unwrap();
        assert!(none.value == 0.0 && none.low < 0.0 && none.high > 0.0 && !none.tells_apart());
    }
}
