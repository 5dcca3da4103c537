//! The rows of the matrix: which cohort a customer belongs to.

use huitou_columns::codes::Codes;
use serde::{Deserialize, Serialize};

use crate::analysis::Scope;
use crate::analysis::calendar::Calendar;
use crate::analysis::values::dimension;
use crate::history::History;
use crate::list::Listed;
use crate::order::{DimensionKind, Line, MISSING, Orders, Texts, sort};
use crate::time::Period;

/// What makes a cohort.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
#[cfg_attr(test, derive(ts_rs::TS), ts(export_to = "huitou.d.ts"))]
pub enum CohortBy {
    /// The period of the first order.
    #[default]
    Period,
    /// Its channel.
    Channel,
    /// Its dearest product.
    Product,
    /// The category of its dearest line that has one.
    Category,
    /// Whether anything was taken off its price.
    Discounted,
    /// Its region.
    Region,
    /// The value of the column that the merchant chose.
    Attribute,
}

/// What the customers of a cohort have in common.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
#[cfg_attr(test, derive(ts_rs::TS), ts(export_to = "huitou.d.ts"))]
pub enum CohortName {
    /// Their first order lies in this period.
    Period(Period),
    /// It has this value.
    Value(String),
    /// It has one of the less frequent values.
    Other,
    /// It has none.
    Missing,
}

/// So many values have a row of their own.
pub const MOST_VALUES: usize = 10;

/// The row of each customer.
pub(in crate::analysis) struct Rows<'a> {
    values: Option<Values<'a>>,
    periods: usize,
}

/// The rows of a dimension.
struct Values<'a> {
    first_order: FirstOrder<'a>,
    /// For each number of a value its row.
    row_of: Vec<u8>,
    names: Vec<CohortName>,
}

impl Rows<'_> {
    /// The rows of this scope's cohorts.
    pub(in crate::analysis) fn of<'a>(scope: &Scope<'a>, calendar: &Calendar) -> Rows<'a> {
        let first_order = FirstOrder { orders: scope.orders, by: scope.settings.cohort_by };
        let by_value = scope.settings.cohort_by != CohortBy::Period;
        let values = by_value.then(|| Values::of(scope, calendar, first_order));
        Rows { values, periods: calendar.periods().len() }
    }

    /// Whether cohorts are periods.
    pub(in crate::analysis) fn are_periods(&self) -> bool {
        self.values.is_none()
    }

    /// How many there are.
    pub(in crate::analysis) fn len(&self) -> usize {
        self.values.as_ref().map_or(self.periods, |values| values.names.len())
    }

    /// The row of a customer, by all their orders and the number of the first one's period.
    pub(in crate::analysis) fn of_customer(&self, all: &History, founded: usize) -> usize {
        let Some(values) = &self.values else { return founded };
        let code = values.first_order.code(all.orders[0] as usize);
        values.row_of.get(code as usize).map_or(values.names.len() - 1, |row| usize::from(*row))
    }

    /// What a row's customers have in common.
    pub(in crate::analysis) fn name(&self, row: usize, calendar: &Calendar) -> CohortName {
        match &self.values {
            Some(values) => values.names[row].clone(),
            None => CohortName::Period(calendar.periods()[row]),
        }
    }
}

impl Values<'_> {
    /// The most frequent values among first orders have a row each, of equals the one that appeared first; then the
    /// others, then who has none.
    fn of<'a>(scope: &Scope, calendar: &Calendar, first_order: FirstOrder<'a>) -> Values<'a> {
        let mut counts = vec![0_u32; first_order.names().map_or(0, Texts::len)];
        for all in scope.all.iter().filter(|all| scope.selection.shows(all.customer)) {
            let code = calendar.founded(&all).map(|_| first_order.code(all.orders[0] as usize));
            if let Some(count) = code.and_then(|code| counts.get_mut(code as usize)) {
                *count += 1;
            }
        }
        let mut codes: Vec<u32> = (0..counts.len() as u32).filter(|code| counts[*code as usize] > 0).listed();
        sort(&mut codes, &|a, b| counts[b as usize].cmp(&counts[a as usize]).then(a.cmp(&b)));
        codes.truncate(MOST_VALUES);
        let mut row_of = vec![codes.len() as u8; counts.len()];
        codes.iter().zip(0..).for_each(|(code, row)| row_of[*code as usize] = row);
        let named = |code: &u32| first_order.names().map(|names| names.get(*code).to_string());
        let mut names = codes.iter().filter_map(named).map(CohortName::Value).listed();
        names.extend([CohortName::Other, CohortName::Missing]);
        Values { first_order, row_of, names }
    }
}

/// What is asked of a first order.
pub(in crate::analysis) struct FirstOrder<'a> {
    pub(in crate::analysis) orders: &'a Orders,
    pub(in crate::analysis) by: CohortBy,
}

impl<'a> FirstOrder<'a> {
    /// The values that there are.
    pub(in crate::analysis) fn names(&self) -> Option<&'a Texts> {
        match self.by {
            CohortBy::Product => Some(self.orders.products()),
            CohortBy::Category => Some(self.orders.categories()),
            by => Some(&dimension(self.orders, dimension_of(by)?)?.values),
        }
    }

    /// Whether its values tell kinds of orders: a column of the merchant's own may have another for nearly every one.
    pub(in crate::analysis) fn tells_kinds(&self) -> bool {
        let values = self.names().map_or(0, Texts::len);
        self.by != CohortBy::Attribute || values <= self.orders.len() / 2
    }

    /// The column of its value, where that stands in one by order.
    pub(in crate::analysis) fn column(&self) -> Option<&'a Codes> {
        let lines = &self.orders.columns().lines;
        match self.by {
            CohortBy::Product | CohortBy::Category if !self.orders.has_one_line_each() => None,
            CohortBy::Product => Some(&lines.product),
            CohortBy::Category => Some(&lines.category),
            by => Some(&dimension(self.orders, dimension_of(by)?)?.codes),
        }
    }

    /// The number of its value, or [`MISSING`].
    pub(in crate::analysis) fn code(&self, order: usize) -> u32 {
        if let Some(column) = self.column() {
            return column.get(order);
        }
        let of_line = match self.by {
            CohortBy::Product => |line: &Line| line.product,
            CohortBy::Category => |line: &Line| line.category,
            _ => return MISSING,
        };
        let lines = self.orders.lines_of(order).filter(|line| of_line(line) != MISSING);
        // Of equally dear ones the first.
        let dearest = lines.reduce(|a, b| if b.amount > a.amount { b } else { a });
        dearest.map_or(MISSING, |line| of_line(&line))
    }
}

impl CohortBy {
    /// By what the first orders of a store can be told apart, beside their period.
    pub fn known(orders: &Orders) -> Vec<CohortBy> {
        let all = [
            CohortBy::Channel,
            CohortBy::Product,
            CohortBy::Category,
            CohortBy::Discounted,
            CohortBy::Region,
            CohortBy::Attribute,
        ];
        let is_known = |by: &CohortBy| {
            let first_order = FirstOrder { orders, by: *by };
            first_order.tells_kinds() && first_order.names().is_some_and(|names| names.len() > 1)
        };
        all.into_iter().filter(is_known).listed()
    }
}

fn dimension_of(by: CohortBy) -> Option<DimensionKind> {
    match by {
        CohortBy::Channel => Some(DimensionKind::Channel),
        CohortBy::Discounted => Some(DimensionKind::Discounted),
        CohortBy::Region => Some(DimensionKind::Region),
        CohortBy::Attribute => Some(DimensionKind::Attribute),
        CohortBy::Period | CohortBy::Product | CohortBy::Category => None,
    }
}
