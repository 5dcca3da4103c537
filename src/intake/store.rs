//! From judged drafts to the order store.

use std::borrow::Cow;

use huitou_columns::blocks;
use huitou_columns::codes::Codes;
use huitou_columns::numbers::Numbers;

use super::cell::UNREADABLE;
use super::customers::Customers;
use super::fold::Draft;
use super::folder::Folder;
use super::role::Role;
use super::row_fates::RowFates;
use super::shard::RowKind;
use super::sheet::{DecodedColumn, Sheet};
use super::valid_orders::ValidOrders;
use crate::error::{Error, Trouble};
use crate::money::Currency;
use crate::order::{self, Columns, Dimension, DimensionKind, Lines, MISSING, OrderIds, Pooled, Texts};
use huitou_columns::interner::Interner;

/// Whether a draft is an order of the store: valid, and no credit that reduced another.
pub(super) fn is_order(draft: &Draft) -> bool {
    draft.reason.is_none() && draft.reduces.is_none()
}

/// The id of an order as text.
pub(super) fn id_of<'a>(draft: &Draft, sheets: &'a [Sheet<'_>]) -> Cow<'a, str> {
    sheets[draft.file].text(Role::OrderId).map_or(Cow::Borrowed(""), |ids| ids.value(draft.id))
}

/// The columns of the store of all valid orders: first the plain rows, file by file, then the others.
pub(super) fn orders(
    valid: &ValidOrders<'_>,
    fates: &[RowFates],
    customers: Customers,
    currency: Currency,
) -> Result<Columns, Error> {
    let ValidOrders { folders, plain, drafts } = *valid;
    let kept = || drafts.iter().filter(|draft| is_order(draft));
    let mut columns = Columns::new(currency);
    let count = (0..folders.len()).map(|file| plain.valid_count(file)).sum::<usize>() + kept().count();
    let rows_read = folders.iter().map(|folder| folder.sheet.len() as u64).sum();
    let no_room = |_| Error::new(Trouble::TooLarge { rows: rows_read, most: rows_read / 2 });
    columns.customer.try_reserve_exact(count).map_err(no_room)?;
    columns.moment.reserve(count).map_err(no_room)?;
    columns.amount.reserve(count).map_err(no_room)?;
    let mut owners = Vec::new();
    for (file, folder) in folders.iter().enumerate() {
        plain.each_valid(file, &mut |rows| {
            folder.customers(rows, &mut owners);
            columns.customer.extend_from_slice(&owners);
            columns.moment.push_rows(folder.moments(), rows);
            columns.amount.push_rows(folder.amounts(), rows);
        });
    }
    columns.customer.extend(kept().map(|draft| draft.customer));
    kept().for_each(|draft| columns.moment.push(draft.moment));
    kept().for_each(|draft| columns.amount.push(draft.amount));
    columns.ids = ids(valid, count);
    columns.dimensions = dimensions(valid, count);
    columns.lines = lines(valid, fates, count);
    let (head, keys) = customers.into_parts();
    columns.customers = order::Customers::new(&head, texts(keys));
    Ok(columns)
}

/// What the files call a column of the store.
pub(super) fn role_of(column: Pooled) -> Role {
    match column {
        Pooled::Dimension(DimensionKind::Channel) => Role::Channel,
        Pooled::Dimension(DimensionKind::Region) => Role::Region,
        Pooled::Dimension(DimensionKind::Discounted) => Role::Discount,
        Pooled::Dimension(DimensionKind::Attribute) => Role::Attribute,
        Pooled::Products => Role::Product,
        Pooled::Categories => Role::Category,
    }
}

fn texts(interner: Interner) -> Texts {
    let (bytes, ends) = interner.into_parts();
    Texts::from_parts(bytes, ends)
}

/// The ids in the order of the columns: numbers, where those of the one file are, else texts.
fn ids(valid: &ValidOrders<'_>, count: usize) -> OrderIds {
    let ValidOrders { folders, plain, drafts } = *valid;
    let kept = || drafts.iter().filter(|draft| is_order(draft));
    let columns: Vec<_> = folders.iter().map(|folder| folder.sheet.text(Role::OrderId)).collect();
    if columns.iter().all(Option::is_none) {
        return OrderIds::Absent;
    }
    if let [Some(ids)] = columns.as_slice()
        && let Some(packed) = ids.packed()
    {
        let (mut all, mut codes) = (packed.none_yet(count), Vec::new());
        plain.each_valid(0, &mut |rows| {
            ids.codes.read(rows, &mut codes);
            all.push_places(packed, &codes);
        });
        kept().for_each(|draft| all.push_places(packed, &[draft.id]));
        return OrderIds::Packed(all);
    }
    let mut texts = Texts::default();
    let value = |file: usize, code: u32| columns[file].map_or(Cow::Borrowed(""), |ids| ids.value(code));
    for (file, ids) in columns.iter().enumerate() {
        plain.each_valid(file, &mut |rows| {
            for row in rows.iter().map(|&row| row as usize) {
                texts.push(&value(file, ids.map_or(MISSING, |ids| ids.code(row))));
            }
        });
    }
    for draft in kept() {
        texts.push(&value(draft.file, draft.id));
    }
    OrderIds::Texts(texts)
}

/// An empty column of the codes of these values with room for so many; a column that finds no room grows as it is
/// filled.
fn room(values: &Texts, rows: usize) -> Codes {
    let mut codes = Codes::for_values(values.len());
    let _ = codes.reserve(rows);
    codes
}

fn dimensions(valid: &ValidOrders<'_>, count: usize) -> Vec<Dimension> {
    let ValidOrders { folders, plain, drafts } = *valid;
    let kept = || drafts.iter().filter(|draft| is_order(draft));
    let mut dimensions = Vec::new();
    let of_role = |kind, role, code: fn(&Draft) -> u32| {
        let has_it =
            |folder: &Folder<'_>| folder.sheet.rows.shard.has_orders() && folder.sheet.text(role).is_some();
        folders.iter().any(has_it).then(|| {
            let (values, tables) = shared_codes(folders, role);
            let shared = |file: usize, code: u32| tables[file].get(code as usize).copied().unwrap_or(MISSING);
            let mut codes = room(&values, count);
            for (file, folder) in folders.iter().enumerate() {
                push_valid(&mut codes, valid, file, folder.sheet.text(role), &tables[file]);
            }
            kept().for_each(|draft| codes.push(shared(draft.file, code(draft))));
            Dimension { kind, values, codes }
        })
    };
    dimensions.extend(of_role(DimensionKind::Channel, Role::Channel, |draft| draft.channel));
    dimensions.extend(of_role(DimensionKind::Region, Role::Region, |draft| draft.region));
    dimensions.extend(of_role(DimensionKind::Attribute, Role::Attribute, |draft| draft.attribute));
    if folders.iter().any(|folder| folder.sheet.rows.shard.has_orders() && folder.is_discounted(0).is_some())
    {
        let values: Texts = ["no", "yes"].into_iter().collect();
        let mut codes = room(&values, count);
        for (file, folder) in folders.iter().enumerate() {
            let discounts = &folder.sheet.rows.shard.discounts;
            let (mut read, mut flags) = (Vec::new(), Vec::new());
            plain.each_valid(file, &mut |rows| {
                discounts.read(rows, &mut read);
                blocks::are_something(&read, UNREADABLE, &mut flags);
                if discounts.is_empty() {
                    flags.fill(MISSING);
                }
                codes.push_all(&flags);
            });
        }
        kept().for_each(|draft| codes.push(draft.is_discounted.map_or(MISSING, u32::from)));
        dimensions.push(Dimension { kind: DimensionKind::Discounted, values, codes });
    }
    dimensions
}

/// Adds the codes of the plain rows of a file that are valid, of a column that it may not have.
fn push_valid(
    codes: &mut Codes,
    valid: &ValidOrders<'_>,
    file: usize,
    column: Option<&DecodedColumn<'_>>,
    table: &[u32],
) {
    let mut read = Vec::new();
    valid.plain.each_valid(file, &mut |rows| {
        match column {
            Some(column) => column.codes.read(rows, &mut read),
            None => {
                read.clear();
                read.resize(rows.len(), MISSING);
            }
        }
        blocks::translate(&mut read, table);
        codes.push_all(&read);
    });
}

/// The distinct values of a role over all files, and for each file what its numbers become.
pub(super) fn shared_codes(folders: &[Folder<'_>], role: Role) -> (Texts, Vec<Vec<u32>>) {
    let mut shared = Interner::default();
    let codes = folders.iter().map(|folder| {
        let sheet = folder.sheet;
        // What is only looked up may name much that nobody bought.
        let is_counted = sheet.rows.shard.has_orders() || sheet.rows.gives_lines;
        let values = sheet.text(role).filter(|_| is_counted).map(|column| &column.values);
        values
            .map_or(Vec::new(), |values| values.iter().map(|value| shared.intern(value.as_bytes())).collect())
    });
    let codes = codes.collect();
    (texts(shared), codes)
}

fn lines(valid: &ValidOrders<'_>, fates: &[RowFates], count: usize) -> Lines {
    let ValidOrders { folders, plain, drafts } = *valid;
    let (products, product_codes) = shared_codes(folders, Role::Product);
    let (categories, category_codes) = shared_codes(folders, Role::Category);
    let (product, category) = (room(&products, count), room(&categories, count));
    let mut lines = Lines { products, categories, product, category, ..Lines::default() };
    // Without them each line is one piece, and the whole of its order.
    let has_pieces = folders.iter().any(|folder| !folder.sheet.rows.shard.quantities.is_empty());
    let has_amounts = !drafts.is_empty()
        || folders.iter().any(|folder| {
            let shard = &folder.sheet.rows.shard;
            !shard.amounts.is_empty() && !shard.line_amounts.is_empty()
        });
    let push_numbers = |lines: &mut Lines, sheet: &Sheet<'_>, rows: u32, row: usize| {
        if has_pieces {
            lines.quantity.push(sheet.rows.shard.quantities.get(row).copied().unwrap_or(1).into());
        }
        if has_amounts {
            lines.amount.push(line_amount(sheet, rows, row));
        }
    };
    let push = |lines: &mut Lines, file: usize, row: usize, order: u32, rows: u32| {
        let sheet = folders[file].sheet;
        let shared = |codes: &[Vec<u32>], role: Role| {
            sheet
                .text(role)
                .and_then(|column| codes[file].get(column.code(row) as usize))
                .copied()
                .unwrap_or(MISSING)
        };
        lines.order.push(order);
        lines.product.push(shared(&product_codes, Role::Product));
        lines.category.push(shared(&category_codes, Role::Category));
        push_numbers(lines, sheet, rows, row);
    };
    let says_goods = |folder: &Folder<'_>| {
        folder.sheet.text(Role::Product).or(folder.sheet.text(Role::Category)).is_some()
    };
    let mut order: u32 = 0;
    for (file, folder) in folders.iter().enumerate() {
        let count = plain.valid_count(file) as u32;
        if says_goods(folder) {
            (order..order + count).for_each(|order| lines.order.push(order));
            let sheet = folder.sheet;
            push_valid(&mut lines.product, valid, file, sheet.text(Role::Product), &product_codes[file]);
            push_valid(&mut lines.category, valid, file, sheet.text(Role::Category), &category_codes[file]);
            plain.each_valid(file, &mut |rows| {
                for row in rows.iter().map(|&row| row as usize).filter(|_| has_pieces || has_amounts) {
                    push_numbers(&mut lines, sheet, 1, row);
                }
            });
        }
        order += count;
    }
    let orders = order_numbers(drafts, order);
    let details = details(drafts, fates, folders);
    for (file, (folder, fates)) in
        folders.iter().zip(fates).enumerate().filter(|(_, (folder, _))| says_goods(folder))
    {
        let sheet = folder.sheet;
        for (row, draft) in fates.iter().filter_map(|(row, fate)| Some((row, fate.ok()? as usize))) {
            let is_line = match sheet.kind(row) {
                RowKind::Detail => sheet.rows.gives_lines,
                _ => details[draft] == 0,
            };
            if orders[draft] == MISSING || !is_line || is_summary(sheet, &drafts[draft], row) {
                continue;
            }
            let rows = if details[draft] > 0 { details[draft] } else { drafts[draft].rows };
            push(&mut lines, file, row, orders[draft], rows);
        }
    }
    lines
}

/// Whether a row of several has an amount and no goods: it sums up the others and is no line.
pub(super) fn is_summary(sheet: &Sheet<'_>, draft: &Draft, row: usize) -> bool {
    let shard = &sheet.rows.shard;
    let has = |amounts: &Numbers| amounts.get(row).is_some_and(|amount| amount > UNREADABLE);
    let has_product = sheet.text(Role::Product).is_none_or(|column| column.code(row) != MISSING);
    draft.rows > 1
        && !has_product
        && has(&shard.amounts)
        && !shard.line_amounts.is_empty()
        && !has(&shard.line_amounts)
}

/// For each draft its position among the orders, of which the plain rows are the first, or [`MISSING`].
fn order_numbers(drafts: &[Draft], mut next: u32) -> Vec<u32> {
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
pub(super) fn details(drafts: &[Draft], fates: &[RowFates], folders: &[Folder<'_>]) -> Vec<u32> {
    let mut details = vec![0; drafts.len()];
    for (folder, fates) in folders.iter().zip(fates).filter(|(folder, _)| folder.sheet.rows.gives_lines) {
        let lines = fates.iter().filter(|&(row, _)| folder.sheet.kind(row) == RowKind::Detail);
        lines.filter_map(|(_, fate)| fate.ok()).for_each(|draft| details[draft as usize] += 1);
    }
    details
}

/// A line's own amount; where lines have none, that of an order with a single one.
pub(super) fn line_amount(sheet: &Sheet<'_>, rows: u32, row: usize) -> i64 {
    let shard = &sheet.rows.shard;
    let own = shard.line_amounts.get(row).or_else(|| shard.amounts.get(row).filter(|_| rows == 1));
    own.filter(|&amount| amount > UNREADABLE).unwrap_or(0)
}
