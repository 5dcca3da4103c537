//! Which of a file's first records is the header: below titles and other lines that are no part of the table, of
//! one row or of several, or none at all.

use super::cell::{self, date, number};
use super::encoding;
use super::names;
use super::role::Role;
use super::shops;
use super::sorting;
use crate::list::Listed;

/// How many records are looked at.
const FIRST: usize = 30;

/// Where the header stands among the records.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(super) struct HeaderRows {
    /// Records above it: titles, a row of groups.
    pub above: usize,
    /// Whether there is one.
    pub is_there: bool,
    /// Records below it that are no data: units, the names in another language.
    pub below: usize,
}

/// What a record is, by its place.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum RowPlace {
    /// Above the header, or a further row of it.
    Beside,
    /// The header.
    Header,
    /// Data.
    Below,
}

impl HeaderRows {
    /// What the record at this position is.
    pub fn place(&self, position: usize) -> RowPlace {
        let header = usize::from(self.is_there);
        match position.checked_sub(self.above) {
            None => RowPlace::Beside,
            Some(0) if self.is_there => RowPlace::Header,
            Some(behind) if behind < header + self.below => RowPlace::Beside,
            Some(_) => RowPlace::Below,
        }
    }

    /// How many records stand before the first row of data.
    pub fn len(&self) -> usize {
        self.above + usize::from(self.is_there) + self.below
    }
}

/// The header of a file.
#[derive(Debug, Default)]
pub(super) struct Header {
    /// Where it stands.
    pub rows: HeaderRows,
    /// Its names as read, a group's name before them where the names alone say too little; empty without one.
    pub names: Vec<String>,
}

impl Header {
    /// Finds the header among the first records.
    pub fn of(records: &[Vec<Vec<u8>>]) -> Header {
        let lines: Vec<Line> = records.iter().take(FIRST).map(|record| Line::of(record)).listed();
        let Some((at, names)) = by_names(&lines).or_else(|| by_form(&lines)) else {
            let above = lines.iter().position(|line| line.is_full(&lines)).unwrap_or(0);
            return Header { rows: HeaderRows { above, ..HeaderRows::default() }, ..Header::default() };
        };
        let below = lines[at + 1..].iter().take_while(|line| line.is_words()).count();
        // Where no data follows nothing tells them from data.
        let below = if below < 3 && at + 1 + below < lines.len() { below } else { 0 };
        let rows = HeaderRows { above: at, is_there: true, below };
        Header { rows, names }
    }
}

/// One of the first records.
struct Line {
    /// Its cells; left empty where it is plainly data.
    names: Vec<String>,
    /// Cells with something in them.
    filled: usize,
    /// Cells that are numbers or dates.
    data: usize,
}

impl Line {
    fn of(record: &[Vec<u8>]) -> Line {
        let filled = record.iter().filter(|cell| !cell.trim_ascii().is_empty()).count();
        let data = record.iter().filter(|cell| is_data(cell)).count();
        let names: Vec<String> = if 2 * data >= filled.max(1) {
            Vec::new()
        } else {
            record.iter().map(|name| encoding::shown(name.trim_ascii())).listed()
        };
        Line { names, filled, data }
    }

    /// Words and not one number or date.
    fn is_words(&self) -> bool {
        self.filled > 0 && self.data == 0
    }

    /// Whether it has at least half as many cells as lines mostly have: a title has fewer.
    fn is_full(&self, lines: &[Line]) -> bool {
        let mut filled: Vec<usize> = lines.iter().map(|line| line.filled).listed();
        sorting::by_key(&mut filled, |&filled| filled);
        let usual = filled.get(filled.len() / 2).copied().unwrap_or(0);
        2 * self.filled >= usual && self.filled > usize::from(usual > 1)
    }
}

/// Whether a cell is a number or a date.
pub(super) fn is_data(cell: &[u8]) -> bool {
    let cell = cell::value(cell);
    let is_number = || number::Decimal::read(cell, number::DecimalMark::Point).is_some();
    !cell.is_empty() && (is_number() || date::read(cell).has_form())
}

/// How much names speak for a header.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
struct Score {
    is_shop: bool,
    has_orders: bool,
    known: usize,
}

impl Score {
    fn of(names: &[String]) -> Score {
        let normalised: Vec<String> = names.iter().map(|name| names::normalised(name)).listed();
        let mut known: Vec<&String> = normalised.iter().filter(|name| is_usual(name, |_| true)).listed();
        sorting::distinct(&mut known);
        let has = |test: fn(Role) -> bool| known.iter().any(|name| is_usual(name, test));
        let has_orders = has(|role| role == Role::Date) && has(Role::is_money);
        Score { is_shop: shops::by_header(&normalised).is_some(), has_orders, known: known.len() }
    }
}

/// Whether a normalised name is usual for such a role.
pub(super) fn is_usual(name: &str, test: impl Fn(Role) -> bool) -> bool {
    names::roles_of(name).any(test)
}

/// The record whose cells are names that are known, alone or with the row above it. The first that names orders
/// stays, unless a row next to it is a better part of the same header: a table further down is another one.
fn by_names(lines: &[Line]) -> Option<(usize, Vec<String>)> {
    let mut best: Option<(Score, usize, Vec<String>)> = None;
    for (at, line) in lines.iter().enumerate() {
        if best.as_ref().is_some_and(|(highest, best_at, _)| highest.has_orders && at >= best_at + 2) {
            break;
        }
        if line.filled < 2 {
            continue;
        }
        let above = at.checked_sub(1).map(|above| &lines[above]).filter(|above| above.is_words());
        let joined = above.map(|above| joined(&above.names, &line.names));
        for names in [Some(line.names.clone()), joined].into_iter().flatten() {
            let score = Score::of(&names);
            let is_header = score.is_shop || score.known > 1 && score.known > line.data;
            let is_better = match &best {
                None => true,
                Some((highest, ..)) => score > *highest,
            };
            if is_header && is_better {
                best = Some((score, at, names));
            }
        }
    }
    best.map(|(_, at, names)| (at, names))
}

/// The first record that is as full as the others, if it is all words.
fn by_form(lines: &[Line]) -> Option<(usize, Vec<String>)> {
    let at = lines.iter().position(|line| line.is_full(lines))?;
    lines[at].is_words().then(|| (at, lines[at].names.clone()))
}

/// The names of two rows: `Order` over `ID`, `Date`. A name stays as it is unless it is known with its group's alone.
fn joined(above: &[String], names: &[String]) -> Vec<String> {
    let mut group = "";
    let mut join = |(column, name): (usize, &String)| {
        group = above.get(column).map(String::as_str).filter(|group| !group.is_empty()).unwrap_or(group);
        let both = format!("{group} {name}");
        if name.is_empty() {
            return above.get(column).cloned().unwrap_or_default();
        }
        if is_usual(&names::normalised(&both), |_| true) { both } else { name.clone() }
    };
    names.iter().enumerate().map(&mut join).listed()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn header(text: &str) -> Header {
        let record = |line: &str| line.split(',').map(|cell| cell.as_bytes().to_vec()).collect();
        Header::of(&text.lines().map(record).collect::<Vec<_>>())
    }

    fn rows(text: &str) -> (usize, bool, usize) {
        let HeaderRows { above, is_there, below } = header(text).rows;
        (above, is_there, below)
    }

    #[test]
    fn headers_are_found_below_other_lines() {
        let table = "Order ID,Order Date,Total\n1,2024-01-01,5\n2,2024-01-02,6\n";
        let data = "1,2024-01-01,5\n2,2024-01-02,6\n3,2024-01-03,7\n";
        assert_eq!(rows(table), (0, true, 0));
        assert_eq!(rows(&format!("My shop\nReport generated: Jan 5, 2024\n{table}")), (2, true, 0));
        assert_eq!(rows(&format!("Period:,2024-01-01,2024-02-01\n{table}")), (1, true, 0));
        assert_eq!(rows(&format!("My shop,,\n{data}")), (1, false, 0));
        assert_eq!(rows(&format!("eins,zwei,drei\n{data}")), (0, true, 0));
        assert_eq!(rows(&format!("paid,2024-01-01,5\n{data}")), (0, false, 0));
        assert_eq!(rows(data), (0, false, 0));
        // A summary above the orders is another table.
        assert_eq!(rows(&format!("Month,Orders,Revenue\n2024-01,2,11\n{table}")), (2, true, 0));
        // So is what follows them.
        let refunds = "Refund ID,Order ID,Date,Refund Amount,Status\n1,1,2024-01-01,5,paid\n";
        assert_eq!(rows(&format!("{table}{refunds}")), (0, true, 0));
    }

    #[test]
    fn headers_of_several_rows() {
        let data = "1,2024-01-01,a,5\n2,2024-01-02,b,6\n";
        assert_eq!(rows(&format!("Order ID,Order Date,Customer,Total\n,,,USD\n{data}")), (0, true, 1));
        assert_eq!(
            rows(&format!("Order ID,Order Date,Customer,Total\n订单号,下单时间,客户,金额\n{data}")),
            (0, true, 1)
        );
        assert_eq!(
            rows(&format!("Sale,,Person,Money\nOrder ID,Order Date,Customer,Total\n{data}")),
            (1, true, 0)
        );
        let both = header(&format!("Order,Order,Customer,Total\nID,Date,Name,Amount\n{data}"));
        assert_eq!(
            (both.rows.above, both.names.join("|")),
            (1, "Order ID|Order Date|Customer Name|Total Amount".into())
        );
        let groups = header(&format!("订单,,买家,\n编号,日期,ID,金额\n{data}"));
        assert_eq!(groups.names.join("|"), "订单 编号|订单 日期|买家 ID|金额");
    }

    #[test]
    fn places_are_counted() {
        let rows = HeaderRows { above: 1, is_there: true, below: 1 };
        use RowPlace::{Below, Beside, Header};
        assert_eq!([0, 1, 2, 3].map(|at| rows.place(at)), [Beside, Header, Beside, Below]);
        let none = HeaderRows { above: 1, ..HeaderRows::default() };
        assert_eq!([0, 1].map(|at| none.place(at)), [Beside, Below]);
    }
}
