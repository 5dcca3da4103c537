//! How all orders ended, counted by what they have in common before those that are not valid are forgotten.
//!
//! Where every order stands as it was, nothing is looked at twice. Else each row takes an index and an addition for each of
//! these.

use huitou_columns::codes::Codes;

use super::cell::{IMPOSSIBLE, UNREADABLE};
use super::fold::Draft;
use super::folder::Folder;
use super::ledger::Reason;
use super::parts::Part;
use super::plain::Outcome;
use super::role::Role;
use super::row_fates::RowFates;
use super::settle::OneCurrency;
use super::shard::RowKind;
use super::store;
use super::valid_orders::ValidOrders;
use crate::list::Listed;
use crate::money::Money;
use crate::order::{MISSING, OutcomeBy, OutcomeCounts, OutcomeGroups, Outcomes, Texts, sort};
use crate::time::{Day, Moment, Period, PeriodKind};

/// What became of an order or a line, and what was given back of it.
#[derive(Clone, Copy, Debug)]
struct End {
    how: How,
    given_back: i64,
}

#[derive(Clone, Copy, Debug, PartialEq)]
enum How {
    Stands,
    Cancelled,
    Unpaid,
    Refunded,
    InPart,
}

impl How {
    fn of(reason: Reason) -> Option<How> {
        match reason {
            Reason::Cancelled => Some(How::Cancelled),
            Reason::Unpaid => Some(How::Unpaid),
            Reason::Refunded => Some(How::Refunded),
            _ => None,
        }
    }
}

impl End {
    const STANDS: End = End { how: How::Stands, given_back: 0 };

    /// Of an order; `None` where it is none, or not one that counts once.
    fn of(draft: &Draft) -> Option<End> {
        if draft.reduces.is_some() {
            return None;
        }
        let how = match draft.reason.or(draft.kept) {
            Some(reason) => How::of(reason)?,
            None if draft.given_back <= 0 => How::Stands,
            // Taken off to nothing by a credit, and kept.
            None if draft.amount == 0 => How::Refunded,
            None => How::InPart,
        };
        Some(End::new(how, draft.given_back))
    }

    fn new(how: How, given_back: i64) -> End {
        let is_back = matches!(how, How::Refunded | How::InPart);
        End { how, given_back: if is_back { given_back.max(0) } else { 0 } }
    }

    fn add_to(self, counts: &mut OutcomeCounts) {
        counts.orders += 1;
        match self.how {
            How::Stands => return,
            How::Cancelled => counts.cancelled += 1,
            How::Unpaid => counts.unpaid += 1,
            How::Refunded => counts.refunded += 1,
            How::InPart => counts.in_part += 1,
        }
        counts.give_back(
            Some(Money(self.given_back)).filter(|_| matches!(self.how, How::Refunded | How::InPart)),
        );
    }
}

const OF_LINES: [(OutcomeBy, Role); 2] =
    [(OutcomeBy::Product, Role::Product), (OutcomeBy::Category, Role::Category)];
const OF_ORDERS: [(OutcomeBy, Role); 3] = [
    (OutcomeBy::Channel, Role::Channel),
    (OutcomeBy::Region, Role::Region),
    (OutcomeBy::Attribute, Role::Attribute),
];

/// How all orders ended; `None` where they all stand as they were.
pub(super) fn of(
    valid: &ValidOrders<'_>,
    fates: &[RowFates],
    parts: &[Part],
    currency: &OneCurrency,
    customers: usize,
) -> Option<Outcomes> {
    let ends = Ends::of(valid, fates, parts, currency)?;
    let mut orders = Counted {
        all: OutcomeCounts::default(),
        by: Groups::of(valid.folders, &OF_ORDERS),
        buyers: Buyers::of(valid, customers),
        months: Months::default(),
    };
    let mut lines = Groups::of(valid.folders, &OF_LINES);
    ends.each_plain(&mut |row| {
        orders.count(&ends, row);
        lines.iter_mut().for_each(|groups| groups.count_row(row));
    });
    ends.each_draft(&mut |order| orders.count(&ends, order));
    ends.each_line(&mut |line| lines.iter_mut().for_each(|groups| groups.count_row(line)));
    let groups = lines.into_iter().chain(orders.by).map(Groups::told).chain([orders.buyers.told()]);
    Some(Outcomes {
        all: orders.all,
        groups: groups.filter(Option::is_some).flatten().listed(),
        months: orders.months.by_month,
    })
}

/// What is counted of orders.
struct Counted<'a> {
    all: OutcomeCounts,
    by: Vec<Groups<'a>>,
    buyers: Buyers,
    months: Months,
}

impl Counted<'_> {
    fn count(&mut self, ends: &Ends<'_>, order: Ended<'_>) {
        order.end.add_to(&mut self.all);
        for groups in &mut self.by {
            groups.count(order);
        }
        let moment = ends.moment(order);
        self.buyers.count(ends.customer(order), moment, order.end);
        self.months.count(moment, order.end);
    }
}

/// An order, or a line of one.
#[derive(Clone, Copy)]
struct Ended<'a> {
    file: usize,
    row: usize,
    draft: Option<&'a Draft>,
    end: End,
}

/// How each order ended.
struct Ends<'a> {
    valid: ValidOrders<'a>,
    fates: &'a [RowFates],
    parts: &'a [Part],
    /// By draft, its parts left out; `None` where it is no order in the currency that is kept.
    of_drafts: Vec<Option<End>>,
    /// By draft: its parts that came back.
    with_parts: Vec<Option<End>>,
    /// By file and number: whether amounts in a currency are kept.
    is_kept: Vec<Vec<bool>>,
    /// By draft: how many of its lines stand in another file.
    details: Vec<u32>,
}

impl<'a> Ends<'a> {
    fn of(
        valid: &ValidOrders<'a>,
        fates: &'a [RowFates],
        parts: &'a [Part],
        currency: &OneCurrency,
    ) -> Option<Ends<'a>> {
        let ValidOrders { folders, plain, drafts } = *valid;
        let sheets = || folders.iter().map(|folder| folder.sheet);
        let is_kept =
            sheets().map(|sheet| sheet.rows.shard.currencies.iter().map(|own| currency.takes(own)).listed());
        let is_kept = is_kept.listed();
        let is_taken = |draft: &Draft| {
            let number = usize::from(draft.currency.or(draft.currency_of_nothing).unwrap_or(0));
            draft.reason.is_none() || is_kept[draft.file].get(number) == Some(&true)
        };
        let of_drafts = drafts.iter().map(|draft| End::of(draft).filter(|_| is_taken(draft))).listed();
        let mut with_parts = of_drafts.clone();
        for part in parts.iter().filter(|part| part.reason == Reason::Refunded) {
            if let Some(Some(end)) = with_parts.get_mut(part.draft as usize) {
                let back = end.given_back.saturating_add(given_back(&folders[part.file], part.row));
                if matches!(end.how, How::Stands | How::InPart) {
                    *end = End::new(How::InPart, back);
                }
            }
        }
        let is_any = |end: &Option<End>| end.is_some_and(|end| end.how != How::Stands);
        let is_plain = |file| plain.has(file, |reason| How::of(reason).is_some());
        let is_any = with_parts.iter().any(is_any) || (0..folders.len()).any(is_plain);
        is_any.then(|| Ends {
            valid: *valid,
            fates,
            parts,
            of_drafts,
            with_parts,
            is_kept,
            details: store::details(drafts, fates, folders),
        })
    }

    fn each_draft(&self, visit: &mut dyn FnMut(Ended<'_>)) {
        for (draft, end) in self.valid.drafts.iter().zip(&self.with_parts) {
            let &Draft { file, row, .. } = draft;
            end.iter().for_each(|&end| visit(Ended { file, row, draft: Some(draft), end }));
        }
    }

    fn each_plain(&self, visit: &mut dyn FnMut(Ended<'_>)) {
        for (file, folder) in self.valid.folders.iter().enumerate() {
            let currencies = &folder.sheet.rows.shard.currency;
            for (row, outcome) in self.valid.plain.outcomes(file) {
                let end = match outcome {
                    Outcome::Valid => Some(End::STANDS),
                    Outcome::Aside(reason) => How::of(reason)
                        .filter(|_| self.is_kept[file].get(usize::from(currencies[row])) == Some(&true))
                        .map(|how| End::new(how, folder.amount(row).unwrap_or(0))),
                    Outcome::NotPlain => None,
                };
                end.into_iter().for_each(|end| visit(Ended { file, row, draft: None, end }));
            }
        }
    }

    /// The lines of orders that are no plain rows.
    fn each_line(&self, visit: &mut dyn FnMut(Ended<'_>)) {
        let ValidOrders { folders, drafts, .. } = self.valid;
        let mut parts = self.parts.iter().peekable();
        for (file, (folder, fates)) in folders.iter().zip(self.fates).enumerate() {
            for (row, fate) in fates.iter() {
                let part = parts.next_if(|part| (part.file, part.row) == (file, row));
                let Some(number) = part.map(|part| part.draft).or(fate.ok()) else { continue };
                let number = number as usize;
                let Some(whole) = self.of_drafts[number] else { continue };
                let end = match part.map(|part| How::of(part.reason)) {
                    Some(how) => End::new(how.unwrap_or(How::Stands), given_back(folder, row)),
                    None if self.is_line(folder, number, row) => self.end_of_line(folder, number, row, whole),
                    None => continue,
                };
                visit(Ended { file, row, draft: drafts.get(number), end });
            }
        }
    }

    fn is_line(&self, folder: &Folder<'_>, draft: usize, row: usize) -> bool {
        let is_line = match folder.sheet.kind(row) {
            RowKind::Detail => folder.sheet.rows.gives_lines,
            _ => self.details[draft] == 0,
        };
        is_line && !store::is_summary(folder.sheet, &self.valid.drafts[draft], row)
    }

    /// A line ends as its order does, unless its row says what came back of it alone.
    fn end_of_line(&self, folder: &Folder<'_>, number: usize, row: usize, whole: End) -> End {
        let draft = &self.valid.drafts[number];
        let lines = draft.rows.max(self.details[number]);
        if lines == 1 {
            return whole;
        }
        let own = match store::line_amount(folder.sheet, lines, row) {
            0 if !draft.is_once => folder.amount(row).unwrap_or(0),
            own => own,
        };
        match whole.how {
            How::Refunded => End::new(How::Refunded, own),
            How::InPart if draft.refunds_by_row => {
                let refund = refund(folder, row);
                let how = match refund {
                    ..=0 => How::Stands,
                    _ if refund >= own && own > 0 => How::Refunded,
                    _ => How::InPart,
                };
                End::new(how, refund)
            }
            // Of which line it was nobody says.
            how => End::new(how, 0),
        }
    }

    fn moment(&self, order: Ended<'_>) -> i64 {
        order.draft.map_or_else(|| self.valid.folders[order.file].moment(order.row), |draft| draft.moment)
    }

    fn customer(&self, order: Ended<'_>) -> u32 {
        let of_row = || self.valid.folders[order.file].customer(order.row).customer;
        order.draft.map_or_else(of_row, |draft| draft.customer)
    }
}

/// What a row says was given back of it; of one that says only that it came back, its amount.
fn given_back(folder: &Folder<'_>, row: usize) -> i64 {
    let own = || folder.amount(row).unwrap_or(0);
    Some(refund(folder, row)).filter(|refund| *refund > 0).unwrap_or_else(own)
}

fn refund(folder: &Folder<'_>, row: usize) -> i64 {
    folder.sheet.rows.shard.refunds.get(row).filter(|&refund| refund > UNREADABLE).unwrap_or(0).abs()
}

/// The counts by the values of a column.
struct Groups<'a> {
    by: OutcomeBy,
    /// By file: the column, and what its numbers are among all values; `None` where it has neither this nor the other
    /// one that is told of goods.
    columns: Vec<Option<(Option<&'a Codes>, Vec<u32>)>>,
    values: Texts,
    /// Those of the values, then of none.
    counts: Vec<OutcomeCounts>,
}

impl<'a> Groups<'a> {
    /// Of those columns that the files have.
    fn of(folders: &'a [Folder<'a>], columns: &[(OutcomeBy, Role)]) -> Vec<Groups<'a>> {
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
            Groups { by, columns: columns.listed(), values, counts }
        });
        groups.listed()
    }

    /// A row by what stands in it.
    fn count_row(&mut self, of: Ended<'_>) {
        if let Some((codes, _)) = &self.columns[of.file] {
            self.add(of, codes.map_or(MISSING, |codes| codes.get(of.row)));
        }
    }

    /// An order by what stands in its first row that says anything.
    fn count(&mut self, of: Ended<'_>) {
        match (self.by, of.draft) {
            (OutcomeBy::Channel, Some(draft)) => self.add(of, draft.channel),
            (OutcomeBy::Region, Some(draft)) => self.add(of, draft.region),
            (OutcomeBy::Attribute, Some(draft)) => self.add(of, draft.attribute),
            _ if self.columns[of.file].is_none() => self.add(of, MISSING),
            _ => self.count_row(of),
        }
    }

    fn add(&mut self, of: Ended<'_>, code: u32) {
        let shared = self.columns[of.file].as_ref().and_then(|(_, shared)| shared.get(code as usize));
        let missing = self.values.len();
        of.end.add_to(&mut self.counts[shared.map_or(missing, |value| *value as usize)]);
    }

    /// `None` where no order has a value.
    fn told(self) -> Option<OutcomeGroups> {
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

/// The counts by whether a customer has bought before.
struct Buyers {
    /// By customer: the day of the first valid order.
    first_days: Vec<Day>,
    first: OutcomeCounts,
    repeat: OutcomeCounts,
    anonymous: OutcomeCounts,
}

impl Buyers {
    fn of(valid: &ValidOrders<'_>, customers: usize) -> Buyers {
        let mut first_days = vec![Day(i32::MAX); customers];
        valid.each(&mut |order| {
            if let Some(first) = first_days.get_mut(order.owner.customer as usize) {
                *first = Moment(order.moment).day().min(*first);
            }
        });
        let (first, repeat, anonymous) = Default::default();
        Buyers { first_days, first, repeat, anonymous }
    }

    fn count(&mut self, customer: u32, moment: i64, end: End) {
        let counts = match self.first_days.get(customer as usize) {
            Some(first) if moment > IMPOSSIBLE && *first < Moment(moment).day() => &mut self.repeat,
            Some(_) => &mut self.first,
            None => &mut self.anonymous,
        };
        end.add_to(counts);
    }

    /// `None` where customers are unknown.
    fn told(self) -> Option<OutcomeGroups> {
        let named = [("first", self.first), ("repeat", self.repeat)];
        let named = named.into_iter().map(|(name, counts)| (name.to_string(), counts)).listed();
        (!self.first_days.is_empty()).then_some(OutcomeGroups {
            by: OutcomeBy::Buyer,
            named,
            others: OutcomeCounts::default(),
            missing: self.anonymous,
        })
    }
}

/// The counts by month.
#[derive(Default)]
struct Months {
    by_month: Vec<(Period, OutcomeCounts)>,
    /// The month of the last order, mostly that of the next: its place, first and last day.
    last: Option<(usize, Day, Day)>,
}

impl Months {
    fn count(&mut self, moment: i64, end: End) {
        if moment <= IMPOSSIBLE {
            return;
        }
        let day = Moment(moment).day();
        let at = match self.last.filter(|(_, first, last)| (*first..=*last).contains(&day)) {
            Some((at, ..)) => at,
            None => self.place(Period::of(day, PeriodKind::Month)),
        };
        end.add_to(&mut self.by_month[at].1);
    }

    fn place(&mut self, month: Period) -> usize {
        let at = self.by_month.partition_point(|(other, _)| other.first_day() < month.first_day());
        if self.by_month.get(at).is_none_or(|(other, _)| *other != month) {
            self.by_month.insert(at, (month, OutcomeCounts::default()));
        }
        self.last = Some((at, month.first_day(), month.last_day()));
        at
    }
}
