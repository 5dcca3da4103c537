//! The orders of the one file, made of its own columns: what is no order is taken out of them, and nothing is copied.
//!
//! So nearly all exports are read: one file, whose customers one column tells, and whose ids never repeat.

use huitou_columns::codes::Codes;
use huitou_columns::numbers::Numbers;
use huitou_columns::row_marks::RowMarks;
use huitou_columns::texts::TextColumn;

use super::DateOrder;
use super::cell::UNREADABLE;
use super::customers::KeyMeaning;
use super::file::FileRows;
use super::folder::Folder;
use super::plain::{PlainRows, VALID};
use super::role::Role;
use super::sheet::Sheet;
use crate::order::{Columns, DimensionKind, OrderIds};

/// The plain rows of the one file, whose columns become those of the store.
pub(super) struct OwnRows {
    marks: RowMarks,
    dates: DateOrder,
    /// Whether lines may have amounts that are not those of their orders.
    has_line_amounts: bool,
}

impl OwnRows {
    /// Takes the rows out of those that are copied, where there is one file of such a kind.
    pub fn take(
        folders: &[Folder<'_>],
        dates: &[DateOrder],
        plain: &mut PlainRows,
        drafts: usize,
    ) -> Option<OwnRows> {
        let ([folder], [dates]) = (folders, dates) else { return None };
        let (sheet, shard) = (folder.sheet, &folder.sheet.rows.shard);
        let ids = sheet.text(Role::OrderId);
        let are_numbers = ids.is_none_or(|ids| ids.packed().is_some() && ids.codes.is_sequence());
        let roles = [Role::Channel, Role::Region, Role::Attribute, Role::Product, Role::Category];
        let is_own =
            are_numbers && sheet.only_key().is_some() && roles.iter().all(|role| keeps_values(sheet, *role));
        is_own.then(|| OwnRows {
            marks: plain.take(0),
            dates: *dates,
            has_line_amounts: drafts > 0 || !shard.amounts.is_empty() && !shard.line_amounts.is_empty(),
        })
    }

    /// All orders: these, and behind them those of other rows. Each column of the file goes as that of the store comes.
    pub fn with(self, file: FileRows, meaning: &KeyMeaning, others: Columns) -> Columns {
        let shard = file.shard;
        let mut texts = shard.texts;
        let mut text = |role| {
            let at = texts.iter().position(|(of, ..)| *of == role)?;
            Some(texts.swap_remove(at).2)
        };
        let mut columns = others;
        self.take_ids(&mut columns.ids, text(Role::OrderId));
        let goods = [Role::Product, Role::Category].map(&mut text);
        for dimension in &mut columns.dimensions {
            let column = match dimension.kind {
                DimensionKind::Channel => text(Role::Channel),
                DimensionKind::Region => text(Role::Region),
                DimensionKind::Attribute => text(Role::Attribute),
                DimensionKind::Discounted => {
                    let flags = Codes::are_something(&shard.discounts, UNREADABLE);
                    self.take_codes(&mut dimension.codes, Some(flags));
                    continue;
                }
            };
            self.take_codes(&mut dimension.codes, column.map(|column| column.codes));
        }
        let keys = shard.keys.into_iter().next();
        self.take_customers(&mut columns.customer, keys, meaning);
        self.take_numbers(&mut columns.moment, shard.dates.into_read(self.dates));
        let (amounts, line_amounts) = match shard.amounts.is_empty() {
            true => (shard.line_amounts, Numbers::default()),
            false => (shard.amounts, shard.line_amounts),
        };
        let others = columns.amount.len();
        self.take_numbers(&mut columns.amount, amounts);
        if goods.iter().all(Option::is_none) {
            return columns;
        }
        let own = columns.amount.len() - others;
        let lines = &mut columns.lines;
        let mut order = Codes::sequence(own as u32);
        lines.order.iter().for_each(|of| order.push(of + own as u32));
        lines.order = order;
        let [product, category] = goods;
        self.take_codes(&mut lines.product, product.map(|column| column.codes));
        self.take_codes(&mut lines.category, category.map(|column| column.codes));
        if !shard.quantities.is_empty() {
            let pieces = shard.quantities.iter().map(|&pieces| i64::from(pieces)).collect();
            self.take_numbers(&mut lines.quantity, pieces);
        }
        if self.has_line_amounts && !line_amounts.is_empty() {
            let known =
                line_amounts.iter().map(|amount| if amount > UNREADABLE { amount } else { 0 }).collect();
            self.take_numbers(&mut lines.amount, known);
        } else if self.has_line_amounts {
            let amounts = columns.amount.iter().take(own).chain(lines.amount.iter()).collect();
            lines.amount = amounts;
        }
        columns
    }

    fn take_ids(&self, others: &mut OrderIds, own: Option<TextColumn>) {
        let Some(mut ids) = own.and_then(TextColumn::into_packed) else { return };
        ids.keep(&self.marks, VALID);
        if let OrderIds::Packed(others) = others {
            ids.append(others);
        }
        *others = OrderIds::Packed(ids);
    }

    fn take_customers(&self, others: &mut Vec<u32>, own: Option<TextColumn>, meaning: &KeyMeaning) {
        let mut codes = own.map_or_else(Codes::default, |keys| keys.codes);
        codes.keep(&self.marks, VALID);
        let mut customers = codes.into_numbers();
        meaning.translate(&mut customers);
        customers.append(others);
        *others = customers;
    }

    /// Puts the rows of a column that the file may not have before those of others.
    fn take_codes(&self, others: &mut Codes, own: Option<Codes>) {
        let mut codes = own.unwrap_or_else(|| Codes::missing(self.marks.len()));
        codes.keep(&self.marks, VALID);
        if !codes.is_empty() {
            codes.append(others);
            *others = codes;
        }
    }

    fn take_numbers(&self, others: &mut Numbers, mut own: Numbers) {
        own.keep(&self.marks, VALID);
        if !own.is_empty() {
            own.append(others);
            *others = own;
        }
    }
}

/// Whether the values of a column are those that were read, so that its numbers are those of the store.
fn keeps_values(sheet: &Sheet<'_>, role: Role) -> bool {
    let (Some(column), Some(read)) = (sheet.text(role), sheet.rows.shard.text(role)) else { return true };
    column.values.iter().map(str::as_bytes).eq(read.values.iter())
}
