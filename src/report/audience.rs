//! A list of customers in columns: it crosses from worker to page as a few arrays, not as an object a customer.

use super::{Answers, Section};
use crate::analysis::Settings;
use crate::analysis::audience::AudienceOf;
use crate::analysis::expected_value::{Forecast, Outlook};
use crate::analysis::rfm::Members;
use crate::order::Orders;

/// The customers of a list. It names persons: it is for the merchant alone, and no part of a report.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Audience {
    /// All keys, one behind the other.
    pub joined_keys: String,
    /// Where each key starts, and the last one ends: in the UTF-16 units of a JavaScript text.
    pub offsets: Vec<u32>,
    /// Days since the last order that counts.
    pub recency_days: Vec<i32>,
    /// Orders that count.
    pub orders: Vec<u32>,
    /// Their net amount in minor units.
    pub amounts: Vec<f64>,
    /// The due date by the customer's own cycle, in days since 1970; [`NO_DAY`](Audience::NO_DAY) where nobody came back.
    pub due_days: Vec<i32>,
    /// For each customer the chance not to have stopped, the order days expected in 365 days, and their value in minor
    /// units, each [`UNKNOWN`](Audience::UNKNOWN) where it is not told; empty where no model could be fitted.
    pub outlooks: Vec<f64>,
}

impl Audience {
    /// No due date.
    pub const NO_DAY: i32 = i32::MIN;
    /// No chance, order days or value.
    pub const UNKNOWN: f64 = -1.0;
    /// How many numbers [`outlooks`](Audience::outlooks) has for each customer.
    pub const OUTLOOK: usize = 3;

    /// The key of each customer.
    pub fn keys(&self) -> Vec<String> {
        let units: Vec<u16> = self.joined_keys.encode_utf16().collect();
        let key = |pair: &[u32]| units.get(pair[0] as usize..pair[1] as usize).unwrap_or_default();
        self.offsets.windows(2).map(|pair| String::from_utf16_lossy(key(pair))).collect()
    }
}

impl Answers {
    /// The customers of one list under settings, by their first order.
    pub fn audience(&mut self, orders: &Orders, settings: &Settings, of: AudienceOf) -> Audience {
        let members = self.members(orders, settings, of);
        self.listed(orders, settings, members)
    }

    fn listed(&mut self, orders: &Orders, settings: &Settings, members: Members) -> Audience {
        let due = self.due_dates(orders, settings, &members.customers);
        let mut audience = Audience { offsets: vec![0], ..Audience::default() };
        let mut end = 0;
        for customer in &members.customers {
            let key = orders.customer_key(*customer);
            audience.joined_keys.push_str(&key);
            end += key.encode_utf16().count() as u32;
            audience.offsets.push(end);
        }
        audience.due_days = due.iter().map(|day| day.map_or(Audience::NO_DAY, |day| day.0)).collect();
        audience.amounts = members.revenue.iter().map(|amount| amount.0 as f64).collect();
        Audience { recency_days: members.recency_days, orders: members.orders, ..audience }
    }

    /// The same with what is expected of them: where that is not known yet it takes long.
    pub fn audience_expected(&mut self, orders: &Orders, settings: &Settings, of: AudienceOf) -> Audience {
        let members = self.members(orders, settings, of);
        let customers = members.customers.clone();
        let mut audience = self.listed(orders, settings, members);
        let expected = self.answer(orders, settings, &[Section::ExpectedValue]);
        let expected = expected.results.expected_value.as_ref();
        let forecast: Option<Forecast> = expected.and_then(|expected| expected.forecast.clone());
        if let Some(forecast) = forecast {
            let outlooks = self.outlooks(orders, settings, &forecast, &customers);
            audience.outlooks = outlooks.into_iter().flat_map(numbers).collect();
        }
        audience
    }
}

fn numbers(outlook: Option<Outlook>) -> [f64; Audience::OUTLOOK] {
    let known = outlook.map_or([None; Audience::OUTLOOK], |of| [of.alive, Some(of.order_days), of.value]);
    known.map(|number| number.unwrap_or(Audience::UNKNOWN))
}
