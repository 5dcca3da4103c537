//! What the merchant decides about the files.

use serde::{Deserialize, Serialize};

#[cfg(doc)]
use super::question::Question;

/// What comes first in dates like 03/04/2024, or 24-03-04.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
#[cfg_attr(test, derive(ts_rs::TS), ts(export_to = "huitou.d.ts"))]
pub enum DateOrder {
    /// 3 April.
    DayFirst,
    /// 4 March.
    MonthFirst,
    /// 24-03-04 is 4 March 2024; years of four digits are no part of this.
    YearFirst,
}

/// What becomes of negative orders that name no other order.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
#[cfg_attr(test, derive(ts_rs::TS), ts(export_to = "huitou.d.ts"))]
pub enum Credits {
    /// They reduce the customer's latest earlier order of at least their amount.
    #[default]
    Reduce,
    /// They stay as orders of their own, to reproduce published tables.
    AsOrders,
}

/// What the merchant has decided about the files; the default is to decide nothing.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default, deny_unknown_fields)]
#[cfg_attr(test, derive(ts_rs::TS), ts(export_to = "huitou.d.ts"))]
pub struct Choices {
    /// Answer to [`Question::DateOrder`].
    pub date_order: Option<DateOrder>,
    /// Answer to [`Question::Customer`]: the name of the column; empty for "none of them".
    pub customer_column: Option<String>,
    /// Answer to [`Question::Currency`]: an ISO code.
    pub currency: Option<String>,
    /// What becomes of credits.
    pub credits: Credits,
    /// Keep orders that were refunded in full, at amount 0.
    pub keep_refunded: bool,
}
