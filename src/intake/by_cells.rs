//! Columns that no name gives away, told by their cells.
//!
//! Only what is clear is used: a form that nearly all cells have. What repeats within an order, and which of several
//! dates comes first, is told from the rows.

use std::cmp::Reverse;

use super::cell;
use super::chosen::Chosen;
use super::name_parts;
use super::names;
use super::profile::Profile;
use super::role::Role;
use super::sorted_map::SortedMap;
use super::sorting;
use super::table::{MOST_COLUMNS, Table};
use crate::list::Listed;

/// What orders can be told apart by: fewer days or moments than these say nothing.
const FEWEST_MOMENTS: usize = 5;

impl Table<'_> {
    /// Whether neither a name, nor the merchant, nor another role says what a column is.
    pub fn is_unnamed(&self, column: usize, columns: &SortedMap<Role, usize>) -> bool {
        self.chosen[column] == Chosen::Open
            && !self.is_usual(column)
            && !columns.values().any(|&used| used == column)
    }

    /// Adds the columns of roles that no name has given; returns those roles.
    pub fn add_by_cells(&self, profiles: &[Profile], columns: &mut SortedMap<Role, usize>) -> Vec<Role> {
        let before = columns.clone();
        self.add_clear(Role::Date, profiles, columns);
        if !self.has_amount(columns) {
            self.add_clear(Role::Amount, profiles, columns);
        }
        for role in [Role::Email, Role::Phone, Role::Status] {
            self.add_clear(role, profiles, columns);
        }
        let id = if self.is_given(Role::OrderId, profiles, columns) {
            None
        } else {
            self.order_id(profiles, columns)
        };
        columns.extend(id.map(|column| (Role::OrderId, column)));
        let is_new = |(role, column): &(&Role, &usize)| before.get(role) != Some(column);
        columns.iter().filter(is_new).map(|(role, _)| *role).listed()
    }

    fn add_clear(&self, role: Role, profiles: &[Profile], columns: &mut SortedMap<Role, usize>) {
        if !self.is_given(role, profiles, columns) {
            let found = self.clearly(role, profiles, columns);
            columns.extend(found.first().map(|&column| (role, column)));
        }
    }

    /// Whether a role has a column with something in it, or the one that the merchant has chosen.
    fn is_given(&self, role: Role, profiles: &[Profile], columns: &SortedMap<Role, usize>) -> bool {
        let is_filled =
            |&column: &usize| profiles[column].filled > 0 || self.chosen[column] == Chosen::As(role);
        columns.get(&role).is_some_and(is_filled)
    }

    /// Whether there is something to make an amount of.
    pub fn has_amount(&self, columns: &SortedMap<Role, usize>) -> bool {
        let has = |role| columns.contains_key(&role);
        has(Role::Amount) || has(Role::LineAmount) || has(Role::Quantity) && has(Role::UnitPrice)
    }

    /// The unnamed columns whose cells clearly are of a role, the likeliest first: the earliest date, the largest sum.
    pub fn clearly(&self, role: Role, profiles: &[Profile], columns: &SortedMap<Role, usize>) -> Vec<usize> {
        let is_it = |&column: &usize| {
            profiles[column].clearly_is(role)
                && self.is_unnamed(column, columns)
                && !name_parts::denies(&self.normalised[column], role)
        };
        let mut found: Vec<usize> = (0..self.names.len().min(MOST_COLUMNS)).filter(is_it).listed();
        match role {
            Role::Date => self.earliest_first(&mut found),
            Role::Amount => sorting::by_key(&mut found, |&column| Reverse(self.total(column))),
            _ => {}
        }
        found
    }

    /// Of several dates of an order the first is when it was made.
    pub fn earliest_first(&self, found: &mut Vec<usize>) {
        const MOST: usize = 16;
        if (2..=MOST).contains(&found.len()) {
            let later = |column: usize, others: &[usize]| {
                others.iter().filter(|&&other| self.is_later(column, other)).count()
            };
            let others = found.to_vec();
            sorting::by_key(found, |&column| (later(column, &others), Reverse(self.filled(column))));
        }
    }

    /// Whether a date stands mostly after another in the same row, where they differ.
    fn is_later(&self, column: usize, other: usize) -> bool {
        let (mut later, mut earlier) = (0, 0);
        for (mine, its) in self.moments(column).iter().zip(self.moments(other)) {
            if let (Some(mine), Some(its)) = (mine, its) {
                later += usize::from(mine > its);
                earlier += usize::from(mine < its);
            }
        }
        later > earlier
    }

    /// Rows in which two columns of dates lie on different days.
    pub fn rows_on_other_days(&self, column: usize, other: usize) -> usize {
        const DAY: i64 = 86_400;
        let day = |moment: &Option<i64>| moment.map(|moment| moment.div_euclid(DAY));
        let both = self.moments(column).iter().zip(self.moments(other));
        both.filter(|(mine, its)| mine.is_some() && day(mine) != day(its)).count()
    }

    /// The column whose values hold the rows of an order together: each value on one run of rows at one moment, many
    /// of them on several rows. Customers come back at other moments, goods are bought again.
    pub fn order_id(&self, profiles: &[Profile], columns: &SortedMap<Role, usize>) -> Option<usize> {
        let date = *columns.get(&Role::Date)?;
        let holds = |&column: &usize| {
            let profile = &profiles[column];
            let is_id =
                profile.filled == self.rows.len() && !profile.is_mostly(profile.dates + profile.decimals);
            is_id
                && profile.distinct < profile.filled
                && self.is_unnamed(column, columns)
                && !names::is_decoy(&self.normalised[column])
                && self.holds_orders(column, date, profile.distinct)
        };
        (0..self.names.len().min(MOST_COLUMNS))
            .filter(holds)
            .max_by_key(|&column| (profiles[column].distinct, Reverse(column)))
    }

    fn holds_orders(&self, column: usize, date: usize, distinct: usize) -> bool {
        let mut moments: Vec<&[u8]> = Vec::new();
        let (mut runs, mut long_runs, mut is_long) = (0, 0, false);
        let mut last: Option<(&[u8], &[u8])> = None;
        for row in self.rows {
            let (Some(id), Some(moment)) = (row.get(column), row.get(date)) else { return false };
            let (id, moment) = (cell::value(id), cell::value(moment));
            match last {
                Some((same, at)) if same == id => {
                    if at != moment {
                        return false;
                    }
                    long_runs += usize::from(!is_long);
                    is_long = true;
                }
                _ => {
                    runs += 1;
                    is_long = false;
                    if moments.len() < FEWEST_MOMENTS && !moments.contains(&moment) {
                        moments.push(moment);
                    }
                }
            }
            last = Some((id, moment));
        }
        runs == distinct && 5 * long_runs >= runs && moments.len() == FEWEST_MOMENTS
    }

    /// Whether a column has one value on the rows of each order; `None` where no order has several.
    pub fn is_constant_in_orders(&self, column: usize, columns: &SortedMap<Role, usize>) -> Option<bool> {
        let id = *columns.get(&Role::OrderId)?;
        let mut firsts: SortedMap<&[u8], &[u8]> = SortedMap::default();
        let mut has_several = false;
        for row in self.rows {
            let (Some(id), Some(value)) = (row.get(id), row.get(column)) else { continue };
            let value = cell::value(value);
            match firsts.insert(cell::id(id), value) {
                Some(first) if first != value => return Some(false),
                Some(_) => has_several = true,
                None => {}
            }
        }
        has_several.then_some(true)
    }
}
