//! Which file's rows name those of which other, and by which columns.

use std::cmp::Reverse;

use super::Export;
use super::columns::{self, Pair};
use crate::intake::file::FileRows;
use crate::intake::ledger::Join;
use crate::intake::role::Role;
use crate::intake::sorting;
use crate::list::Listed;
use crate::order::MISSING;

/// What the rows of one export are for another.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(in crate::intake) enum Kind {
    /// Rows of orders: payments, lines, and what else is said of an order.
    Detail,
    /// One row for each thing that the other names: customers, products.
    Lookup,
}

/// Files whose rows name rows of others.
#[derive(Debug)]
pub(in crate::intake) struct Link {
    /// The files that say more.
    pub from: Export,
    /// The files that they speak of.
    pub to: Export,
    /// The two columns.
    pub columns: [usize; 2],
    /// What their rows are.
    pub kind: Kind,
    /// The numbers of the two columns' values.
    pub pair: Pair,
    /// Whether its rows could be orders by themselves.
    pub is_whole: bool,
    /// What the ledger says of it.
    pub join: Join,
}

impl Link {
    /// Whether this row of a file that says more has a partner.
    pub fn has_partner(&self, file: usize, row: usize) -> bool {
        let Some(at) = self.from.iter().position(|&known| known == file) else { return false };
        let number = self.pair.numbers[0][at].get(row).copied().unwrap_or(MISSING);
        self.pair.counts[1].get(number as usize).is_some_and(|&count| count > 0)
    }

    /// Whether this was taken from it.
    pub fn gives(&self, role: Role) -> bool {
        self.join.gives.iter().any(|given| given == role.name())
    }
}

/// Finds the links, from the exports with the orders outwards; nearer ones first. `details` are known to be the
/// lines of the orders of another.
pub(super) fn find(
    files: &[FileRows],
    exports: &[Export],
    roots: &[usize],
    details: Vec<[usize; 2]>,
) -> Vec<Link> {
    let mut links = Vec::new();
    let mut reached = roots.to_vec();
    for [from, to] in details {
        let by_id = candidates(files, &exports[from], &exports[to], Rule::Names);
        let by_id = by_id.into_iter().find(|candidate| candidate.0.kind == Kind::Detail);
        links.extend(by_id.map(|(found, pair)| link(files, [&exports[from], &exports[to]], found, pair)));
        reached.push(from);
    }
    // A level at a time: what names orders goes before what names that.
    for rule in [Rule::Names, Rule::Values] {
        loop {
            let level: Vec<(usize, Link)> = (0..exports.len())
                .filter(|export| !reached.contains(export))
                .filter_map(|from| Some((from, best(files, exports, from, &reached, roots, rule)?)))
                .listed();
            if level.is_empty() {
                break;
            }
            for (from, link) in level {
                reached.push(from);
                links.push(link);
            }
        }
    }
    links
}

#[derive(Clone, Copy, PartialEq, Eq)]
enum Rule {
    Names,
    Values,
}

/// Two columns that fit, and how.
#[derive(Clone, Copy)]
struct Found {
    kind: Kind,
    columns: [usize; 2],
}

fn best(
    files: &[FileRows],
    exports: &[Export],
    from: usize,
    reached: &[usize],
    roots: &[usize],
    rule: Rule,
) -> Option<Link> {
    let to_all = reached.iter().filter_map(|&to| {
        let found = candidates(files, &exports[from], &exports[to], rule).into_iter();
        // Of what is no order itself only more can be told, one row each.
        let fits = |found: &&(Found, Pair)| roots.contains(&to) || found.0.kind == Kind::Lookup;
        let mut found: Vec<(Found, Pair)> = found.listed();
        let at = found.iter().position(|candidate| fits(&candidate))?;
        Some((to, found.swap_remove(at)))
    });
    let rank = |(to, (found, pair)): &(usize, (Found, Pair))| {
        (found.kind == Kind::Lookup, Reverse(pair.share()), Reverse(roots.contains(to)))
    };
    let (to, (found, pair)) = to_all.min_by_key(rank)?;
    Some(link(files, [&exports[from], &exports[to]], found, pair))
}

/// The pairs of columns that fit, the best first.
fn candidates(files: &[FileRows], from: &Export, to: &Export, rule: Rule) -> Vec<(Found, Pair)> {
    const HALF: u64 = 500;
    let [first_from, first_to] = [from, to].map(|export| &files[export[0]]);
    let mut found = Vec::new();
    for a in columns::of(first_from) {
        for b in columns::of(first_to) {
            let alike = columns::are_named_alike((first_from, a), (first_to, b));
            let is_short = rule == Rule::Values && columns::are_short(first_from, a);
            if alike != (rule == Rule::Names) || is_short {
                continue;
            }
            let pair = Pair::new(files, [(from, a), (to, b)]);
            if pair.share() < HALF || rule == Rule::Values && !pair.is_contained() {
                continue;
            }
            let kind = match columns::is_order_id(first_to, b) {
                true => Kind::Detail,
                false if pair.is_unique(0) => Kind::Lookup,
                false => continue,
            };
            found.push((Found { kind, columns: [a, b] }, pair));
        }
    }
    sorting::by_key(&mut found, |(found, pair)| {
        (found.kind == Kind::Lookup, Reverse(pair.share()), found.columns)
    });
    found
}

fn link(files: &[FileRows], sides: [&Export; 2], found: Found, pair: Pair) -> Link {
    let [from, to] = sides.map(Clone::clone);
    let name = |side: &Export, column: usize| files[side[0]].plan.names[column].clone();
    let positions = |side: &Export| side.iter().map(|&file| file as u32).listed();
    Link {
        is_whole: from.iter().all(|&file| files[file].plan.lacks.is_none()),
        join: Join {
            from: positions(&from),
            to: positions(&to),
            columns: [name(&from, found.columns[0]), name(&to, found.columns[1])],
            rows: pair.rows[0],
            matched: pair.matched(0),
            rows_to: pair.rows[1],
            matched_to: pair.matched(1),
            gives: Vec::new(),
        },
        from,
        to,
        columns: found.columns,
        kind: found.kind,
        pair,
    }
}
