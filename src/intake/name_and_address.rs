//! The last resort of the cascade: a name and an address together, where neither is masked. A name alone is shared
//! by several people, an address by a household.

use super::cell;
use super::identity::{self, Key, KeyKind};
use super::key_columns::KeyColumns;
use super::plan::Plan;
use super::record::Record;
use super::table::Table;

/// Between the two in the text of a key: no cell holds it.
const BETWEEN: char = '\u{1F}';

/// Normalised names of columns that belong together: whose name, and where they live, the best first.
#[rustfmt::skip]
const PAIRS: [(&str, &[&str]); 11] = [
    ("billingname", &["billingaddress1", "billingstreet", "billingaddress", "billingzip"]),
    ("customername", &["address", "customeraddress", "streetaddress", "billingaddress", "postalcode", "postcode", "zip"]),
    ("buyername", &["buyeraddress1", "buyeraddress", "shipaddress1", "shiptoaddress1", "buyerzip"]),
    ("fullname", &["street1", "shipaddress1", "address", "shipzipcode"]),
    ("recipientname", &["shipaddress1", "shippostalcode"]),
    ("shippingname", &["shippingaddress1", "shippingstreet", "shippingaddress", "shippingzip"]),
    ("客户姓名", &["客户地址", "地址", "收货地址"]),
    ("收货人姓名", &["收货地址", "收货人地址", "详细地址", "地址"]),
    ("收件人姓名", &["收件人地址", "详细地址"]),
    ("收货人", &["收货地址", "详细地址", "地址"]),
    ("收货人提货人", &["详细收货地址提货地址"]),
];

/// Reads both columns of a row, without allocating.
#[derive(Debug)]
pub(super) struct Both {
    name: usize,
    address: usize,
    text: Vec<u8>,
}

impl Both {
    /// The columns of a plan whose last key they are.
    pub fn of(plan: &Plan) -> Option<Both> {
        let &(_, name) = plan.keys.last().filter(|(kind, _)| *kind == KeyKind::NameAndAddress)?;
        Some(Both { name, address: plan.address?, text: Vec::new() })
    }

    /// The text of a row's key; empty unless both are there.
    pub fn read(&mut self, record: &Record<'_>) -> &[u8] {
        self.text.clear();
        let (name, address) = (cell::value(record.cell(self.name)), cell::value(record.cell(self.address)));
        if !name.is_empty() && !address.is_empty() {
            self.text.extend_from_slice(name);
            self.text.push(BETWEEN as u8);
            self.text.extend_from_slice(address);
        }
        &self.text
    }
}

impl Table<'_> {
    /// The column of addresses, where the last of the keys is a name with an address.
    pub fn address(&self, keys: &KeyColumns) -> Option<usize> {
        let ((KeyKind::NameAndAddress, _), surer) = keys.split_last()? else { return None };
        self.name_and_address(surer).map(|(_, address)| address)
    }

    /// The columns of names and of addresses, where rows without any of the surer `keys` have both.
    pub fn name_and_address(&self, keys: &[(KeyKind, usize)]) -> Option<(usize, usize)> {
        let column = |name: &str| self.normalised.iter().position(|known| known == name);
        let pairs = PAIRS.iter().filter_map(|(name, addresses)| {
            let address = addresses.iter().find_map(|address| column(address))?;
            Some((column(name)?, address))
        });
        let cell = |row: &[Vec<u8>], column: usize| {
            row.get(column).map(|cell| self.decoded(cell::id(cell))).unwrap_or_default()
        };
        let is_usable = |kind, text: &str| matches!(identity::key(kind, text), Key::Usable(_));
        let is_known =
            |row: &[Vec<u8>]| keys.iter().any(|&(kind, column)| is_usable(kind, &cell(row, column)));
        let adds = |&(name, address): &(usize, usize)| {
            self.rows.iter().any(|row| {
                let both = format!("{}{BETWEEN}{}", cell(row, name), cell(row, address));
                is_usable(KeyKind::NameAndAddress, &both) && !is_known(row)
            })
        };
        pairs.into_iter().find(adds)
    }
}

/// Letters and digits of a name and of an address; `None` where one of them does not say who or where. An address
/// without a number is a town.
pub(super) fn normal(text: &str) -> Option<String> {
    let (name, address) = text.split_once(BETWEEN)?;
    let kept = |text: &str| -> String { text.chars().filter(|c| c.is_alphanumeric()).collect() };
    let (name, address) = (kept(name), kept(address));
    let says_where = address.chars().count() >= 4 && address.bytes().any(|byte| byte.is_ascii_digit());
    (name.chars().count() >= 2 && says_where).then(|| format!("{name} {address}"))
}
