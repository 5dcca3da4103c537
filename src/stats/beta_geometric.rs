//! BG/NBD, and MBG/NBD, which has one more chance to end: at the beginning.
//!
//! **Definition.** With x repeats, the last at t, watched for T, and b′ = b, or b + 1 in MBG/NBD, the likelihood is
//! Γ(r + x) / Γ(r) α^r B(a, b′ + x) / B(a, b) times (α + T)^−(r + x) + a / (b′ + x − 1) (α + t)^−(r + x), the second only
//! with x > 0 in BG/NBD.
//!
//! **Sources.** P. S. Fader, B. G. S. Hardie and K. L. Lee (2005), Marketing Science 24, 275-284, equations 6 and 10;
//! E. P. Batislam, M. Denizel and A. Filiztekin (2007). Expected repeats also after Euler's transformation.

use super::drop_out::{Parameters, Track};
use super::hypergeometric::hypergeometric;
use super::rising::ln_rising;

/// a = 1 and c = 0 divide by nothing, and stand for what is near them.
const NEAR: f64 = 1e-5;

/// `at_start`: 1 where it can end at the beginning, else 0.
pub(super) fn log_likelihood([r, alpha, a, b]: &Parameters, track: &Track, at_start: u32) -> f64 {
    let (x, power) = (track.repeats, r + f64::from(track.repeats));
    let common = ln_rising(*r, x) + r * libm::log(*alpha) + ln_rising(*b, x + at_start)
        - ln_rising(a + b, x + at_start);
    let (last, watched) = (libm::log(alpha + track.last), libm::log(alpha + track.watched));
    common - power * last + libm::log(libm::exp(power * (last - watched)) + weight(*a, *b, x, at_start))
}

/// How likely it was to end with the last repeat rather than to go on.
fn weight(a: f64, b: f64, x: u32, at_start: u32) -> f64 {
    if x + at_start == 0 { 0.0 } else { a / (b + f64::from(x + at_start) - 1.0) }
}

pub(super) fn alive([r, alpha, a, b]: &Parameters, track: &Track, at_start: u32) -> f64 {
    let power = r + f64::from(track.repeats);
    let silence = power * (libm::log(alpha + track.watched) - libm::log(alpha + track.last));
    1.0 / (1.0 + weight(*a, *b, track.repeats, at_start) * libm::exp(silence))
}

/// Of one that has not ended.
pub(super) fn expected(parameters: &Parameters, track: &Track, time: f64, at_start: u32) -> f64 {
    let [r, alpha, a, b] = *parameters;
    let a = if (a - 1.0).abs() < NEAR { 1.0 + NEAR } else { a };
    let c = a + b + f64::from(at_start + track.repeats) - 1.0;
    let c = if c.abs() < NEAR { NEAR } else { c };
    let z = time / (alpha + track.watched + time);
    let power = r + f64::from(track.repeats);
    // The published form grows too far where there are many repeats, Euler's where a is large.
    let (series, exponent) = if a > power {
        (hypergeometric(power, b + f64::from(at_start + track.repeats), c, z), power)
    } else {
        (hypergeometric(a + b + f64::from(at_start) - 1.0 - r, a - 1.0, c, z), a - 1.0)
    };
    let lasting = c / (a - 1.0) * (1.0 - libm::exp(exponent * libm::log1p(-z)) * series);
    lasting.max(0.0)
}
