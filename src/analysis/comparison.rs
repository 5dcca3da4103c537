//! Two groups of customers side by side: which one has the larger share, and whether that can be told.

use serde::{Deserialize, Serialize};

use super::Share;
use crate::stats::newcombe::{self, Difference};

/// Two shares of customers who are not counted in both.
#[derive(Clone, Copy, Debug, PartialEq, Serialize, Deserialize)]
#[cfg_attr(test, derive(ts_rs::TS), ts(export_to = "huitou.d.ts"))]
pub struct Comparison {
    /// Of the first group.
    pub first: Share,
    /// Of the second one.
    pub second: Share,
    /// The first less the second, with Newcombe's interval; `None` where a group is empty.
    pub difference: Option<Difference>,
}

impl Comparison {
    /// Compares the two.
    pub fn of(first: Share, second: Share) -> Comparison {
        let difference = newcombe::difference((first.part, first.whole), (second.part, second.whole));
        Comparison { first, second, difference }
    }
}
