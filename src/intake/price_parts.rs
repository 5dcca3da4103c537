//! Parts of a price beside an amount that is that of the goods alone: whether postage, taxes and discounts belong to
//! what was paid, or are in it already, no name tells. They are named, and neither added nor taken off.

use super::names;
use super::profile::Profile;
use super::rivals::COMPONENTS;
use super::role::Role;
use super::sorted_map::SortedMap;
use super::table::{MOST_COLUMNS, Table};

/// Parts of normalised names of such columns.
#[rustfmt::skip]
const PARTS: [&str; 32] = [
    "tax", "vat", "ship", "freight", "postage", "handling", "delivery", "discount", "promotion", "coupon", "giftwrap",
    "运费", "邮费", "配送费", "税费", "税额", "税金", "打包费", "餐盒费", "包装费", "优惠", "折扣", "versand", "steuer", "mwst", "rabatt",
    "livraison", "remise", "envio", "送料", "割引", "運費",
];

impl Table<'_> {
    /// The column of the amount where it is that of the goods, and the columns with other parts of the price.
    pub fn price_parts(
        &self,
        profiles: &[Profile],
        columns: &SortedMap<Role, usize>,
    ) -> Option<(String, Vec<String>)> {
        let amount =
            [Role::Amount, Role::LineAmount].into_iter().find_map(|role| columns.get(&role).copied())?;
        let name = self.normalised[amount].as_str();
        let is_price = |role: &Role| self.names_of(*role).any(|known| known == name);
        let is_of_goods = [Role::LineAmount, Role::UnitPrice].iter().any(is_price);
        if !is_of_goods && !COMPONENTS.iter().any(|part| name.contains(part)) {
            return None;
        }
        let is_part = |&column: &usize| {
            let profile = &profiles[column];
            column != amount
                && profile.is_mostly(profile.numbers)
                && profile.zeros < profile.filled
                && !names::is_id(&self.normalised[column])
                && PARTS.iter().any(|part| self.normalised[column].contains(part))
        };
        let others = (0..profiles.len().min(MOST_COLUMNS)).filter(is_part);
        let others: Vec<String> = others.map(|column| self.names[column].clone()).collect();
        (!others.is_empty()).then(|| (self.names[amount].clone(), others))
    }
}
