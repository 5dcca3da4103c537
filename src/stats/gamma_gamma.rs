//! What repeats are worth, where each has a mean of its own.
//!
//! **Definition.** Amounts vary around each one's own mean by a gamma distribution of shape p, and means vary because the
//! rates of these distributions are gamma distributed with shape q and rate v. With x repeats of mean m the likelihood is
//! Γ(p x + q) / (Γ(p x) Γ(q)) v^q m^(p x − 1) x^(p x) (x m + v)^−(p x + q), and the expected mean is
//! p (v + x m) / (p x + q − 1); of one without repeats p v / (q − 1), which is the mean of all. With q ≤ 1 there is no mean.
//!
//! **Source.** P. S. Fader and B. G. S. Hardie (2013), The Gamma-Gamma model of monetary value.

use serde::{Deserialize, Serialize};

use super::nelder_mead::lowest;

/// The parameters.
#[derive(Clone, Copy, Debug, PartialEq, Serialize, Deserialize)]
#[cfg_attr(test, derive(ts_rs::TS), ts(export_to = "huitou.d.ts"))]
pub struct GammaGamma {
    /// Shape of one's amounts.
    pub p: f64,
    /// Shape of the rates.
    pub q: f64,
    /// Rate of the rates, in the unit of the amounts.
    pub v: f64,
}

/// No parameter is looked for beyond these logarithms.
const LOGS: [f64; 2] = [-9.0, 9.0];

impl GammaGamma {
    /// The parameters of the highest likelihood, from the repeats and the mean amount, above 0, of each. `None` without
    /// any, where there is no mean, or where a parameter is at its bound: amounts that are all equal do not tell it.
    pub fn fit(means: &[(u32, f64)]) -> Option<GammaGamma> {
        let all = means.iter().map(|(_, mean)| mean).sum::<f64>() / means.len() as f64;
        if means.is_empty() || !all.is_finite() {
            return None;
        }
        // Amounts in units of their mean: the start then fits every currency.
        let of = |logs: &[f64]| GammaGamma { p: exp(logs, 0), q: exp(logs, 1), v: exp(logs, 2) };
        let mut loss = |logs: &[f64]| {
            let model = of(logs);
            let likelihood = |(x, mean): &(u32, f64)| model.log_likelihood(*x, mean / all);
            let is_inside = logs.iter().all(|log| (LOGS[0]..=LOGS[1]).contains(log));
            if is_inside { -means.iter().map(likelihood).sum::<f64>() } else { f64::INFINITY }
        };
        let logs = lowest(&mut loss, &[1.0, 1.0, 0.0], 0.4).0;
        let is_free = logs.iter().all(|log| *log > LOGS[0] + 0.2 && *log < LOGS[1] - 0.2);
        let found = of(&logs);
        (is_free && found.q > 1.0).then_some(GammaGamma { v: found.v * all, ..found })
    }

    /// The logarithm of the likelihood of one.
    pub fn log_likelihood(&self, repeats: u32, mean: f64) -> f64 {
        let (x, GammaGamma { p, q, v }) = (f64::from(repeats), *self);
        let shape = p * x;
        libm::lgamma(shape + q) - libm::lgamma(shape) - libm::lgamma(q)
            + q * libm::log(v)
            + (shape - 1.0) * libm::log(mean)
            + shape * libm::log(x)
            - (shape + q) * libm::log(x * mean + v)
    }

    /// The mean amount to expect of one.
    pub fn expected(&self, repeats: u32, mean: f64) -> f64 {
        let x = f64::from(repeats);
        self.p * (self.v + x * mean) / (self.p * x + self.q - 1.0)
    }
}

fn exp(logs: &[f64], at: usize) -> f64 {
    libm::exp(logs.get(at).copied().unwrap_or_default())
}
