//! The customers of one group, in columns: what a list of them needs.

use super::measures::Measures;
use super::{Compared, CustomerGroup, Measure, Octant, PackageSegment, Segment, octants, scores};
use crate::analysis::Scope;
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

/// The customers of one group, as this scope's RFM counts them.
pub fn members(scope: &Scope, group: CustomerGroup) -> Members {
    let mut members = Members::default();
    let measures = Measures::of(scope, scope.histories);
    let Some(compared) = Compared::of(scope, &measures) else { return members };
    for (at, history) in scope.histories.iter().enumerate() {
        let is_member = match group {
            CustomerGroup::Octant(octant) => {
                Octant::ALL[octants::octant_of(&measures, &compared.cuts, at)] == octant
            }
            CustomerGroup::Segment(segment) => {
                Segment::of_cell(scores::cell_of(&measures, &compared.scores, at)) == segment
            }
            CustomerGroup::Package(segment) => {
                PackageSegment::ALL[scores::package_of(&measures, &compared.scores, at)] == segment
            }
        };
        if is_member {
            members.customers.push(history.customer);
            members.recency_days.push(measures.get(Measure::Recency, at) as i32);
            members.orders.push(measures.orders(at) as u32);
            members.revenue.push(Money(measures.get(Measure::Monetary, at)));
        }
    }
    members
}
