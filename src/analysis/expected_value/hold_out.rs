//! How well each model would have told what came: fitted on the first part of the window, judged by the last.

use serde::{Deserialize, Serialize};

use super::seen::{Seen, WEEK, alike, fitted, seen};
use crate::analysis::Scope;
use crate::stats::drop_out::{Model, Parameters, is_at_bound};
use crate::time::Day;

/// The last part of the window, which the models did not see.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[cfg_attr(test, derive(ts_rs::TS), ts(export_to = "huitou.d.ts"))]
pub struct HoldOut {
    /// The last day that the models saw.
    pub seen_until: Day,
    /// How many days after it they were asked for.
    pub days: u32,
    /// Customers who had first ordered by then.
    pub customers: u64,
    /// The order days that came from them.
    pub order_days: u64,
    /// The models that could be fitted.
    pub models: Vec<ModelCheck>,
    /// By how many repeat order days customers had by then, as the chosen model expected it; empty where none is chosen.
    pub rows: Vec<CheckRow>,
}

/// One model against what came.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[cfg_attr(test, derive(ts_rs::TS), ts(export_to = "huitou.d.ts"))]
pub struct ModelCheck {
    /// Which one.
    pub model: Model,
    /// The order days that it expected.
    pub expected: f64,
    /// Root of the mean squared error, in order days a customer.
    pub rmse: f64,
    /// What it was fitted to up to [`HoldOut::seen_until`].
    pub parameters: Parameters,
}

/// Customers with so many repeat order days.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[cfg_attr(test, derive(ts_rs::TS), ts(export_to = "huitou.d.ts"))]
pub struct CheckRow {
    /// So many, and in the last row so many or more.
    pub repeats: u32,
    /// How many customers.
    pub customers: u64,
    /// The order days that came from them.
    pub order_days: u64,
    /// The order days that were expected.
    pub expected: f64,
}

/// A smaller chance to stop rather than to order again cannot be told from none.
const LEAST_DROP_OUT: f64 = 0.001;
/// The last row of the check is for so many repeats or more.
const LAST_ROW: usize = 7;
/// Errors up to so much larger than the smallest are as good as it.
const AS_GOOD: f64 = 1.01;
/// From where the search starts.
const START: Parameters = [1.0, 10.0, 1.0, 10.0];

/// The models judged by the days after `seen_until`, and the one to take with its parameters from all of the window.
pub fn judged(scope: &Scope, seen_until: Day, as_of: Day) -> (HoldOut, Option<(Model, Parameters)>) {
    judged_by(seen(scope, seen_until), seen(scope, as_of), seen_until, as_of)
}

/// The same by what was seen at each of both ends.
pub(super) fn judged_by(
    mut earlier: Vec<Seen>,
    mut all: Vec<Seen>,
    seen_until: Day,
    as_of: Day,
) -> (HoldOut, Option<(Model, Parameters)>) {
    earlier.sort_unstable();
    all.sort_unstable();
    let days = as_of.days_since(seen_until) as u32;
    let tracks = fitted(&earlier);
    let mut models = Vec::new();
    for model in Model::ALL {
        let parameters = model.fit(&tracks, &START);
        if sees_drop_out(model, &parameters) {
            models.push(check(model, parameters, &earlier, days));
        }
    }
    let chosen = choose(&models, &all);
    let is_chosen = |check: &&ModelCheck| chosen.is_some_and(|(model, _)| model == check.model);
    let rows = models.iter().find(is_chosen).map(|check| rows(check, &earlier, days)).unwrap_or_default();
    let order_days = earlier.iter().map(|seen| u64::from(seen.later())).sum();
    (HoldOut { seen_until, days, customers: earlier.len() as u64, order_days, models, rows }, chosen)
}

fn sees_drop_out(model: Model, parameters: &Parameters) -> bool {
    model.drop_out(parameters) >= LEAST_DROP_OUT && !is_at_bound(parameters)
}

fn check(model: Model, parameters: Parameters, seen: &[Seen], days: u32) -> ModelCheck {
    let (mut expected, mut squares) = (0.0, 0.0);
    for same in alike(seen) {
        let each = model.expected(&parameters, &same[0].track(), f64::from(days) / WEEK);
        expected += each * same.len() as f64;
        for seen in same {
            let error = each - f64::from(seen.later());
            squares += error * error;
        }
    }
    let rmse = (squares / seen.len().max(1) as f64).sqrt();
    ModelCheck { model, expected, rmse, parameters }
}

/// Of the models with about the smallest error the one under which all of the window is likeliest.
fn choose(models: &[ModelCheck], all: &[Seen]) -> Option<(Model, Parameters)> {
    let least = models.iter().map(|check| check.rmse).fold(f64::INFINITY, f64::min);
    let tracks = fitted(all);
    let mut close = Vec::new();
    for check in models.iter().filter(|check| check.rmse <= least * AS_GOOD) {
        let parameters = check.model.fit(&tracks, &check.parameters);
        if sees_drop_out(check.model, &parameters) {
            close.push((check.model, parameters));
        }
    }
    if close.len() < 2 {
        return close.pop();
    }
    let mut best: Option<(f64, (Model, Parameters))> = None;
    for (model, parameters) in close {
        let one = |same: &[Seen]| same.len() as f64 * model.log_likelihood(&parameters, &same[0].track());
        let likelihood = alike(all).map(one).sum::<f64>();
        if best.is_none_or(|(most, _)| likelihood > most) {
            best = Some((likelihood, (model, parameters)));
        }
    }
    best.map(|(_, chosen)| chosen)
}

fn rows(check: &ModelCheck, seen: &[Seen], days: u32) -> Vec<CheckRow> {
    let row = |repeats| CheckRow { repeats, customers: 0, order_days: 0, expected: 0.0 };
    let mut rows: Vec<CheckRow> = (0..=LAST_ROW as u32).map(row).collect();
    for same in alike(seen) {
        let track = same[0].track();
        let row = &mut rows[(track.repeats as usize).min(LAST_ROW)];
        row.customers += same.len() as u64;
        row.order_days += same.iter().map(|seen| u64::from(seen.later())).sum::<u64>();
        let each = check.model.expected(&check.parameters, &track, f64::from(days) / WEEK);
        row.expected += each * same.len() as f64;
    }
    rows
}
