//! From judged drafts to the order store.

use std::borrow::Cow;

use huitou_columns::numbers::Numbers;

use super::cell::UNREADABLE;
use super::fold::{Draft, RowFates};
use super::intern::Interner;
use super::role::Role;
use super::shard::RowKind;
use super::sheet::{DecodedColumn, Sheet};
use crate::error::Error;
use crate::money::{Currency, Money};
use crate::order::{Columns, Dimension, DimensionKind, Lines, MISSING, Orders, Texts};
use crate::time::Moment;

/// Whether a draft is an order of the store: valid, and no credit that reduced another.
pub(super) fn is_order(draft: &Draft) -> bool {
    draft.reason.is_none() && draft.reduces.is_none()
}

/// The id of an order as text.
pub(super) fn id_of<'a>(draft: &Draft, sheets: &'a [Sheet<'_>]) -> Cow<'a, str> {
    sheets[draft.file].text(Role::OrderId).map_or(Cow::Borrowed(""), |ids| ids.value(draft.id))
}

/// Builds the store of all drafts that are orders.
pub(super) fn orders(
    drafts: &[Draft],
    fates: &[RowFates],
    sheets: &[Sheet<'_>],
    customers: &Interner,
    currency: Currency,
) -> Result<Orders, Error> {
    let kept = || drafts.iter().filter(|draft| is_order(draft));
    let mut columns = Columns::new(currency);
    columns.customers = texts(customers);
    for draft in kept() {
        columns.ids.push(&id_of(draft, sheets));
    }
    columns.customer = kept().map(|draft| draft.customer).collect();
    columns.moment = kept().map(|draft| Moment(draft.moment)).collect();
    columns.amount = kept().map(|draft| Money(draft.amount)).collect();
    columns.dimensions = dimensions(drafts, sheets);
    columns.lines = lines(drafts, fates, sheets);
    Orders::new(columns)
}

fn texts(interner: &Interner) -> Texts {
    interner.iter().map(|bytes| std::str::from_utf8(bytes).unwrap_or_default()).collect()
}

fn dimensions(drafts: &[Draft], sheets: &[Sheet<'_>]) -> Vec<Dimension> {
    let mut dimensions = Vec::new();
    let of_role = |kind, role, code: fn(&Draft) -> u32| {
        let has_it = |sheet: &Sheet<'_>| sheet.rows.shard.has_orders() && sheet.text(role).is_some();
        sheets.iter().any(has_it).then(|| {
            let (values, shared) = shared_codes(sheets, role);
            let kept = drafts.iter().filter(|draft| is_order(draft));
            let codes =
                kept.map(|draft| shared[draft.file].get(code(draft) as usize).copied().unwrap_or(MISSING));
            Dimension { kind, values, codes: codes.collect() }
        })
    };
    dimensions.extend(of_role(DimensionKind::Channel, Role::Channel, |draft| draft.channel));
    dimensions.extend(of_role(DimensionKind::Region, Role::Region, |draft| draft.region));
    if drafts.iter().any(|draft| draft.is_discounted.is_some()) {
        let kept = drafts.iter().filter(|draft| is_order(draft));
        let codes = kept.map(|draft| draft.is_discounted.map_or(MISSING, u32::from)).collect();
        let values = ["no", "yes"].into_iter().collect();
        dimensions.push(Dimension { kind: DimensionKind::Discounted, values, codes });
    }
    dimensions
}

/// The distinct values of a role over all files, and for each file what its numbers become.
fn shared_codes(sheets: &[Sheet<'_>], role: Role) -> (Texts, Vec<Vec<u32>>) {
    let mut shared = Interner::default();
    let codes = sheets.iter().map(|sheet| {
        // What is only looked up may name much that nobody bought.
        let is_counted = sheet.rows.shard.has_orders() || sheet.rows.gives_lines;
        let values = sheet.text(role).filter(|_| is_counted).map(|column| &column.values);
        values
            .map_or(Vec::new(), |values| values.iter().map(|value| shared.intern(value.as_bytes())).collect())
    });
    let codes = codes.collect();
    (texts(&shared), codes)
}

fn lines(drafts: &[Draft], fates: &[RowFates], sheets: &[Sheet<'_>]) -> Lines {
    let (products, product_codes) = shared_codes(sheets, Role::Product);
    let (categories, category_codes) = shared_codes(sheets, Role::Category);
    let mut lines = Lines { products, categories, ..Lines::default() };
    let orders = order_numbers(drafts);
    let details = details(drafts, fates, sheets);
    for (file, (sheet, fates)) in sheets.iter().zip(fates).enumerate() {
        let (product, category) = (sheet.text(Role::Product), sheet.text(Role::Category));
        if product.is_none() && category.is_none() {
            continue;
        }
        let shared = |codes: &[Vec<u32>], column: Option<&DecodedColumn<'_>>, row| {
            column.and_then(|column| codes[file].get(column.code(row) as usize)).copied().unwrap_or(MISSING)
        };
        for (row, fate) in fates.iter().enumerate() {
            let Ok(draft) = fate.map(|draft| draft as usize) else { continue };
            let is_line = match sheet.kind(row) {
                RowKind::Detail => sheet.rows.gives_lines,
                _ => details[draft] == 0,
            };
            if orders[draft] == MISSING || !is_line || is_summary(sheet, &drafts[draft], row) {
                continue;
            }
            lines.order.push(orders[draft]);
            lines.product.push(shared(&product_codes, product, row));
            lines.category.push(shared(&category_codes, category, row));
            lines.quantity.push(sheet.rows.shard.quantities.get(row).copied().unwrap_or(1));
            let rows = if details[draft] > 0 { details[draft] } else { drafts[draft].rows };
            lines.amount.push(line_amount(sheet, rows, row));
        }
    }
    lines
}

/// Whether a row of several has an amount and no goods: it sums up the others and is no line.
fn is_summary(sheet: &Sheet<'_>, draft: &Draft, row: usize) -> bool {
    let shard = &sheet.rows.shard;
    let has = |amounts: &Numbers| amounts.get(row).is_some_and(|amount| amount > UNREADABLE);
    let has_product = sheet.text(Role::Product).is_none_or(|column| column.code(row) != MISSING);
    draft.rows > 1
        && !has_product
        && has(&shard.amounts)
        && !shard.line_amounts.is_empty()
        && !has(&shard.line_amounts)
}

/// For each draft its position among those that are orders, or [`MISSING`].
fn order_numbers(drafts: &[Draft]) -> Vec<u32> {
    let mut next = 0;
    let mut number = |draft: &Draft| {
        if !is_order(draft) {
            return MISSING;
        }
        next += 1;
        next - 1
    };
    drafts.iter().map(&mut number).collect()
}

/// For each draft how many lines of it stand in another file.
fn details(drafts: &[Draft], fates: &[RowFates], sheets: &[Sheet<'_>]) -> Vec<u32> {
    let mut details = vec![0; drafts.len()];
    for (sheet, fates) in sheets.iter().zip(fates).filter(|(sheet, _)| sheet.rows.gives_lines) {
        let lines = fates.iter().enumerate().filter(|&(row, _)| sheet.kind(row) == RowKind::Detail);
        lines.filter_map(|(_, fate)| fate.ok()).for_each(|draft| details[draft as usize] += 1);
    }
    details
}

/// A line's own amount; where lines have none, that of an order with a single one.
fn line_amount(sheet: &Sheet<'_>, rows: u32, row: usize) -> Money {
    let shard = &sheet.rows.shard;
    let own = shard.line_amounts.get(row).or_else(|| shard.amounts.get(row).filter(|_| rows == 1));
    Money(own.filter(|&amount| amount > UNREADABLE).unwrap_or(0))
}
