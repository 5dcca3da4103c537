//! Where the rows of an order carry its amount: on the first alone, on each, on one that sums up the others, or in
//! parts that are added.

use std::collections::BTreeMap;

use super::LayoutChoice;
use super::fold::{Draft, Totals};
use super::judge::Habits;
use super::ledger::Note;
use super::sheet::Sheet;
use super::shops::Layout;
use super::store::is_order;

/// How the amounts of an order's rows make its own.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(super) enum Made {
    /// The first row has the order's total.
    First,
    /// One row alone has an amount.
    OneRow,
    /// Each row repeats the order's total.
    Repeated,
    /// One row has the total of the others.
    Summary,
    /// The rows' amounts were added.
    Added,
}

impl Made {
    /// How the amount of an order is made.
    pub fn of(draft: &Draft, sheet: &Sheet<'_>, habits: &Habits) -> Made {
        let plan = &sheet.rows.plan;
        let Totals { rows, differ, .. } = draft.totals;
        let has_totals = !sheet.rows.shard.amounts.is_empty();
        match habits.layout(plan) {
            Layout::FirstRow if has_totals || habits.chosen_layout.is_some() => Made::First,
            _ if rows < 2 => Made::OneRow,
            Layout::Repeated if !differ => Made::Repeated,
            Layout::Told if has_totals && habits.has_summaries() && draft.totals.is_summed_up() => {
                Made::Summary
            }
            Layout::Told if has_totals && !differ && habits.repeats_totals(plan) => Made::Repeated,
            _ => Made::Added,
        }
    }

    /// Whether one row's amount is the order's.
    pub fn is_once(self) -> bool {
        matches!(self, Made::First | Made::Repeated | Made::Summary)
    }

    /// The order's amount before refunds.
    pub fn amount(self, totals: &Totals) -> i64 {
        match self {
            Made::First | Made::Repeated => totals.first,
            Made::Summary => totals.largest,
            Made::OneRow | Made::Added => totals.sum,
        }
    }
}

/// The shop's layout, or what the merchant says.
pub(super) fn chosen(choice: LayoutChoice) -> Layout {
    match choice {
        LayoutChoice::FirstRow => Layout::FirstRow,
        LayoutChoice::Repeated => Layout::Repeated,
        LayoutChoice::Parts => Layout::Parts,
    }
}

/// How the amounts of the valid orders of several rows were made.
pub(super) fn notes(drafts: &[Draft], sheets: &[Sheet<'_>], habits: &BTreeMap<usize, Habits>) -> Vec<Note> {
    let mut orders: BTreeMap<Made, u64> = BTreeMap::new();
    for draft in drafts.iter().filter(|draft| is_order(draft) && draft.rows > 1) {
        let sheet = &sheets[draft.file];
        if let Some(habits) = habits.get(&sheet.export) {
            let made = match Made::of(draft, sheet, habits) {
                Made::First => Made::OneRow,
                made => made,
            };
            *orders.entry(made).or_default() += 1;
        }
    }
    let note = |(made, orders): (Made, u64)| match made {
        Made::First | Made::OneRow => Note::TotalsOnOneRow { orders },
        Made::Repeated => Note::RepeatedTotals { orders },
        Made::Summary => Note::SummaryRows { orders },
        Made::Added => Note::RowsAdded { orders },
    };
    orders.into_iter().map(note).collect()
}
