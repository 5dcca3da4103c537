//! Counted by the values of a column.

use huitou_columns::blocks::{self, Sum};
use huitou_columns::codes::Codes;

use super::super::fold::Draft;
use super::super::folder::Folder;
use super::super::role::Role;
use super::super::store;
use super::super::valid_orders::ValidOrders;
use super::ends::{End, Ended, How, Lost};
use crate::list::Listed;
use crate::order::{MISSING, OutcomeBy, OutcomeCounts, OutcomeGroups, Texts, sort};

/// The counts by the values of a column.
pub(super) struct Groups<'a> {
    by: OutcomeBy,
    /// By file: the column, and what its numbers are among all values; `None` where it has neither this nor the other
    /// one that is told of goods.
    columns: Vec<Option<(Option<&'a Codes>, Vec<u32>)>>,
    values: Texts,
    /// Those of the values, then of none.
    counts: Vec<OutcomeCounts>,
    /// The same of plain rows that ended alike, until they are added.
    lost: Vec<Sum>,
    /// Room for the codes of a block.
    read: Vec<u32>,
}

impl<'a> Groups<'a> {
    /// Of those columns that the files have.
    pub(super) fn of(folders: &'a [Folder<'a>], columns: &[(OutcomeBy, Role)]) -> Vec<Groups<'a>> {
        let codes = |folder: &'a Folder<'a>, role| folder.sheet.text(role).map(|column| column.codes);
        let has_it = |role| folders.iter().any(|folder| codes(folder, role).is_some());
        let has_any = |folder| columns.iter().any(|(_, role)| codes(folder, *role).is_some());
        let groups = columns.iter().filter(|(_, role)| has_it(*role)).map(|&(by, role)| {
            let (values, shared) = store::shared_codes(folders, role);
            let counts = vec![OutcomeCounts::default(); values.len() + 1];
            let columns = folders
                .iter()
                .zip(shared)
                .map(|(folder, shared)| has_any(folder).then(|| (codes(folder, role), shared)));
            let lost = vec![(0, 0); counts.len()];
            Groups { by, columns: columns.listed(), values, counts, lost, read: Vec::new() }
        });
        groups.listed()
    }

    /// The plain rows of a file that stand; those of one without such a column `are_counted` too, or not at all.
    pub(super) fn count_valid(&mut self, valid: &ValidOrders<'_>, file: usize, are_counted: bool) {
        let missing = self.values.len();
        let (codes, shared) = match &self.columns[file] {
            Some((codes, shared)) => (*codes, shared.as_slice()),
            None if are_counted => (None, &[][..]),
            None => return,
        };
        // By the numbers of the file, and one more for none.
        let mut counts = vec![0; shared.len() + 1];
        match codes {
            None => counts[shared.len()] = valid.plain.valid_count(file) as u32,
            Some(codes) => valid.plain.count_valid(file, codes, &mut counts),
        }
        for (number, orders) in counts.into_iter().enumerate() {
            let value = shared.get(number).map_or(missing, |value| *value as usize);
            self.counts[value].orders += u64::from(orders);
        }
    }

    /// Rows that ended alike, as [`Groups::count_valid`] those that stand.
    pub(super) fn count_lost(&mut self, of: &Lost<'_>, are_counted: bool) {
        let Groups { columns, lost, read, .. } = self;
        match &columns[of.file] {
            Some((Some(codes), shared)) => {
                codes.read(of.rows, read);
                blocks::translate(read, shared);
            }
            None if !are_counted => return,
            _ => {
                read.clear();
                read.resize(of.rows.len(), MISSING);
            }
        }
        blocks::add_up(read, of.given_back, lost);
    }

    /// Adds the rows that ended so.
    pub(super) fn end_lost(&mut self, how: How) {
        for (lost, counts) in self.lost.iter_mut().zip(&mut self.counts) {
            how.add_all(std::mem::take(lost), counts);
        }
    }

    /// A line by what stands in its row.
    pub(super) fn count_line(&mut self, of: Ended) {
        if let Some((codes, _)) = &self.columns[of.file] {
            self.add(of.file, codes.map_or(MISSING, |codes| codes.get(of.row)), of.end);
        }
    }

    /// An order by what stands in its first row that says anything.
    pub(super) fn count_draft(&mut self, draft: &Draft, end: End) {
        let code = match self.by {
            OutcomeBy::Channel => draft.channel,
            OutcomeBy::Region => draft.region,
            OutcomeBy::Attribute => draft.attribute,
            OutcomeBy::Product | OutcomeBy::Category | OutcomeBy::Buyer => MISSING,
        };
        self.add(draft.file, code, end);
    }

    fn add(&mut self, file: usize, code: u32, end: End) {
        let shared = self.columns[file].as_ref().and_then(|(_, shared)| shared.get(code as usize));
        let missing = self.values.len();
        end.add_to(&mut self.counts[shared.map_or(missing, |value| *value as usize)]);
    }

    /// `None` where no order has a value.
    pub(super) fn told(self) -> Option<OutcomeGroups> {
        let (values, counts) = (self.values, self.counts);
        let orders = |value: u32| counts[value as usize].orders;
        let is_name = |value: &u32| orders(*value) > 0 && !values.get(*value).is_empty();
        let mut largest: Vec<u32> = (0..values.len() as u32).filter(is_name).listed();
        sort(&mut largest, &|a, b| {
            let more = orders(b).cmp(&orders(a));
            more.then_with(|| values.get(a).cmp(values.get(b)))
        });
        let named = largest.iter().take(OutcomeGroups::MOST);
        let named = named.map(|value| (values.get(*value).to_string(), counts[*value as usize])).listed();
        let mut others = OutcomeCounts::default();
        let rest = largest.iter().skip(OutcomeGroups::MOST);
        rest.for_each(|value| others.join(&counts[*value as usize]));
        let mut missing = counts.last().copied().unwrap_or_default();
        let nameless = (0..values.len() as u32).filter(|value| values.get(*value).is_empty());
        nameless.for_each(|value| missing.join(&counts[value as usize]));
        (!named.is_empty()).then_some(OutcomeGroups { by: self.by, named, others, missing })
    }
}
