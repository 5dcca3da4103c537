//! How often something repeats, and when it stops for good without saying so: three models, fitted and compared.
//!
//! **Definition.** While it lasts each track repeats at random at a rate of its own; rates vary by a gamma distribution.
//! The models differ in how it ends: after each repeat with a chance of its own, the chances beta distributed (BG/NBD);
//! the same, and with that chance before the first repeat too (MBG/NBD); at any time at a rate of its own, those rates
//! gamma distributed (Pareto/NBD). The parameters are those of the highest likelihood.
//!
//! **Units.** Times in any one unit; rates are in that unit.
//!
//! **Sources.** P. S. Fader, B. G. S. Hardie and K. L. Lee (2005), Marketing Science 24, 275-284 (BG/NBD); E. P. Batislam,
//! M. Denizel and A. Filiztekin (2007), International Journal of Research in Marketing 24, 201-209 (MBG/NBD);
//! D. C. Schmittlein, D. G. Morrison and R. Colombo (1987), Management Science 33, 1-24 (Pareto/NBD).

use serde::{Deserialize, Serialize};

use super::nelder_mead::lowest;
use super::{beta_geometric, pareto_nbd};

/// What was seen of one.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Track {
    /// How often it repeated.
    pub repeats: u32,
    /// The time of the last repeat since the beginning; 0 without repeats.
    pub last: f64,
    /// For how long it was watched since the beginning.
    pub watched: f64,
}

/// How it ends.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
#[cfg_attr(test, derive(ts_rs::TS), ts(export_to = "huitou.d.ts"))]
pub enum Model {
    /// With a chance after each repeat.
    BgNbd,
    /// With a chance at the beginning and after each repeat.
    MbgNbd,
    /// At any time.
    ParetoNbd,
}

/// r, α, a, b of [`Model::BgNbd`] and [`Model::MbgNbd`]; r, α, s, β of [`Model::ParetoNbd`].
pub type Parameters = [f64; 4];

/// No parameter is looked for beyond: one that comes near is at its bound.
const LOGS: [f64; 2] = [-9.0, 9.0];
/// So near a bound in its logarithm a parameter is at it.
const NEAR: f64 = 0.1;

impl Model {
    /// All of them.
    pub const ALL: [Model; 3] = [Model::BgNbd, Model::MbgNbd, Model::ParetoNbd];

    /// The logarithm of the likelihood of one track.
    pub fn log_likelihood(self, parameters: &Parameters, track: &Track) -> f64 {
        match self {
            Model::BgNbd => beta_geometric::log_likelihood(parameters, track, 0),
            Model::MbgNbd => beta_geometric::log_likelihood(parameters, track, 1),
            Model::ParetoNbd => pareto_nbd::log_likelihood(parameters, track),
        }
    }

    /// The chance that it has not ended, 0..=1.
    pub fn alive(self, parameters: &Parameters, track: &Track) -> f64 {
        match self {
            Model::BgNbd => beta_geometric::alive(parameters, track, 0),
            Model::MbgNbd => beta_geometric::alive(parameters, track, 1),
            Model::ParetoNbd => pareto_nbd::alive(parameters, track),
        }
    }

    /// How many repeats are expected in a time after it was watched.
    pub fn expected(self, parameters: &Parameters, track: &Track, time: f64) -> f64 {
        self.outlook(parameters, track, time)[1]
    }

    /// [`Model::alive`], and [`Model::expected`] in a time.
    pub fn outlook(self, parameters: &Parameters, track: &Track, time: f64) -> [f64; 2] {
        let alive = self.alive(parameters, track);
        let while_alive = match self {
            Model::BgNbd => beta_geometric::expected(parameters, track, time, 0),
            Model::MbgNbd => beta_geometric::expected(parameters, track, time, 1),
            Model::ParetoNbd => pareto_nbd::expected(parameters, track, time),
        };
        [alive, while_alive * alive]
    }

    /// The chance to end rather than to repeat once more, at mean chances and rates, 0..=1.
    pub fn drop_out(self, [r, alpha, s, beta]: &Parameters) -> f64 {
        match self {
            Model::BgNbd | Model::MbgNbd => s / (s + beta),
            Model::ParetoNbd => (s / beta) / (s / beta + r / alpha),
        }
    }

    /// The parameters of the highest likelihood, from what was seen and how often each was.
    pub fn fit(self, tracks: &[(Track, f64)], start: &Parameters) -> Parameters {
        let mut loss = |logs: &[f64]| {
            let parameters = read(logs);
            let likelihood = |(track, times): &(Track, f64)| times * self.log_likelihood(&parameters, track);
            if is_inside(logs) { -tracks.iter().map(likelihood).sum::<f64>() } else { f64::INFINITY }
        };
        let logs = start.map(|parameter| libm::log(parameter).clamp(LOGS[0] + NEAR, LOGS[1] - NEAR));
        read(&lowest(&mut loss, &logs, 0.4).0)
    }
}

/// Whether a parameter is at its bound: what was seen does not tell it.
pub fn is_at_bound(parameters: &Parameters) -> bool {
    let free = LOGS[0] + 2.0 * NEAR..=LOGS[1] - 2.0 * NEAR;
    parameters.iter().any(|parameter| !free.contains(&libm::log(*parameter)))
}

fn is_inside(logs: &[f64]) -> bool {
    logs.iter().all(|log| (LOGS[0]..=LOGS[1]).contains(log))
}

fn read(logs: &[f64]) -> Parameters {
    std::array::from_fn(|at| libm::exp(logs.get(at).copied().unwrap_or_default()))
}
