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

/// ₂F₁(1, b; c; z) for 0 ≤ z < 1, 0 < b < c, by Gauss' continued fraction: as the series, but quick near z = 1 too.
///
/// ```
/// use huitou::stats::hypergeometric::{hypergeometric, with_one};
/// assert!((with_one(1.0, 2.0, 0.5) - 2.0 * std::f64::consts::LN_2).abs() < 1e-12);
/// assert!((with_one(0.8, 2.3, 0.95) / hypergeometric(1.0, 0.8, 2.3, 0.95) - 1.0).abs() < 1e-11);
/// ```
///
/// **Source.** DLMF 15.7.5; evaluated by Wallis' recurrence (DLMF 1.12.5), divided by the denominator from block to
/// block, so that nothing overflows and no step waits for a division.
pub fn with_one(b: f64, c: f64, z: f64) -> f64 {
    let (mut above, mut above_before) = (1.0, 1.0);
    let (mut below, mut below_before) = (1.0, 0.0);
    for block in 0..MOST_BLOCKS {
        let before: f64 = above;
        for step in block * BLOCK + 1..=(block + 1) * BLOCK {
            let n = f64::from(step / 2);
            let factors = if step % 2 == 1 { (b + n) * (c - 1.0 + n) } else { n * (c - b + n - 1.0) };
            // c + 2n − 1 and c + 2n of odd steps, c + 2n − 2 and c + 2n − 1 of even ones.
            let low = c + f64::from(step) - 2.0;
            let part = -factors / (low * (low + 1.0)) * z;
            (above, above_before) = (above + part * above_before, above);
            (below, below_before) = (below + part * below_before, below);
        }
        let scale = 1.0 / below;
        (above, above_before, below_before, below) =
            (above * scale, above_before * scale, below_before * scale, 1.0);
        // The roundings of a block are as large as that.
        if (above / before - 1.0).abs() < 1e-14 {
            break;
        }
    }
    1.0 / above
}

/// Steps between two looks at the value.
const BLOCK: u32 = 8;
/// Nobody waits longer for a fraction.
const MOST_BLOCKS: u32 = 250;

#[cfg(test)]
mod tests {
    use super::*;

    /// The series summed in decimals of 60 digits.
    #[test]
    fn near_one_the_fraction_is_that_of_many_digits() {
        let known = [
            (1.6, 2.2, 0.999, 40.399_185_724_005_98),
            (0.3, 1.4, 0.999, 2.412_222_681_244_059),
            (300.0, 302.5, 0.99, 58.931_474_893_922_27),
            (20.5, 21.7, 0.99, 25.819_766_344_372_645),
        ];
        for (b, c, z, value) in known {
            assert!((with_one(b, c, z) / value - 1.0).abs() < 1e-12, "{b} {c} {z}: {}", with_one(b, c, z));
        }
    }

    #[test]
    fn fraction_and_series_meet() {
        for (b, c) in [(0.3, 1.4), (1.6, 2.2), (20.5, 21.7), (300.0, 302.5)] {
            for z in [0.0, 0.01, 0.4, 0.9, 0.99] {
                let (fraction, series) = (with_one(b, c, z), hypergeometric(1.0, b, c, z));
                assert!((fraction / series - 1.0).abs() < 1e-11, "{b} {c} {z}: {fraction} {series}");
            }
        }
    }
}
