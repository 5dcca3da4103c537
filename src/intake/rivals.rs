//! Several columns that could all be the amount, or the date: whether the names settle it, and what each would give.

use super::cell::{self, number};
use super::chosen::{self, Chosen};
use super::name_parts;
use super::profile::Profile;
use super::question::{AmountOption, DateColumnOption};
use super::role::Role;
use super::sorted_map::SortedMap;
use super::table::{MOST_COLUMNS, Table};
use super::words;
use crate::list::Listed;
use crate::money::{Currency, Money};

/// What stands beside the columns that are used.
#[derive(Clone, Debug, Default)]
pub(super) struct Rivals {
    /// The amounts that must be chosen from, the likeliest first; empty where the names settle it.
    pub amounts: Vec<AmountOption>,
    /// The dates that must be chosen from.
    pub dates: Vec<DateColumnOption>,
    /// Where the names settle it: the amount that is used, and the next that would give another sum.
    pub next_amount: Option<(String, String)>,
    /// The amount that is that of the goods alone, and columns with other parts of the price.
    pub parts: Option<(String, Vec<String>)>,
    /// The date that is used, and the next that lies on other days.
    pub next_date: Option<(String, String)>,
}

/// Parts of usual names that say it is what was paid, or what the whole order comes to.
#[rustfmt::skip]
const STRONG: &str = "实付 实际支付 实收 支付 付款 应付 结算 订单 paid collected charged payment order grand net gesamt bestell \
    bezahlt zahlung paye ttc commande pagado pedido 支払 請求 総合計 注文 결제 주문 實付 實收 訂單";

/// Parts of an order's total, beside it.
pub(super) const COMPONENTS: &str = "subtotal 货款 小計 zwischensumme soustotal";

/// How many answers a question has.
const MOST: usize = 4;

impl Table<'_> {
    /// What stands beside the columns that are used; a known shop's table and the merchant's word settle it.
    pub fn rivals(
        &self,
        profiles: &[Profile],
        columns: &SortedMap<Role, usize>,
        mark: number::DecimalMark,
    ) -> Rivals {
        let mut rivals = Rivals::default();
        if self.shop.is_some() {
            return rivals;
        }
        self.rival_amounts(profiles, columns, mark, &mut rivals);
        self.rival_dates(profiles, columns, &mut rivals);
        rivals.parts = self.price_parts(profiles, columns);
        rivals
    }

    fn rival_amounts(
        &self,
        profiles: &[Profile],
        columns: &SortedMap<Role, usize>,
        mark: number::DecimalMark,
        rivals: &mut Rivals,
    ) {
        let Some(&used) = columns.get(&Role::Amount) else { return };
        if !self.is_open(used) {
            return;
        }
        let is_other = |&column: &usize| {
            let used_otherwise =
                columns.iter().any(|(&role, &other)| role != Role::Amount && other == column);
            column != used && !used_otherwise && profiles[column].filled > 0 && profiles[column].distinct > 1
        };
        let by_name = self.named(Role::Amount).chain(self.by_parts(Role::Amount)).filter(is_other);
        let mut others: Vec<usize> = by_name.filter(|&column| !self.is_component(column)).listed();
        let is_named = self.named(Role::Amount).any(|column| column == used);
        let is_told_by_cells = !is_named && !self.by_parts(Role::Amount).any(|column| column == used);
        let mut counts = None;
        if is_told_by_cells {
            others.extend(self.clearly(Role::Amount, profiles, columns));
            others.extend(self.possible_amounts(profiles, columns));
            counts = self.clearly(Role::Quantity, profiles, columns).first().copied();
        }
        let fitting = others.into_iter().filter(|&column| self.fits(Role::Amount, column));
        // What nobody has named may be the price of a piece.
        let all = fitting.map(|column| (None, column)).chain(counts.map(|pieces| (Some(pieces), used)));
        let option = |pieces, column| self.amount_option(pieces, column, columns, mark);
        let mut options = vec![option(None, used)];
        for (pieces, column) in all {
            let other = option(pieces, column);
            let is_new =
                options.iter().all(|known| known.amount != other.amount && known.answer != other.answer);
            if is_new && options.len() < MOST {
                options.push(other);
            }
        }
        let Some(next) = options.get(1) else { return };
        let next_is_usual = self.named(Role::Amount).any(|column| self.names[column] == next.answer);
        let is_strong = words::any_in(STRONG, &self.normalised[used]);
        if is_named && (is_strong || !next_is_usual) {
            rivals.next_amount = Some((self.names[used].clone(), next.answer.clone()));
        } else {
            rivals.amounts = options;
        }
    }

    /// Whether it is a part of the order's total, beside it.
    pub fn is_component(&self, column: usize) -> bool {
        words::any_in(COMPONENTS, &self.normalised[column])
    }

    /// Unnamed columns of numbers, some of them with decimals.
    fn possible_amounts(&self, profiles: &[Profile], columns: &SortedMap<Role, usize>) -> Vec<usize> {
        let could_be = |&column: &usize| {
            profiles[column].could_be_amounts()
                && self.is_unnamed(column, columns)
                && !name_parts::denies(&self.normalised[column], Role::Amount)
        };
        (0..self.names.len().min(MOST_COLUMNS)).filter(could_be).listed()
    }

    fn rival_dates(&self, profiles: &[Profile], columns: &SortedMap<Role, usize>, rivals: &mut Rivals) {
        let Some(&used) = columns.get(&Role::Date) else { return };
        if !self.is_open(used) {
            return;
        }
        let is_named = self.named(Role::Date).any(|column| column == used);
        let named = self.named(Role::Date).chain(self.by_parts(Role::Date));
        let named: Vec<usize> = named.filter(|&column| profiles[column].clearly_is(Role::Date)).listed();
        let unnamed = if is_named { Vec::new() } else { self.clearly(Role::Date, profiles, columns) };
        let mut others: Vec<usize> = Vec::new();
        for column in named.into_iter().chain(unnamed) {
            let differs = || 100 * self.rows_on_other_days(column, used) > profiles[column].filled;
            if column != used && !others.contains(&column) && differs() {
                others.push(column);
            }
        }
        let Some(&next) = others.first() else { return };
        if is_named {
            rivals.next_date = Some((self.names[used].clone(), self.names[next].clone()));
            return;
        }
        others.truncate(MOST - 1);
        let option = |column: usize| DateColumnOption {
            answer: self.names[column].clone(),
            rows: profiles[column].filled as u64,
            other_days: self.rows_on_other_days(column, used) as u64,
        };
        rivals.dates = std::iter::once(used).chain(others).map(option).listed();
    }

    /// Whether the merchant has said nothing of a column.
    fn is_open(&self, column: usize) -> bool {
        self.chosen[column] == Chosen::Open
    }

    /// The columns that a part of their name gives a role, and whose cells fit it.
    pub fn by_parts(&self, role: Role) -> impl Iterator<Item = usize> {
        let is_open = self.shop.is_none();
        let says = move |&column: &usize| {
            is_open
                && self.is_open(column)
                && !self.is_usual(column)
                && name_parts::says(&self.normalised[column], role)
        };
        let fits = move |&column: &usize| {
            // `is paid` is no amount, and what says the same of many rows no order.
            let is_void = match role {
                Role::Amount => self.is_bits(column),
                Role::OrderId => 20 * self.distinct(column).len() < self.rows.len(),
                _ => false,
            };
            !is_void && !self.distinct(column).is_empty() && self.fits(role, column)
        };
        (0..self.names.len().min(MOST_COLUMNS)).filter(says).filter(fits)
    }

    /// What a column adds up to, in whatever it is written in: only to compare.
    pub fn total(&self, column: usize) -> Money {
        let mark = number::told_mark(self.values(column)).unwrap_or_default();
        self.values(column).filter_map(|cell| minor_units(cell, mark)).sum()
    }

    /// What a column of amounts would give, times the pieces of another if there is one. On the rows of an order it
    /// is counted once where it is the same on each.
    fn amount_option(
        &self,
        pieces: Option<usize>,
        column: usize,
        columns: &SortedMap<Role, usize>,
        mark: number::DecimalMark,
    ) -> AmountOption {
        let once = pieces.is_none() && self.is_constant_in_orders(column, columns) == Some(true);
        let id = columns.get(&Role::OrderId);
        let mut seen: SortedMap<&[u8], ()> = SortedMap::default();
        let (mut orders, mut amount) = (0, Money::ZERO);
        for row in self.rows {
            let Some(money) = amount_of(row, pieces, column, mark) else { continue };
            let is_new =
                id.and_then(|&id| row.get(id)).is_none_or(|id| seen.insert(cell::id(id), ()).is_none());
            orders += u64::from(is_new);
            if is_new || !once {
                amount += money;
            }
        }
        let name = &self.names[column];
        let answer = pieces.map_or(name.clone(), |pieces| chosen::product(&self.names[pieces], name));
        AmountOption { answer, orders, amount }
    }
}

fn amount_of(
    row: &[Vec<u8>],
    pieces: Option<usize>,
    column: usize,
    mark: number::DecimalMark,
) -> Option<Money> {
    let cell = cell::value(row.get(column)?);
    let Some(pieces) = pieces else { return minor_units(cell, mark) };
    let read = |cell| number::Decimal::read(cell, mark).map(|(number, _)| number);
    let amount = read(cell::value(row.get(pieces)?))?.times(read(cell)?, Currency::of("").decimals)?;
    Some(Money(amount.0))
}

fn minor_units(cell: &[u8], mark: number::DecimalMark) -> Option<Money> {
    let decimals = Currency::of("").decimals;
    let (number, _) = number::Decimal::read(cell, mark)?;
    number.minor_units(decimals).map(|(amount, _)| Money(amount))
}
