//! The logarithmic mean of two positive numbers.
//!
//! **Definition.** (a − b) / ln(a / b), and a where both are equal: between the geometric and the arithmetic mean. With
//! it a difference of products is a sum of one part a factor, without a rest.
//!
//! **Source.** B. W. Ang (2005), The LMDI approach to decomposition analysis, Energy Policy 33, 867-871.

/// The logarithmic mean.
///
/// ```
/// use huitou::stats::logarithmic_mean::logarithmic_mean;
/// assert!((logarithmic_mean(2.0, 1.0) - 1.4426950408889634).abs() < 1e-12);
/// assert_eq!(logarithmic_mean(3.0, 3.0), 3.0);
/// ```
pub fn logarithmic_mean(a: f64, b: f64) -> f64 {
    if a == b {
        return a;
    }
    // Near one another their difference is exact and the logarithm of their ratio is not; far from one another it is
    // the other way round.
    let is_near = (0.5..=2.0).contains(&(a / b));
    (a - b) / if is_near { libm::log1p((a - b) / b) } else { libm::log(a / b) }
}

/// The part of the change from `before` to `after` that one factor makes, which itself went from the one to the other
/// of `factor`. All are positive.
pub fn part([before, after]: [f64; 2], factor: [f64; 2]) -> f64 {
    logarithmic_mean(after, before) * libm::log(factor[1] / factor[0])
}
