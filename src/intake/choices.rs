//! What the merchant decides about the files.

use serde::{Deserialize, Serialize};

use super::ledger::Reason;
#[cfg(doc)]
use super::question::Question;
use super::sorted_map::SortedMap;

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

/// Which of the columns that name customers are used.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
#[cfg_attr(test, derive(ts_rs::TS), ts(export_to = "huitou.d.ts"))]
pub enum KeyChoice {
    /// For each order the surest that names somebody.
    #[default]
    Surest,
    /// The surest alone: an order that it does not name a customer of is anonymous.
    FirstAlone,
    /// All but the surest, where there are several.
    WithoutFirst,
}

/// What divides the whole from its parts in the numbers of a file.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
#[cfg_attr(test, derive(ts_rs::TS), ts(export_to = "huitou.d.ts"))]
pub enum DecimalMark {
    /// `1,234.50`
    Point,
    /// `1.234,50`
    Comma,
}

/// Where the rows of an order carry its amount.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
#[cfg_attr(test, derive(ts_rs::TS), ts(export_to = "huitou.d.ts"))]
pub enum LayoutChoice {
    /// The order's total stands on its first row alone.
    FirstRow,
    /// The order's total stands on each of its rows.
    Repeated,
    /// Each row carries its own part; the order's amount is their sum.
    Parts,
}

/// What a refund beside an amount did to it.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
#[cfg_attr(test, derive(ts_rs::TS), ts(export_to = "huitou.d.ts"))]
pub enum RefundForm {
    /// The amount is what was paid: the refund is taken off.
    Subtract,
    /// The amount is what was left: it stays.
    AlreadyNet,
}

/// A time zone: its name, and the offsets from UTC that hold in it. The caller has the zone data (a browser's
/// `Intl`), the core has none.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(test, derive(ts_rs::TS), ts(export_to = "huitou.d.ts"))]
pub struct Zone {
    /// An IANA name: `Asia/Shanghai`, `UTC`.
    pub name: String,
    /// The offsets, the earliest first; the first holds before it too.
    pub offsets: Vec<ZoneOffset>,
}

/// An offset from UTC and when it begins to hold.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(test, derive(ts_rs::TS), ts(export_to = "huitou.d.ts"))]
pub struct ZoneOffset {
    /// Seconds of UTC since 1970.
    pub from: i64,
    /// Minutes east of UTC.
    pub minutes: i32,
}

/// What the merchant has decided about the files; the default is to decide nothing. Saved to a file it is a
/// mapping: it names columns and never holds a cell.
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
    /// What single columns are taken for, by their names as read (`#3` without a header): the name of a role, or
    /// `ignored`. It is asked of every file that has such a column.
    #[cfg_attr(test, ts(as = "std::collections::BTreeMap<String, String>"))]
    pub columns: SortedMap<String, String>,
    /// Whether keys of different kinds that only ever stand together are one customer's; yes where nothing is said.
    pub merge_keys: Option<bool>,
    /// How numbers are written; answer to [`Question::DecimalMark`].
    pub decimal_mark: Option<DecimalMark>,
    /// The shop's reporting zone, for stamps that carry an offset or are UTC.
    pub zone: Option<Zone>,
    /// The visitor's own zone: an answer that is offered where the zone is asked.
    pub local_zone: Option<Zone>,
    /// Where the rows of an order carry its amount.
    pub layout: Option<LayoutChoice>,
    /// What refunds beside amounts did to them.
    pub refunds: Option<RefundForm>,
    /// The encoding of the files: a WHATWG label.
    pub encoding: Option<String>,
    /// What separates cells: one character; one space for runs of spaces.
    pub delimiter: Option<String>,
    /// Answer to [`Question::Amount`]: the name of the column, or of two with ` × ` between them.
    pub amount_column: Option<String>,
    /// Answer to [`Question::DateColumn`]: the name of the column.
    pub date_column: Option<String>,
    /// Read every file as a plain table, whatever shop's export it looks like.
    pub as_plain_tables: bool,
    /// What becomes of credits.
    pub credits: Credits,
    /// Keep orders that were refunded in full, at amount 0.
    pub keep_refunded: bool,
    /// Keep orders that were cancelled or closed, as if they had not been.
    pub keep_cancelled: bool,
    /// Keep orders that were never paid, as if they had been.
    pub keep_unpaid: bool,
    /// Which of the columns that name customers are used.
    pub keys: KeyChoice,
}

impl Choices {
    /// Whether orders that are not valid for such a reason are kept.
    pub(super) fn keeps(&self, reason: Reason) -> bool {
        match reason {
            Reason::Refunded => self.keep_refunded,
            Reason::Cancelled => self.keep_cancelled,
            Reason::Unpaid => self.keep_unpaid,
            _ => false,
        }
    }
}
