//! What files say of the rows that they name goes to these rows: amounts, customers, words.

use super::fates;
use super::links::{Kind, Link};
use super::refund_files;
use super::sums::Sums;
use crate::intake::encoding;
use crate::intake::file::FileRows;
use crate::intake::ledger::Note;
use crate::intake::role::Role;
use crate::intake::shard::TEXT_ROLES;
use crate::intake::sorting;
use crate::intake::{Choices, Decode};
use crate::list::Listed;
use crate::order::MISSING;
use huitou_columns::interner::Interner;
use huitou_columns::texts::TextColumn;

/// Brings what the linked files say to the rows that they name, the farthest first. Tells what was assumed.
pub(super) fn carry(
    files: &mut [FileRows],
    links: &mut [Link],
    choices: &Choices,
    decoder: &dyn Decode,
) -> Vec<Note> {
    let mut notes = Vec::new();
    let amounts_from: Vec<bool> = (0..links.len()).map(|at| is_source_of_amounts(files, links, at)).listed();
    let lines_from = links.iter().position(|link| gives_lines(files, link));
    for at in (0..links.len()).rev() {
        let mut carrier = Carrier { files: &mut *files, link: &links[at], decoder, gives: Vec::new() };
        carrier.words();
        carrier.customers(choices);
        if links[at].kind == Kind::Detail {
            notes.extend(carrier.money(amounts_from[at]));
        }
        let mut gives = std::mem::take(&mut carrier.gives);
        if lines_from == Some(at) {
            gives.push(Role::Product);
            links[at].from.iter().for_each(|&file| files[file].gives_lines = true);
        }
        sorting::distinct(&mut gives);
        links[at].join.gives = gives.into_iter().map(|role| role.name().to_string()).listed();
    }
    for link in links.iter().filter(|link| link.is_whole && !link.gives(Role::Amount)) {
        let file = link.join.from.first().copied().unwrap_or(0);
        notes.push(Note::LinesNotAdded { file, rows: link.join.matched });
    }
    notes
}

/// Whether the orders lack amounts, and these rows have them: payments rather than the prices of lines, and of
/// equals the first.
fn is_source_of_amounts(files: &[FileRows], links: &[Link], at: usize) -> bool {
    let rank = |link: &Link| {
        let Some(&first) = link.from.first().filter(|_| link.kind == Kind::Detail) else { return 0 };
        let FileRows { shard, plan, .. } = &files[first];
        let is_price = plan.columns.get(&Role::Amount) == plan.columns.get(&Role::UnitPrice);
        match (shard.amounts.is_empty(), shard.line_amounts.is_empty()) {
            (false, _) if !is_price => 2,
            (true, true) => 0,
            _ => 1,
        }
    };
    let link = &links[at];
    let is_of_same_orders = |other: &Link| other.to == link.to;
    let earlier =
        links[..at].iter().filter(|other| is_of_same_orders(other)).all(|other| rank(other) < rank(link));
    let later =
        links[at..].iter().filter(|other| is_of_same_orders(other)).all(|other| rank(other) <= rank(link));
    let lacks = link.to.iter().any(|&file| files[file].plan.lacks.is_some());
    rank(link) > 0 && lacks && earlier && later
}

/// Whether the rows are lines of orders that say what was bought.
fn gives_lines(files: &[FileRows], link: &Link) -> bool {
    let has_product = |&file: &usize| files[file].shard.text(Role::Product).is_some();
    link.kind == Kind::Detail && link.from.iter().any(has_product)
}

/// Brings what the files of one link say to the rows that they name.
pub(super) struct Carrier<'a> {
    pub files: &'a mut [FileRows],
    pub link: &'a Link,
    decoder: &'a dyn Decode,
    /// What was taken.
    pub gives: Vec<Role>,
}

/// The distinct values of a column over several files, and which of them belongs to each number of a link.
pub(super) struct Said {
    pub values: Interner,
    pub of_number: Vec<u32>,
}

impl Said {
    /// What it says of rows with these numbers.
    pub fn of(&self, numbers: &[u32]) -> TextColumn {
        let code = |&number: &u32| self.of_number.get(number as usize).copied().unwrap_or(MISSING);
        TextColumn::of(self.values.clone(), numbers.iter().map(code).collect(), "utf-8")
    }
}

impl Carrier<'_> {
    /// What a column of the files that say more says of each number. Where rows differ it is the least, whatever
    /// the order of rows and files is.
    pub fn said(&self, column: impl Fn(&FileRows) -> Option<&TextColumn>) -> Said {
        let mut said =
            Said { values: Interner::default(), of_number: vec![MISSING; self.link.pair.counts[0].len()] };
        for (at, &file) in self.link.from.iter().enumerate() {
            let rows = &self.files[file];
            let Some(texts) = column(rows) else { continue };
            let encoding = texts.encoding.unwrap_or(rows.encoding);
            let values = encoding::decode_all(self.decoder, encoding, &texts.values);
            let codes: Vec<u32> = values.iter().map(|value| said.values.intern(value.as_bytes())).listed();
            for (&number, code) in self.link.pair.numbers[0][at].iter().zip(texts.codes.iter()) {
                let Some(&code) = codes.get(code as usize) else { continue };
                let Some(known) = said.of_number.get_mut(number as usize) else { continue };
                if *known == MISSING || said.values.get(code) < said.values.get(*known) {
                    *known = code;
                }
            }
        }
        said
    }

    /// The words that the orders lack. Of an order only a single row tells; of customers and products only what
    /// describes them is the order's too.
    fn words(&mut self) {
        let one_row_each = self.link.kind == Kind::Lookup || self.link.pair.is_unique(0);
        // What became of a refund is not what became of its order.
        if !one_row_each || self.gives_refunds() {
            return;
        }
        let is_of_customers = self.is_about_customers();
        let describes = |role| match role {
            Role::Product | Role::Category => true,
            Role::Channel | Role::Region | Role::Attribute => is_of_customers,
            _ => false,
        };
        for role in TEXT_ROLES.into_iter().filter(|&role| role != Role::OrderId) {
            let is_the_orders = match self.link.kind {
                Kind::Lookup => describes(role),
                Kind::Detail => !matches!(role, Role::Product | Role::Category),
            };
            if is_the_orders && self.has_another(role) {
                let said = self.said(|file| file.shard.text(role));
                self.give_words(role, &said);
            }
        }
    }

    fn gives_refunds(&self) -> bool {
        self.link.from.iter().any(|&file| self.files[file].gives_refunds)
    }

    /// Whether the files have a column of this role that is not the link's.
    fn has_another(&self, role: Role) -> bool {
        self.link.from.iter().any(|&file| {
            let texts = &self.files[file].shard.texts;
            texts.iter().any(|&(known, column, _)| known == role && column != self.link.columns[0])
        })
    }

    fn give_words(&mut self, role: Role, said: &Said) {
        for (at, &file) in self.link.to.iter().enumerate() {
            let texts = &self.files[file].shard.texts;
            let own = texts.iter().position(|&(known, _, _)| known == role);
            // The name of a product is better than its number.
            if own.is_some_and(|own| texts[own].1 != self.link.columns[1]) {
                continue;
            }
            let mut given = said.of(&self.link.pair.numbers[1][at]);
            let name = self.name_of(role);
            let to = &mut self.files[file];
            if let Some(own) = own {
                fill(&mut given, &to.shard.texts.remove(own).2);
            }
            let column = new_column(to, name);
            to.shard.texts.push((role, column, given));
            to.plan.columns.insert(role, column);
            self.gives.push(role);
        }
    }

    /// The name of the column of a role, in the files that say more.
    fn name_of(&self, role: Role) -> String {
        let plan = self.link.from.first().map(|&file| &self.files[file].plan);
        let name = plan.and_then(|plan| plan.names.get(*plan.columns.get(&role)?));
        name.cloned().unwrap_or_default()
    }

    /// Amounts, where the orders lack them, and refunds.
    fn money(&mut self, is_source: bool) -> Option<Note> {
        let is_void = self.void_rows();
        let sums = Sums::of(self.files, self.link, |at, row| is_void[at].get(row) != Some(&true));
        let role = [Role::Amount, Role::LineAmount, Role::UnitPrice];
        let name = role.into_iter().map(|role| self.name_of(role)).find(|name| !name.is_empty());
        let name = name.unwrap_or_default();
        for (at, &file) in self.link.to.iter().enumerate() {
            let to = &mut self.files[file];
            let numbers = &self.link.pair.numbers[1][at];
            if is_source && to.plan.lacks.is_some() {
                let column = new_column(to, name.clone());
                sums.give_amounts(to, numbers, column);
                self.gives.push(Role::Amount);
            }
            if sums.give_refunds(to, numbers) {
                self.gives.push(Role::Refund);
            }
        }
        let repeated = sums.repeated.filter(|_| self.gives.contains(&Role::Amount));
        repeated.map(|orders| Note::RepeatedTotals { orders })
    }

    /// For each file and row whether its status says that nothing was paid with it.
    fn void_rows(&self) -> Vec<Vec<bool>> {
        let of_file = |&file: &usize| {
            let rows = &self.files[file];
            let is_void = |role| -> Vec<bool> {
                let Some(texts) = rows.shard.text(role) else { return Vec::new() };
                let words = encoding::decode_all(self.decoder, rows.encoding, &texts.values);
                let is_void = |word: &str| match rows.gives_refunds {
                    true => refund_files::is_void(word),
                    false => fates::reason(word).is_some(),
                };
                let void: Vec<bool> = words.iter().map(is_void).listed();
                texts.codes.iter().map(|code| void.get(code as usize) == Some(&true)).listed()
            };
            let after_sales = if rows.gives_refunds { Role::AfterSales } else { Role::Status };
            let said = [Role::Status, Role::PaymentStatus, after_sales].map(is_void);
            let any = |row: usize| said.iter().any(|void| void.get(row) == Some(&true));
            (0..rows.shard.len()).map(any).collect()
        };
        self.link.from.iter().map(of_file).listed()
    }
}

/// Rows about which nothing was said keep what they have.
fn fill(given: &mut TextColumn, own: &TextColumn) {
    for (row, known) in own.codes.iter().enumerate() {
        if given.codes.get(row) == MISSING && known != MISSING {
            let code = given.values.intern(own.values.get(known));
            given.codes.set(row, code);
        }
    }
}

/// A column from another file, behind all others.
pub(super) fn new_column(to: &mut FileRows, name: String) -> usize {
    to.plan.names.push(name);
    to.plan.names.len() - 1
}
