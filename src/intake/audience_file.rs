//! A list of customers given back: whom a campaign was for, and who was held out.
//!
//! It is told from an export of orders by its header: the customer, and either a group with a word of ours in the first
//! row, or a reason and a date. Lists are written in UTF-8; a spreadsheet may have saved them in another encoding, so they
//! are decoded as files of orders are.

use super::delimiter::Delimiter;
use super::dialect::Dialect;
use super::exact_records::ExactRecords;
use super::identity::{half_width, key_value};
use super::names::normalised;
use super::text_stream::TextStream;
use super::{Choices, Decode};
use crate::error::Trouble;
use crate::list::Listed;
use crate::order::{Orders, Recipient, Recipients, Treatment};
use crate::time::Day;

const CUSTOMERS: &[&str] = &["customer", "客户", "key", "客户标识"];
const GROUPS: &[&str] = &["group", "分组", "组别"];
const DATES: &[&str] = &["date", "日期", "活动日期", "campaigndate"];
const REASONS: &[&str] = &["reason", "原因"];
const TREATED: &[&str] = &["treated", "treatment", "触达", "实验组"];
const CONTROL: &[&str] = &["control", "heldout", "对照", "对照组"];

/// The rows of a list of customers, by key.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct AudienceFile {
    /// The key as a customer's is kept, the day, what was done; by key, each once.
    rows: Vec<(String, Option<Day>, Option<Treatment>)>,
    repeated: u64,
}

/// Where the columns stand.
struct Columns {
    customer: usize,
    group: Option<usize>,
    date: Option<usize>,
}

impl AudienceFile {
    /// The text of a list, or of its beginning; empty where it is no text.
    pub fn text(bytes: &[u8], decoder: &dyn Decode) -> String {
        let text = decoded(bytes, decoder).unwrap_or_default();
        String::from_utf8_lossy(&text).into_owned()
    }

    /// Whether a text begins like a list.
    pub fn is_one(beginning: &str) -> bool {
        let mut rows = Rows::of(beginning);
        let header = rows.next();
        let Some(columns) = header.as_ref().and_then(|header| Columns::of(header)) else { return false };
        let has_reason = header.is_some_and(|header| position(&header, REASONS).is_some());
        let first = rows.next().unwrap_or_default();
        let group = columns.group.and_then(|at| first.get(at));
        group.is_some_and(|group| treatment(group).is_some())
            || columns.group.is_none() && columns.date.is_some() && has_reason
    }

    /// Reads a list; `None` where it is none.
    pub fn read(text: &str) -> Option<AudienceFile> {
        let mut all = Rows::of(text);
        let columns = Columns::of(&all.next()?)?;
        let mut rows = Vec::new();
        for cells in all {
            let cell = |at: Option<usize>| at.and_then(|at| cells.get(at)).map_or("", String::as_str);
            let key = key(cell(Some(columns.customer)));
            if !key.is_empty() {
                rows.push((key, day(cell(columns.date)), treatment(cell(columns.group))));
            }
        }
        // Of equal keys the first row stays first.
        let given = rows.len();
        rows.sort_by(|a, b| a.0.cmp(&b.0));
        rows.dedup_by(|a, b| a.0 == b.0);
        let repeated = (given - rows.len()) as u64;
        Some(AudienceFile { rows, repeated })
    }

    /// Its customers in a store. Of two customers whose keys have one value, an account and a telephone, the first one.
    pub fn recipients(&self, orders: &Orders) -> Recipients {
        let mut is_found = vec![false; self.rows.len()];
        let mut found = Vec::new();
        for customer in 0..orders.customer_count() as u32 {
            let key = orders.customer_key(customer);
            let value = key_value(&key);
            let Ok(at) = self.rows.binary_search_by(|row| row.0.as_str().cmp(value)) else { continue };
            if !std::mem::replace(&mut is_found[at], true) {
                let (_, day, treatment) = self.rows[at];
                found.push(Recipient { customer, day, treatment });
            }
        }
        let not_found = (self.rows.len() - found.len()) as u64;
        Recipients { found, not_found, repeated: self.repeated }
    }
}

fn decoded(bytes: &[u8], decoder: &dyn Decode) -> Result<Vec<u8>, Trouble> {
    let (mut stream, choices) = (TextStream::new(), Choices::default());
    let mut text = stream.push(bytes, &choices, decoder)?.into_owned();
    text.extend(stream.finish(&choices, decoder)?);
    Ok(text)
}

impl Columns {
    fn of(header: &[String]) -> Option<Columns> {
        let customer = position(header, CUSTOMERS)?;
        Some(Columns { customer, group: position(header, GROUPS), date: position(header, DATES) })
    }
}

fn position(header: &[String], names: &[&str]) -> Option<usize> {
    header.iter().position(|name| names.contains(&normalised(name).as_str()))
}

fn treatment(cell: &str) -> Option<Treatment> {
    let word = normalised(cell);
    let is_of = |words: &[&str]| words.contains(&word.as_str());
    if is_of(TREATED) {
        return Some(Treatment::Treated);
    }
    is_of(CONTROL).then_some(Treatment::Control)
}

/// As a customer's key is normalised, without the apostrophe that keeps it from being a formula.
fn key(cell: &str) -> String {
    let text: String = cell.chars().map(half_width).collect::<String>().to_ascii_lowercase();
    let text = text.trim();
    let formula = text.strip_prefix('\'').filter(|rest| rest.starts_with(['=', '+', '-', '@']));
    formula.unwrap_or(text).to_string()
}

/// Year, month, day, as we write it or as a spreadsheet may have written it anew.
fn day(cell: &str) -> Option<Day> {
    cell.trim().replace(['/', '.'], "-").parse().ok()
}

/// The records of a text.
struct Rows<'a> {
    rest: &'a [u8],
    records: ExactRecords,
}

impl<'a> Rows<'a> {
    fn of(text: &'a str) -> Rows<'a> {
        let text = text.trim_start_matches('\u{feff}');
        let header = text.lines().next().unwrap_or_default();
        let count = |byte: &u8| header.bytes().filter(|found| found == byte).count();
        let delimiter = [b',', b';', b'\t'].into_iter().rev().max_by_key(|byte| count(byte)).unwrap_or(b',');
        let records = ExactRecords::new(Dialect::standard(Delimiter::Byte(delimiter)));
        Rows { rest: text.as_bytes(), records }
    }

    fn cells(&mut self) -> Vec<String> {
        let record = self.records.take(0);
        record.cells().map(|cell| String::from_utf8_lossy(cell).into_owned()).listed()
    }
}

impl Iterator for Rows<'_> {
    type Item = Vec<String>;

    fn next(&mut self) -> Option<Vec<String>> {
        if self.rest.is_empty() {
            return None;
        }
        // A last line without its end is a record too.
        let mut end: &[u8] = b"\n";
        loop {
            let is_rest = !self.rest.is_empty();
            let input = if is_rest { self.rest } else { end };
            let (is_whole, read) = self.records.read(input).ok()?;
            let left = &input[read..];
            *(if is_rest { &mut self.rest } else { &mut end }) = left;
            if is_whole {
                return Some(self.cells());
            }
            if self.rest.is_empty() && end.is_empty() {
                return None;
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::money::{Currency, Money};

    #[test]
    fn a_list_is_told_from_orders() {
        for (text, is_one) in [
            ("\u{feff}Customer,Reason,Date,Group,Seed\r\nann,Due,2024-03-09,treated,s\r\n", true),
            ("客户;分组;日期\nann;对照;2024/3/9\n", true),
            ("客户,原因,日期\nann,到期,2024-03-09", true),
            ("Customer\r\nann\r\n", false),
            ("customer,group,date,amount\nann,vip,2024-03-09,5\n", false),
            ("order id,customer,date,amount\n1,ann,2024-03-09,5\n", false),
            ("customer,reason,amount\nann,gift,5\n", false),
            ("", false),
        ] {
            assert_eq!(AudienceFile::is_one(text), is_one, "{text}");
        }
    }

    #[test]
    fn keys_are_found_as_the_store_keeps_them() {
        let rows = [("account:ann", 1), ("account:=bob", 2), ("phone:13800000001", 3), ("account:cy", 4)];
        let rows = rows.map(|(key, day)| (key, Day(day), Money(5)));
        let orders = Orders::from_rows(Currency::of("CNY"), rows).unwrap();
        let text = "Customer,Date,Group\r\n ＡＮＮ ,2024-03-09,treated\r\n'=bob,2024/3/9,Control\r\n\
                    \"ann\",2024-01-01,control\r\n13800000001,soon,?\r\nnobody,,treated";
        let recipients = AudienceFile::read(text).unwrap().recipients(&orders);
        let march = Day::from_ymd(2024, 3, 9);
        let expected =
            [(0, march, Some(Treatment::Treated)), (1, march, Some(Treatment::Control)), (2, None, None)];
        let found: Vec<_> = recipients.found.iter().map(|r| (r.customer, r.day, r.treatment)).collect();
        assert_eq!(found, expected);
        assert_eq!((recipients.not_found, recipients.repeated), (1, 1));
        assert_eq!(AudienceFile::read("a,b\n1,2\n"), None);
    }
}
