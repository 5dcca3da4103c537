//! The customers of one group, in columns: what a list of them needs.

use huitou_columns::classes;

use super::measures::Measures;
use super::stands::{Stand, Stands};
use super::{Compared, CustomerGroup, Octant, PackageSegment, Segment};
use crate::analysis::Scope;
use crate::analysis::cycle::each_due;
use crate::analysis::lifecycle::each_stage;
use crate::history::History;
use crate::list::Listed;
use crate::money::Money;

/// The customers of a group, by customer number.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Members {
    /// Numbers in [`Orders`](crate::order::Orders).
    pub customers: Vec<u32>,
    /// Days since the last order that counts.
    pub recency_days: Vec<i32>,
    /// Orders that count.
    pub orders: Vec<u32>,
    /// Their net amount.
    pub revenue: Vec<Money>,
}

impl Members {
    pub(in crate::analysis) fn push(&mut self, scope: &Scope, history: &History) {
        let as_of = scope.window.map_or(history.last_day(), |window| window.as_of);
        self.customers.push(history.customer);
        self.recency_days.push(as_of.days_since(history.last_day()));
        self.orders.push(history.orders.len() as u32);
        self.revenue.push(history.revenue());
    }

    /// One of whose orders none counts.
    pub(in crate::analysis) fn push_without_orders(&mut self, scope: &Scope, all: &History) {
        self.push(scope, all);
        let last = self.orders.last_mut().zip(self.revenue.last_mut());
        last.into_iter().for_each(|(orders, revenue)| (*orders, *revenue) = (0, Money::ZERO));
    }
}

/// The customers of one group, as this scope's RFM counts them.
pub fn members(scope: &Scope, group: CustomerGroup) -> Members {
    let mut members = Members::default();
    if let CustomerGroup::Due(due) = group {
        each_due(scope, scope.cycles(), &mut |history, found, _| {
            if found == due {
                members.push(scope, history);
            }
        });
        return members;
    }
    if let CustomerGroup::Stage(stage) = group {
        each_stage(scope, &mut |history, found| {
            if found == stage {
                members.push(scope, history);
            }
        });
        return members;
    }
    each_stand(scope, &mut |history, stand| {
        let is_member = match group {
            CustomerGroup::Octant(octant) => Octant::ALL[stand.octant()] == octant,
            CustomerGroup::Segment(segment) => Segment::of_cell(stand.cell()) == segment,
            CustomerGroup::Due(_) | CustomerGroup::Stage(_) => false,
            CustomerGroup::Package(segment) => PackageSegment::ALL[stand.package()] == segment,
        };
        if is_member {
            members.push(scope, history);
        }
    });
    members
}

/// The octant of each customer who is shown, by customer number: positions in [`Octant::ALL`].
pub fn octants(scope: &Scope) -> Vec<u16> {
    let Some(mut stands) = stands(scope) else { return Vec::new() };
    classes::translate(&mut stands.0, &Stand::all().map(|stand| stand.octant() as u16).listed());
    stands.0
}

/// `None` without customers.
fn stands(scope: &Scope) -> Option<Stands> {
    let measures = Measures::of(scope, scope.histories);
    Some(Stands::of(&measures, &Compared::of(scope, &measures.rankings())?))
}

fn each_stand(scope: &Scope, found: &mut dyn FnMut(&History, Stand)) {
    let Some(stands) = stands(scope) else { return };
    for (at, history) in scope.histories.iter().enumerate() {
        found(&history, stands.at(at));
    }
}

/// The customers with one R score and one F score, 1 to 5 each.
pub fn scored(scope: &Scope, [recency, frequency]: [u8; 2]) -> Members {
    let mut members = Members::default();
    each_stand(scope, &mut |history, stand| {
        let [r, f, _] = stand.steps();
        if [r + 1, f + 1] == [usize::from(recency), usize::from(frequency)] {
            members.push(scope, history);
        }
    });
    members
}
