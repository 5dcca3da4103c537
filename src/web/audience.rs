//! A list of customers as typed arrays, whose memory a worker hands over instead of copying it.

use wasm_bindgen::prelude::*;

use crate::report;

/// The columns of a list, one entry a customer.
#[wasm_bindgen(getter_with_clone)]
pub struct Audience {
    /// All keys, one behind the other.
    pub keys: String,
    /// Where each key starts in `keys`, and the last one ends.
    pub offsets: Vec<u32>,
    /// Days since the last order.
    #[wasm_bindgen(js_name = recencyDays)]
    pub recency_days: Vec<i32>,
    /// Orders.
    pub orders: Vec<u32>,
    /// Net amount in minor units.
    pub amounts: Vec<f64>,
    /// Due date in days since 1970, or the least number there is.
    #[wasm_bindgen(js_name = dueDays)]
    pub due_days: Vec<i32>,
    /// The chance not to have stopped, order days expected and their value; empty, or -1 where not known.
    pub outlooks: Vec<f64>,
}

impl From<report::Audience> for Audience {
    fn from(list: report::Audience) -> Audience {
        let report::Audience {
            joined_keys: keys,
            offsets,
            recency_days,
            orders,
            amounts,
            due_days,
            outlooks,
        } = list;
        Audience { keys, offsets, recency_days, orders, amounts, due_days, outlooks }
    }
}
