//! The five stages and the rule that tells them.

use huitou_columns::standings::Levels;
use serde::{Deserialize, Serialize};

/// Where a customer is, with g days since the last order and their own cycle c.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
#[cfg_attr(test, derive(ts_rs::TS), ts(export_to = "huitou.d.ts"))]
pub enum Stage {
    /// One purchase, g <= c.
    New,
    /// Two or more, fewer than make it mature, g <= 1.5 c.
    Growing,
    /// Four or more, g <= 1.5 c.
    Mature,
    /// None of these, g <= 3 c.
    Dormant,
    /// g > 3 c.
    Lost,
}

impl Stage {
    /// From the first purchase on.
    pub const ALL: [Stage; 5] = [Stage::New, Stage::Growing, Stage::Mature, Stage::Dormant, Stage::Lost];
}

/// What the merchant can set of the stages.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default, deny_unknown_fields)]
#[cfg_attr(test, derive(ts_rs::TS), ts(export_to = "huitou.d.ts"))]
pub struct LifecycleRule {
    /// Up to so many percent of their cycle customers with several purchases are active; later they are dormant.
    pub active_percent: u32,
    /// After so many percent of their cycle customers are lost.
    pub lost_percent: u32,
    /// From so many purchases on customers are mature.
    pub mature_from: u32,
    /// The same cycle for everybody, in days; `None`: each customer's own.
    pub cycle_days: Option<u32>,
}

impl Default for LifecycleRule {
    fn default() -> LifecycleRule {
        LifecycleRule { active_percent: 150, lost_percent: 300, mature_from: 4, cycle_days: None }
    }
}

impl LifecycleRule {
    /// What tells the stages, in the order of [`Stage::ALL`].
    pub(super) fn levels(&self) -> Levels {
        let active = self.active_percent;
        Levels { often: self.mature_from, lately: [100, active, active], gone: self.lost_percent }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_edges_of_a_cycle_of_twenty_days() {
        let levels = LifecycleRule::default().levels();
        let stage = |purchases, days| Stage::ALL[levels.on(purchases, days, 2_000)];
        assert_eq!([stage(1, 20), stage(1, 21), stage(1, 61)], [Stage::New, Stage::Dormant, Stage::Lost]);
        assert_eq!(
            [stage(3, 30), stage(3, 31), stage(3, 60)],
            [Stage::Growing, Stage::Dormant, Stage::Dormant]
        );
        assert_eq!([stage(4, 30), stage(9, 31), stage(9, 61)], [Stage::Mature, Stage::Dormant, Stage::Lost]);
    }
}
