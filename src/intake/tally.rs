//! The account of all rows, from what became of them.

use super::delimiter::Delimiter;
use super::dialect::Quotes;
use super::file::FileRows;
use super::fold::{Draft, Refunded};
use super::judge::Habits;
use super::layout;
use super::ledger::{ColumnUse, FileRead, KeyUse, Ledger, Note, Place, Reason, SetAside, Unusable};
use super::plain::Outcome;
use super::row_fates::{RowFate, RowFates};
use super::sheet::Sheet;
use super::sorted_map::SortedMap;
use super::sorting;
use super::valid_orders::{Count, OrderCounts, ValidOrders};
use super::{Choices, Credits};
use crate::list::Listed;

/// All that the account is made from.
pub(super) struct Tally<'a> {
    /// The files.
    pub sheets: &'a [Sheet<'a>],
    /// What became of their rows.
    pub fates: &'a [RowFates],
    /// The orders that are rows by themselves, and all others, file by file.
    pub orders: ValidOrders<'a>,
    /// What is counted of the valid ones.
    pub counts: &'a OrderCounts,
    /// What was told of each export, by its first file.
    pub habits: &'a SortedMap<usize, Habits>,
    /// What the merchant decided.
    pub choices: &'a Choices,
}

impl Tally<'_> {
    /// Every row that is set aside, in the order of the files.
    pub fn set_aside(&self) -> Vec<(Reason, Place)> {
        let mut all = Vec::new();
        for (file, (sheet, fates)) in self.sheets.iter().zip(self.fates).enumerate() {
            let lines = &sheet.rows.shard.lines;
            let mut add = |row: usize, reason: Option<Reason>| {
                let place = || Place { file: file as u32, line: lines.get(row).unwrap_or(1) };
                all.extend(reason.map(|reason| (reason, place())));
            };
            let mut drafted = fates.iter().peekable();
            let reason_of = |fate: RowFate| match fate {
                Ok(draft) => self.orders.drafts[draft as usize].reason,
                Err(reason) => Some(reason),
            };
            self.orders.plain.each_other(file, &mut |row, outcome| {
                if let Outcome::Aside(reason) = outcome {
                    while let Some((row, fate)) = drafted.next_if(|(before, _)| *before < row) {
                        add(row, reason_of(fate));
                    }
                    add(row, Some(reason));
                }
            });
            drafted.for_each(|(row, fate)| add(row, reason_of(fate)));
        }
        all
    }

    /// The ledger, with the notes that others have made before.
    pub fn ledger(&self, set_aside: &[(Reason, Place)], mut notes: Vec<Note>) -> Ledger {
        let rows = self.sheets.iter().map(|sheet| sheet.len() as u64).sum();
        notes.extend(self.notes());
        Ledger {
            files: self.sheets.iter().map(file_read).collect(),
            rows,
            rows_used: self.rows_used(),
            set_aside: by_reason(set_aside),
            orders: self.counts.orders,
            orders_with_key: self.counts.with_key,
            keys: self.keys(),
            notes,
            joins: Vec::new(),
        }
    }

    /// The rows of orders and of credits that reduced one: counted with the orders, not as what is left over.
    fn rows_used(&self) -> u64 {
        let is_used = |draft: &u32| self.orders.drafts[*draft as usize].reason.is_none();
        let of_drafts =
            |fates: &RowFates| fates.iter().filter_map(|(_, fate)| fate.ok()).filter(is_used).count();
        let plain = (0..self.sheets.len()).map(|file| self.orders.plain.valid_count(file) as u64);
        self.fates.iter().map(|fates| of_drafts(fates) as u64).chain(plain).sum()
    }

    /// The kind and name of a key column.
    fn key_name(&self, file: usize, key: usize) -> (&'static str, &str) {
        let plan = &self.sheets[file].rows.plan;
        plan.keys.get(key).map_or(("", ""), |&(kind, column)| (kind.name(), plan.names[column].as_str()))
    }

    fn keys(&self) -> Vec<KeyUse> {
        let mut keys: Vec<KeyUse> = Vec::new();
        for sheet in self.sheets.iter().filter(|sheet| sheet.rows.shard.has_orders()) {
            for &(kind, column) in &sheet.rows.plan.keys {
                let new = KeyUse {
                    name: sheet.rows.plan.names[column].clone(),
                    kind: kind.name().to_string(),
                    orders: 0,
                };
                if !keys.contains(&new) {
                    keys.push(new);
                }
            }
        }
        for (&(file, key), orders) in self.counts.by_key.iter() {
            let (kind, name) = self.key_name(file, key);
            if let Some(key) = keys.iter_mut().find(|key| key.kind == kind && key.name == name) {
                key.orders += orders;
            }
        }
        keys
    }

    fn notes(&self) -> Vec<Note> {
        let orders = |test: &dyn Fn(&Draft) -> bool| {
            let valid = self.orders.drafts.iter().filter(|draft| draft.reason.is_none());
            valid.filter(|draft| test(draft)).count() as u64
        };
        let some = |count: u64, note: fn(u64) -> Note| (count > 0).then(|| note(count));
        let subtracted = orders(&|draft| draft.refunded == Refunded::Subtracted);
        let already_net = orders(&|draft| draft.refunded == Refunded::AlreadyNet);
        let matched =
            self.orders.drafts.iter().filter(|d| d.reduces.is_some() && !d.is_named_credit).count() as u64;
        let kept = orders(&|draft| draft.amount < 0 && draft.reduces.is_none());
        let kept = if self.choices.credits == Credits::AsOrders { kept } else { 0 };
        let is_unpaid_shop =
            |file: usize| self.habits.get(&self.sheets[file].export).is_some_and(Habits::is_on_delivery);
        let pending = self.counts.pending.iter().filter(|(file, _)| is_unpaid_shop(**file));
        let on_delivery = pending.map(|(_, orders)| orders).sum();
        let rounded = self.sheets.iter().map(|sheet| sheet.rows.shard.rounded).sum();
        let mut notes: Vec<Note> = self.unknown_status().into_iter().listed();
        notes.extend(some(on_delivery, |orders| Note::CashOnDelivery { orders }));
        notes.extend(some(subtracted, |orders| Note::RefundsSubtracted { orders }));
        notes.extend(some(already_net, |orders| Note::RefundsAlreadyNet { orders }));
        notes.extend(some(matched, |credits| Note::CreditsMatched { credits }));
        notes.extend(some(kept, |credits| Note::CreditsAsOrders { credits }));
        notes.extend(layout::notes(self.orders.drafts, self.sheets, self.habits));
        notes.extend(self.shared_ids());
        notes.extend(self.mixed_totals());
        notes.extend(some(rounded, |rows| Note::Rounded { rows }));
        notes.extend(self.unusable_keys());
        notes.extend(self.one_customer());
        notes.extend(self.other_people());
        notes.extend(self.notes_of_files());
        notes
    }

    fn unknown_status(&self) -> Option<Note> {
        let Count { orders, first } = self.counts.unknown;
        first.map(|(file, row)| Note::UnknownStatus { orders, first: self.orders.place(file, row) })
    }

    /// Ids under which rows name different customers.
    fn shared_ids(&self) -> Option<Note> {
        let mut shared = self.orders.drafts.iter().filter(|draft| draft.is_shared);
        let first = shared.next()?;
        let orders = 1 + shared.count() as u64;
        Some(Note::SharedIds { orders, first: self.orders.place(first.file, first.row) })
    }

    /// Exports whose amounts stand on each row of some orders, and differ on the rows of others.
    fn mixed_totals(&self) -> impl Iterator<Item = Note> {
        self.habits.iter().filter_map(|(&file, habits)| {
            let FileRows { shard, plan, .. } = self.sheets[file].rows;
            let is_mixed = !shard.amounts.is_empty() && habits.has_mixed_totals(plan);
            let (equal, different) = (habits.equal, habits.different);
            let counted_once = habits.repeats_totals(plan);
            is_mixed.then_some(Note::MixedTotals { equal, different, counted_once })
        })
    }

    /// By column and reason: how many valid orders have a key there that tells nobody apart.
    fn unusable_keys(&self) -> Vec<Note> {
        let mut orders: SortedMap<(&str, Unusable), u64> = SortedMap::default();
        for (&(file, key, why), count) in self.counts.unusable.iter() {
            *orders.or_default((self.key_name(file, key).1, why)) += count;
        }
        let keys = orders.into_iter();
        keys.map(|((column, why), orders)| Note::UnusableKeys { column: column.to_string(), why, orders })
            .collect()
    }

    /// The customer with the most orders, where that is more than a fifth of those of many customers.
    fn one_customer(&self) -> Option<Note> {
        const FEWEST_ORDERS: u64 = 10;
        const FEWEST_CUSTOMERS: usize = 5;
        let (customer, most) = self.counts.first_days.most()?;
        let most = u64::from(most);
        let is_one = most >= FEWEST_ORDERS && 5 * most >= self.counts.with_key;
        if !is_one || self.counts.first_days.distinct() < FEWEST_CUSTOMERS {
            return None;
        }
        let mut first: Option<(usize, usize, usize)> = None;
        self.orders.each(&mut |order| {
            let at = (order.file, order.row, order.owner.key);
            if order.owner.customer == customer && first.is_none_or(|first| at < first) {
                first = Some(at);
            }
        });
        let (file, row, key) = first?;
        let column = self.key_name(file, key).1.to_string();
        Some(Note::OneCustomer { column, orders: most, first: self.orders.place(file, row) })
    }

    /// Where most orders have no customer: the columns that look like one's, and are another's.
    fn other_people(&self) -> Option<Note> {
        let mut columns: Vec<String> = Vec::new();
        for plan in self.sheets.iter().map(|sheet| &sheet.rows.plan) {
            let names = plan.other_people.iter().map(|&column| plan.names[column].trim().to_string());
            columns.extend(names);
        }
        sorting::distinct(&mut columns);
        (2 * self.counts.with_key < self.counts.orders && !columns.is_empty())
            .then_some(Note::OtherPeople { columns })
    }

    fn notes_of_files(&self) -> Vec<Note> {
        use super::role::Role::{Amount, Discount, LineAmount, OrderId};
        let has_orders = |sheet: &&Sheet<'_>| sheet.rows.shard.has_orders();
        let any = |test: &dyn Fn(&Sheet<'_>) -> bool| self.sheets.iter().filter(has_orders).any(test);
        let has = |sheet: &Sheet<'_>, role| sheet.rows.plan.columns.contains_key(&role);
        let mut notes = Vec::new();
        let is_computed = |sheet: &Sheet<'_>| !has(sheet, Amount) && !has(sheet, LineAmount);
        if any(&is_computed) {
            notes.push(Note::QuantityTimesPrice);
        }
        if any(&|sheet| is_computed(sheet) && has(sheet, Discount)) {
            notes.push(Note::DiscountsNotSubtracted);
        }
        if any(&|sheet| !has(sheet, OrderId)) {
            notes.push(Note::RowsAreOrders);
        }
        notes.extend(self.oddities());
        notes
    }

    /// What was odd in how the files are written.
    fn oddities(&self) -> Vec<Note> {
        let files = || self.sheets.iter().enumerate().map(|(file, sheet)| (file as u32, sheet.rows));
        let rows = files().map(|(_, rows)| rows.oddities.stray_quotes).sum();
        let first =
            files().find_map(|(file, rows)| Some(Place { file, line: rows.oddities.first_stray_quote? }));
        let strays = first.map(|first| Note::StrayQuotes { rows, first });
        let is_text = |rows: &FileRows| {
            rows.plan.dialect.quotes == Quotes::Text && rows.plan.dialect.delimiter != Delimiter::Spaces
        };
        let text = files().filter(|(_, rows)| is_text(rows)).map(|(file, _)| Note::QuotesAreText { file });
        let is_bare = |rows: &FileRows| !rows.plan.header.is_there && rows.plan.shop.is_none();
        let bare = files().filter(|(_, rows)| is_bare(rows)).map(|(file, _)| Note::NoHeader { file });
        let bytes = files().map(|(_, rows)| rows.oddities.nuls).sum();
        let nuls = (bytes > 0).then_some(Note::NulsSkipped { bytes });
        strays.into_iter().chain(text).chain(bare).chain(nuls).collect()
    }
}

fn by_reason(set_aside: &[(Reason, Place)]) -> Vec<SetAside> {
    let mut reasons: SortedMap<Reason, SetAside> = SortedMap::default();
    for &(reason, place) in set_aside {
        let entry = reasons.or_insert_with(reason, || SetAside { reason, rows: 0, first: Vec::new() });
        entry.rows += 1;
        if entry.first.len() < Ledger::FIRST {
            entry.first.push(place);
        }
    }
    reasons.into_iter().map(|(_, set_aside)| set_aside).collect()
}

fn file_read(sheet: &Sheet<'_>) -> FileRead {
    let rows = sheet.rows;
    let plan = &rows.plan;
    let encoding = match rows.decoded_from {
        Some(encoding) => encoding,
        None if rows.has_bom && rows.encoding == "utf-8" => "utf-8-bom",
        None => rows.encoding,
    };
    let name = |column: usize| plan.names[column].clone();
    let is_own = |column: &usize| *column < plan.width;
    let roles = plan
        .columns
        .iter()
        .filter(|(_, column)| is_own(column))
        .map(|(role, &column)| ColumnUse { name: name(column), role: role.name().to_string() });
    let keys = plan
        .keys
        .iter()
        .filter(|(_, column)| is_own(column))
        .map(|&(kind, column)| ColumnUse { name: name(column), role: kind.name().to_string() });
    let mut columns: Vec<ColumnUse> = Vec::new();
    let sum = plan.sum.iter().map(|&(column, plus)| ColumnUse {
        name: name(column),
        role: if plus { "added" } else { "taken_off" }.to_string(),
    });
    for column in keys.chain(roles).chain(sum) {
        if !columns.contains(&column) {
            columns.push(column);
        }
    }
    FileRead {
        name: rows.name.clone(),
        bytes: rows.bytes,
        rows: sheet.len() as u64,
        encoding: encoding.to_string(),
        delimiter: plan.dialect.delimiter.shown(),
        shop: plan.shop.map(|shop| shop.name.to_string()),
        replaced_characters: sheet.replaced,
        columns,
    }
}
