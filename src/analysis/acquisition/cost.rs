//! What a new customer costs: what the merchant types in, and whose cost it is.

use serde::{Deserialize, Serialize};

use crate::analysis::Scope;
use crate::analysis::values::dimension;
use crate::history::History;
use crate::list::Listed;
use crate::money::Money;
use crate::order::{Dimension, DimensionKind};
use crate::time::{Period, PeriodKind};

/// What new customers cost and what is left of revenue.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default, deny_unknown_fields)]
#[cfg_attr(test, derive(ts_rs::TS), ts(export_to = "huitou.d.ts"))]
pub struct AcquisitionCost {
    /// Gross margin in hundredths of a percent of net revenue, 1..=10,000; `None`: not told.
    pub margin: Option<u32>,
    /// What a new customer costs of whom nothing closer is told; `None`: not told.
    pub everybody: Option<Money>,
    /// What one costs by the month of the first order, `2024-03`.
    pub months: Vec<CostOf>,
    /// What one costs by the channel of the first order. It goes before the month.
    pub channels: Vec<CostOf>,
}

/// The cost of a customer of one kind.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(test, derive(ts_rs::TS), ts(export_to = "huitou.d.ts"))]
pub struct CostOf {
    /// A month or a channel.
    pub name: String,
    /// For each new customer of it.
    pub each: Money,
}

impl AcquisitionCost {
    /// Whether any cost is told.
    pub fn has_cost(&self) -> bool {
        self.everybody.is_some() || !self.months.is_empty() || !self.channels.is_empty()
    }
}

/// The costs by what a first order is known by.
pub(super) struct Costs<'a> {
    told: &'a AcquisitionCost,
    channels: Option<&'a Dimension>,
    /// For each number of a channel its cost.
    by_channel: Vec<Option<Money>>,
    /// For each month from this one on its cost.
    first: Period,
    by_month: Vec<Option<Money>>,
}

impl<'a> Costs<'a> {
    /// Those of the scope's settings, for first orders within the window.
    pub(super) fn of(scope: &Scope<'a>) -> Option<Costs<'a>> {
        let (told, window) = (&scope.settings.acquisition, scope.window?);
        let channels = dimension(scope.orders, DimensionKind::Channel);
        let names = channels.map_or(0, |channels| channels.values.len() as u32);
        let by_channel = (0..names).map(|code| cost(&told.channels, channels?.values.get(code)));
        let month = |day| Period::of(day, PeriodKind::Month);
        let first = month(window.first_day);
        let months = (0..=month(window.as_of).steps_since(first)).map(|step| first.plus(step).to_string());
        let by_month = months.map(|name| cost(&told.months, &name));
        Some(Costs { told, channels, by_channel: by_channel.listed(), first, by_month: by_month.listed() })
    }

    /// What a customer cost, by all their orders; `None` where it is not told.
    pub(super) fn of_customer(&self, all: &History) -> Option<Money> {
        let by_channel = || *self.by_channel.get(self.channels?.code(all.orders[0] as usize) as usize)?;
        let by_month = || {
            if self.told.months.is_empty() {
                return None;
            }
            let step = Period::of(all.first_day(), PeriodKind::Month).steps_since(self.first);
            *self.by_month.get(step as usize)?
        };
        by_channel().or_else(by_month).or(self.told.everybody)
    }
}

fn cost(told: &[CostOf], name: &str) -> Option<Money> {
    told.iter().find(|cost| cost.name == name).map(|cost| cost.each)
}
