//! **Question.** How many customers buy again, and how often?

use serde::{Deserialize, Serialize};

use super::{CountBy, Scope, Share};
use crate::money::Money;
use crate::time::Period;

/// Repurchase in the whole window, by period, and how often customers order.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[cfg_attr(test, derive(ts_rs::TS), ts(export))]
pub struct Repurchase {
    /// What counts as one more purchase.
    pub count_by: CountBy,
    /// Customers with two or more in the window among those with one or more.
    pub rate: Share,
    /// Orders of known customers.
    #[cfg_attr(test, ts(type = "number"))]
    pub customer_orders: u64,
    /// Of these, the ones after a customer's first.
    #[cfg_attr(test, ts(type = "number"))]
    pub repeat_orders: u64,
    /// Their share of customers' orders; `None` without orders. No interval: orders of one customer depend
    /// on each other.
    pub repeat_order_share: Option<f64>,
    /// Net amount of known customers' orders.
    pub customer_revenue: Money,
    /// Net amount of the repeat orders.
    pub repeat_revenue: Money,
    /// `repeat_revenue` over `customer_revenue`; `None` where the latter is not positive.
    pub repeat_revenue_share: Option<f64>,
    /// The rate inside each period of the window, empty ones included.
    pub periods: Vec<PeriodRate>,
    /// Exactly 1, 2, ..., 9 and 10 or more purchases; always ten rows.
    pub distribution: Vec<CountRow>,
}

/// Repurchase inside one period.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[cfg_attr(test, derive(ts_rs::TS), ts(export))]
pub struct PeriodRate {
    /// Which period.
    pub period: Period,
    /// Whether its last day lies in the window.
    pub complete: bool,
    /// Whether its first day lies before the window.
    pub cut_at_start: bool,
    /// Customers with two or more purchases inside it among those with one or more.
    pub rate: Share,
}

/// Customers with a certain number of purchases.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[cfg_attr(test, derive(ts_rs::TS), ts(export))]
pub struct CountRow {
    /// Purchases: 1..=10, where 10 stands for 10 or more.
    pub purchases: u32,
    /// How many customers, of all.
    pub customers: Share,
    /// Orders of these customers.
    #[cfg_attr(test, ts(type = "number"))]
    pub orders: u64,
    /// Their net amount.
    pub revenue: Money,
}

/// The results of this section.
pub fn repurchase(_scope: &Scope) -> Repurchase {
    unimplemented!()
}
