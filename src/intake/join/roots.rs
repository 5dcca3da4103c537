//! The files that have the orders: what all others speak of.

use super::Export;
use super::columns::Pair;
use crate::intake::DateOrder;
use crate::intake::file::FileRows;
use crate::intake::ledger::Note;
use crate::intake::role::Role;
use crate::intake::sorting;
use crate::order::MISSING;
use crate::time::Moment;

/// The exports that have the orders.
#[derive(Debug, Default)]
pub(super) struct Roots {
    /// Which of the exports.
    pub exports: Vec<usize>,
    /// Exports that could be orders by themselves, and are lines of those of another.
    pub details: Vec<[usize; 2]>,
    /// First files of exports that give the same orders.
    pub same_orders: Vec<[usize; 2]>,
    /// What is odd.
    pub notes: Vec<Note>,
}

/// The exports that have the orders, if any has.
pub(super) fn find(files: &[FileRows], exports: &[Export]) -> Option<Roots> {
    let plan = |export: &usize| &files[exports[*export][0]].plan;
    let is_whole = |export: &usize| exports[*export].iter().any(|&file| files[file].plan.lacks.is_none());
    let (wholes, parts): (Vec<usize>, Vec<usize>) = (0..exports.len()).partition(is_whole);
    let mut dated: Vec<usize> =
        parts.into_iter().filter(|export| plan(export).columns.contains_key(&Role::Date)).collect();
    dated.retain(|export| plan(export).columns.contains_key(&Role::OrderId));
    sorting::by_key(&mut dated, |export| plan(export).keys.is_empty());
    if wholes.is_empty() {
        return Some(Roots { exports: vec![*dated.first()?], ..Roots::default() });
    }
    let mut roots = Roots::default();
    for &export in &wholes {
        // Lines have dates of their own at times: the customers tell which file has the orders.
        let has_customers = |other: &&usize| plan(&export).keys.is_empty() && !plan(other).keys.is_empty();
        let owner = dated.iter().filter(has_customers).find(|&&other| {
            ids(files, &exports[export], &exports[other])
                .is_some_and(|pair| pair.is_unique(1) && pair.share() >= 500)
        });
        let lines_of = || wholes.iter().find(|&&other| is_detail(files, &exports[export], &exports[other]));
        let said_of = || {
            let has_customers = |other: &&usize| has_customers(other);
            wholes
                .iter()
                .filter(has_customers)
                .find(|&&other| is_said_of(files, &exports[export], &exports[other]))
        };
        match owner.or_else(lines_of).or_else(said_of) {
            Some(&owner) => roots.details.push([export, owner]),
            None => roots.exports.push(export),
        }
    }
    let is_detail = |export: &usize| roots.details.iter().any(|[detail, _]| detail == export);
    let owners = roots.details.iter().map(|&[_, owner]| owner).filter(|owner| !is_detail(owner));
    roots.exports.extend(owners.collect::<Vec<_>>());
    sorting::distinct(&mut roots.exports);
    for pair in pairs(&roots.exports).collect::<Vec<_>>() {
        roots.compare(files, exports, pair);
    }
    Some(roots)
}

impl Roots {
    /// Whether two exports with orders of their own give the same ones.
    fn compare(&mut self, files: &[FileRows], exports: &[Export], pair: [usize; 2]) {
        let [a, b] = pair.map(|export| &exports[export]);
        let Some(ids) = ids(files, a, b).filter(have_same_ids) else { return };
        let firsts = [a[0].min(b[0]), a[0].max(b[0])];
        if are_on_same_days(files, [a, b], &ids) {
            self.same_orders.push(firsts);
        } else {
            let files = firsts.map(|file| file as u32);
            self.notes.push(Note::SameIdsOtherDays { files, orders: ids.shared().count() as u64 });
        }
    }
}

fn pairs(all: &[usize]) -> impl Iterator<Item = [usize; 2]> {
    all.iter().enumerate().flat_map(|(at, &a)| all[at + 1..].iter().map(move |&b| [a, b]))
}

/// The order ids of two exports.
pub(super) fn ids(files: &[FileRows], from: &Export, to: &Export) -> Option<Pair> {
    let column = |export: &Export| files[export[0]].plan.columns.get(&Role::OrderId).copied();
    Some(Pair::new(files, [(from, column(from)?), (to, column(to)?)]))
}

/// Whether the rows of one export are the lines of the orders of the other, which has one row for each.
fn is_detail(files: &[FileRows], from: &Export, to: &Export) -> bool {
    if from[0] == to[0] || !has_lines(files, from) {
        return false;
    }
    let Some(pair) = ids(files, from, to) else { return false };
    let says_more = !pair.is_unique(0) || !has_lines(files, to);
    pair.is_unique(1) && says_more && have_same_ids(&pair) && are_on_same_days(files, [from, to], &pair)
}

/// Whether an export says what was bought.
fn has_lines(files: &[FileRows], export: &Export) -> bool {
    let has = |role| files[export[0]].plan.columns.contains_key(&role);
    [Role::Product, Role::LineAmount, Role::UnitPrice].into_iter().any(has)
}

/// Whether an export without goods speaks of the orders of the other on days of its own, as payments do.
fn is_said_of(files: &[FileRows], from: &Export, to: &Export) -> bool {
    let are_theirs = |pair: Pair| {
        pair.is_unique(1) && pair.share_of_values(0) >= 950 && !are_on_same_days(files, [from, to], &pair)
    };
    !has_lines(files, from) && ids(files, from, to).is_some_and(are_theirs)
}

/// Whether most ids of one export are those of the other.
fn have_same_ids(pair: &Pair) -> bool {
    pair.share_of_values(0).max(pair.share_of_values(1)) >= 800
}

/// Whether next to all orders of two exports are on the same days. Two shops may count their orders alike, but do
/// not sell the same numbers on the same days.
pub(super) fn are_on_same_days(files: &[FileRows], sides: [&Export; 2], pair: &Pair) -> bool {
    [DateOrder::DayFirst, DateOrder::MonthFirst, DateOrder::YearFirst].into_iter().any(|order| {
        let [first, second] = [0, 1].map(|side| days(files, sides[side], pair, side, order));
        let shared = || pair.shared().filter(|&number| first[number].is_some() && second[number].is_some());
        let agreeing = shared().filter(|&number| first[number] == second[number]).count();
        agreeing > 0 && 10 * agreeing >= 9 * shared().count()
    })
}

/// The first day of each number.
fn days(files: &[FileRows], export: &Export, pair: &Pair, side: usize, order: DateOrder) -> Vec<Option<i64>> {
    let mut days: Vec<Option<i64>> = vec![None; pair.counts[side].len()];
    for (&file, numbers) in export.iter().zip(&pair.numbers[side]) {
        for (&number, moment) in numbers.iter().zip(files[file].shard.dates.read(order).iter()) {
            if number == MISSING || moment <= crate::intake::cell::IMPOSSIBLE {
                continue;
            }
            let day = i64::from(Moment(moment).day().0);
            let known = &mut days[number as usize];
            *known = Some(known.map_or(day, |known| known.min(day)));
        }
    }
    days
}
