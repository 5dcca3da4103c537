//! Rising factorials, as logarithms: a (a + 1) … (a + n − 1) = Γ(a + n) / Γ(a).

/// Up to here a product neither overflows nor underflows for any parameter that a fit may try.
const PRODUCT: u32 = 16;

/// ln Γ(a + n) − ln Γ(a), for a > 0. A product where n is small: exact for a of any size, and free where n is 0.
///
/// ```
/// use huitou::stats::rising::ln_rising;
/// // 3 x 4 x 5 = 60.
/// assert!((ln_rising(3.0, 3) - 60f64.log10() * std::f64::consts::LN_10).abs() < 1e-12);
/// assert_eq!(ln_rising(0.5, 0), 0.0);
/// ```
pub fn ln_rising(a: f64, n: u32) -> f64 {
    if n > PRODUCT {
        return libm::lgamma(a + f64::from(n)) - libm::lgamma(a);
    }
    if n == 0 { 0.0 } else { libm::log((0..n).fold(1.0, |product, i| product * (a + f64::from(i)))) }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn product_and_gamma_meet() {
        // 17 factors by gamma, and by 16 factors and one more.
        for a in [0.02, 0.7, 5.0, 900.0] {
            let stepwise = ln_rising(a, 16) + libm::log(a + 16.0);
            assert!((ln_rising(a, 17) - stepwise).abs() < 1e-9, "{a}");
        }
    }
}
