//! What names and first rows give away of the dates and the money, beside which column is which.

use super::DateOrder;
use super::currency_name;
use super::role::Role;
use super::sorted_map::SortedMap;
use super::table::Table;

/// What is given away.
#[derive(Clone, Debug, Default)]
pub(super) struct Hints {
    /// Whether the dates' own name, or the zone beside them, says UTC.
    pub is_utc: bool,
    /// The zone that a column names, or several; not UTC.
    pub zone: Option<String>,
    /// What comes first in dates where the shop always writes them so.
    pub date_order: Option<DateOrder>,
    /// The sign in front of amounts, where it is that of several currencies.
    pub sign: Option<&'static str>,
}

impl Hints {
    /// Looks at the first rows.
    pub fn of(table: &Table<'_>, columns: &SortedMap<Role, usize>) -> Hints {
        let date = columns.get(&Role::Date).copied();
        let says_utc = |name: &str| name.ends_with("utc") || name.ends_with("gmt");
        let zones = columns.get(&Role::TimeZone).map_or(Vec::new(), |&column| zones(table, column));
        let zone = zones.join(", ");
        let is_utc =
            date.is_some_and(|date| says_utc(&table.normalised[date])) || matches!(&*zone, "UTC" | "GMT");
        let month_first = table.shop.and_then(|shop| shop.month_first_zone);
        let by_zone = month_first.filter(|words| zone.contains(words)).map(|_| DateOrder::MonthFirst);
        Hints {
            is_utc,
            zone: Some(zone).filter(|zone| !zone.is_empty() && !is_utc),
            date_order: table.shop.and_then(|shop| shop.date_order).or(by_zone),
            sign: columns.get(&Role::Currency).map_or_else(|| sign(table, columns), |_| None),
        }
    }
}

/// The distinct zones of the first rows; a shop with tills in several places has several.
fn zones(table: &Table<'_>, column: usize) -> Vec<String> {
    const MOST: usize = 3;
    let mut zones: Vec<String> = Vec::new();
    for cell in table.values(column) {
        let zone = table.decoded(cell);
        if zones.len() < MOST && !zones.contains(&zone) {
            zones.push(zone);
        }
    }
    zones
}

/// `$` and `¥` without letters are signs of several currencies, where no heading names one by its code.
fn sign(table: &Table<'_>, columns: &SortedMap<Role, usize>) -> Option<&'static str> {
    const WRITTEN: [(&str, &str); 4] = [("$", "$"), ("&#36;", "$"), ("¥", "¥"), ("￥", "¥")];
    let has = |text: &[u8], sign: &str| {
        let at = text.windows(sign.len()).position(|window| window == sign.as_bytes());
        at.is_some_and(|at| !text[..at].last().is_some_and(u8::is_ascii_alphabetic))
    };
    let found = |text: &[u8]| WRITTEN.into_iter().find(|(form, _)| has(text, form)).map(|(_, sign)| sign);
    let money = columns.iter().filter(|(role, _)| role.is_money()).map(|(_, &column)| column);
    let names = || money.clone().map(|column| table.names[column].as_str());
    if names().any(|name| currency_name::of(name).is_some() && found(name.as_bytes()).is_none()) {
        return None;
    }
    let mut texts = names().map(str::as_bytes).chain(money.clone().flat_map(|column| table.values(column)));
    texts.find_map(found)
}
