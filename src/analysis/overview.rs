//! **Question.** How big is the shop, and how much of it comes from customers who came back?

use serde::{Deserialize, Serialize};

use super::{Scope, Share, Window};
use crate::money::Money;
use crate::time::Period;

/// The headline numbers and the series over time.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[cfg_attr(test, derive(ts_rs::TS), ts(export))]
pub struct Overview {
    /// The days looked at; `None` where no order lies in them.
    pub window: Option<Window>,
    /// Valid orders, anonymous ones included.
    #[cfg_attr(test, ts(type = "number"))]
    pub orders: u64,
    /// Valid orders without a usable customer key.
    #[cfg_attr(test, ts(type = "number"))]
    pub anonymous_orders: u64,
    /// Customers with at least one order.
    #[cfg_attr(test, ts(type = "number"))]
    pub customers: u64,
    /// Net amount of all orders.
    pub revenue: Money,
    /// Net amount of the anonymous orders.
    pub anonymous_revenue: Money,
    /// Revenue per order, half-even; `None` without orders.
    pub average_order: Option<Money>,
    /// Customers with two or more (orders or order days) among all customers.
    pub repeat_customers: Share,
    /// Orders of customers after their first one.
    #[cfg_attr(test, ts(type = "number"))]
    pub repeat_orders: u64,
    /// Revenue of customers after their first order.
    pub repeat_revenue: Money,
    /// Every period of the window in order, empty ones included.
    pub series: Vec<PeriodTotals>,
}

/// What one period brought.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[cfg_attr(test, derive(ts_rs::TS), ts(export))]
pub struct PeriodTotals {
    /// Which period.
    pub period: Period,
    /// Whether its last day lies in the window.
    pub complete: bool,
    /// Whether its first day lies before the window.
    pub cut_at_start: bool,
    /// Valid orders, anonymous ones included.
    #[cfg_attr(test, ts(type = "number"))]
    pub orders: u64,
    /// Their net amount.
    pub revenue: Money,
    /// Customers whose first order lies in it.
    #[cfg_attr(test, ts(type = "number"))]
    pub new_customers: u64,
    /// Customers with an order in it whose first order lies before it.
    #[cfg_attr(test, ts(type = "number"))]
    pub existing_customers: u64,
}

/// The results of this section.
pub fn overview(_scope: &Scope) -> Overview {
    unimplemented!()
}
