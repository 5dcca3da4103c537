//! Pareto/NBD: it may end at any time.
//!
//! **Definition.** With x repeats, the last at t, watched for T, and D(u) = (α + u)^−(r + x) (β + u)^−s, the likelihood is
//! Γ(r + x) / Γ(r) α^r β^s times D(T) + s / (r + s + x) (D(t) K(t) − D(T) K(T)). K(u) is ₂F₁(1, r + x; r + s + x + 1; z) with
//! z = (α − β) / (α + u) where α ≥ β, else ₂F₁(1, s + 1; r + s + x + 1; z) (α + u) / (β + u) with z = (β − α) / (β + u): Euler's
//! transformation of the published form, whose own terms overflow at some 200 repeats.
//!
//! **Sources.** D. C. Schmittlein, D. G. Morrison and R. Colombo (1987), Management Science 33, 1-24; P. S. Fader and
//! B. G. S. Hardie (2005), A note on deriving the Pareto/NBD model and related expressions.

use super::drop_out::{Parameters, Track};
use super::hypergeometric::with_one;
use super::rising::ln_rising;

pub(super) fn log_likelihood(parameters: &Parameters, track: &Track) -> f64 {
    let [r, alpha, s, beta] = *parameters;
    let common = ln_rising(r, track.repeats) + r * libm::log(alpha) + s * libm::log(beta);
    let share = s / (r + s + f64::from(track.repeats));
    let silence = libm::exp(-silence(parameters, track));
    let ends = silence * (1.0 - share * k(parameters, track.repeats, track.watched));
    common
        + ln_d(parameters, track.repeats, track.last)
        + libm::log(ends + share * k(parameters, track.repeats, track.last))
}

pub(super) fn alive(parameters: &Parameters, track: &Track) -> f64 {
    let share = parameters[2] / (parameters[0] + parameters[2] + f64::from(track.repeats));
    let before = libm::exp(silence(parameters, track)) * k(parameters, track.repeats, track.last);
    1.0 / (1.0 + share * (before - k(parameters, track.repeats, track.watched)))
}

/// Of one that has not ended.
pub(super) fn expected([r, alpha, s, beta]: &Parameters, track: &Track, time: f64) -> f64 {
    let rate = (r + f64::from(track.repeats)) / (alpha + track.watched);
    let grown = libm::log1p(time / (beta + track.watched));
    // (1 − exp(−(s − 1) grown)) / (s − 1), which is `grown` where s is 1.
    let lasting = if *s == 1.0 { grown } else { -libm::expm1((1.0 - s) * grown) / (s - 1.0) };
    rate * (beta + track.watched) * lasting
}

/// ln (D(t) / D(T)): how much more likely the silence since the last repeat is if it has ended.
fn silence(parameters: &Parameters, track: &Track) -> f64 {
    ln_d(parameters, track.repeats, track.last) - ln_d(parameters, track.repeats, track.watched)
}

fn ln_d([r, alpha, s, beta]: &Parameters, repeats: u32, time: f64) -> f64 {
    -(r + f64::from(repeats)) * libm::log(alpha + time) - s * libm::log(beta + time)
}

fn k([r, alpha, s, beta]: &Parameters, repeats: u32, time: f64) -> f64 {
    let x = f64::from(repeats);
    let c = r + s + x + 1.0;
    if alpha >= beta {
        with_one(r + x, c, (alpha - beta) / (alpha + time))
    } else {
        with_one(s + 1.0, c, (beta - alpha) / (beta + time)) * (alpha + time) / (beta + time)
    }
}
