//! Where each customer stands: the octant and the three scores, in one number.
//!
//! All that is asked of a value of R, F or M is between which edges it lies: the boundary of high and low, the cuts of the
//! scores, the bins of the pictures. So each value is looked up once, among the edges of all of them.

use huitou_columns::classes::{self, Weights};

use super::groups::Tally;
use super::measures::Measures;
use super::{Compared, MEASURES, Measure, PackageSegment, Segment, octants};
use crate::list::Listed;
use crate::money::Money;

/// A class of the values of one measure.
pub(super) struct Classes {
    /// For each customer the number of edges at or below the value.
    pub(super) of: Vec<u8>,
    edges: Vec<i64>,
}

impl Classes {
    /// The customers' values of a measure among the edges of its cut, its scores and others.
    pub(super) fn of(measures: &Measures, compared: &Compared, measure: Measure, others: &[i64]) -> Classes {
        let mut edges = others.to_vec();
        edges.push(compared.cuts.get(measure).boundary);
        edges.extend(compared.scores[measure as usize].edges());
        edges.sort_unstable();
        edges.dedup();
        Classes { of: measures.column(measure).classes(&edges), edges }
    }

    /// What is true of any value of each class.
    pub(super) fn each(&self, of: &dyn Fn(i64) -> usize) -> Vec<usize> {
        let lowest = self.edges.first().map_or(0, |edge| edge.saturating_sub(1));
        [lowest].iter().chain(&self.edges).map(|value| of(*value)).listed()
    }

    /// What each class weighs.
    fn weights(&self, weight: &dyn Fn(i64) -> usize) -> Weights {
        let mut weights = [0; 256];
        for (weight, weighs) in self.each(weight).into_iter().zip(&mut weights) {
            *weighs = weight as u16;
        }
        weights
    }
}

/// An octant and a score of each measure.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Stand(u16);

/// The scores of one octant.
const SCORES: usize = 125;

impl Stand {
    /// So many there are.
    pub(super) const COUNT: usize = 8 * SCORES;

    /// Each one, in the order of their numbers.
    pub(super) fn all() -> impl Iterator<Item = Stand> {
        (0..Stand::COUNT as u16).map(Stand)
    }

    /// The position in [`Octant::ALL`](super::Octant::ALL).
    pub(super) fn octant(self) -> usize {
        usize::from(self.0) / SCORES
    }

    /// The scores of R, F and M, from 1 to 5, less 1.
    pub(super) fn steps(self) -> [usize; 3] {
        let steps = usize::from(self.0) % SCORES;
        [steps / 25, steps / 5 % 5, steps % 5]
    }

    /// The R x F cell: a position in [`Scores::cells`](super::Scores::cells).
    pub(super) fn cell(self) -> usize {
        let [r, f, _] = self.steps();
        (4 - r) * 5 + f
    }

    /// The position of the segment in [`Segment::ALL`].
    pub(super) fn segment(self) -> usize {
        Segment::position(self.cell())
    }

    /// The segment of the R package: a position in [`PackageSegment::ALL`].
    pub(super) fn package(self) -> usize {
        PackageSegment::of_scores(self.steps().map(|step| step + 1))
    }
}

/// The number of each customer's [`Stand`].
pub(super) struct Stands(pub(super) Vec<u16>);

impl Stands {
    /// Those of all customers.
    pub(super) fn of(measures: &Measures, compared: &Compared) -> Stands {
        Stands::among(&MEASURES.map(|measure| Classes::of(measures, compared, measure, &[])), compared)
    }

    /// The same, with the classes of R, F and M known.
    pub(super) fn among(classes: &[Classes; MEASURES.len()], compared: &Compared) -> Stands {
        let weights = MEASURES.map(|measure| {
            let (cut, scores) = (compared.cuts.get(measure), &compared.scores[measure as usize]);
            let score = [25, 5, 1][measure as usize];
            let low = octants::LOW[measure as usize];
            classes[measure as usize].weights(&|value| {
                usize::from(!cut.is_high(value)) * low * SCORES + scores.step(value) * score
            })
        });
        let columns =
            classes.iter().zip(&weights).map(|(classes, weights)| (&classes.of[..], weights)).listed();
        Stands(classes::codes(&columns))
    }

    /// Where a customer stands, by position in the measures.
    pub(super) fn at(&self, customer: usize) -> Stand {
        Stand(self.0[customer])
    }

    /// Sums over the customers of each, in the order of their numbers.
    pub(super) fn tallies(&self, measures: &Measures) -> Vec<Tally> {
        let columns = [measures.revenues(), measures.orders(), &measures.recency];
        let tallies = classes::tallies(&self.0, columns, Stand::COUNT);
        let tally = |tally: &classes::Tally<3>| {
            let [revenue, orders, recency] = tally.sums;
            Tally {
                customers: tally.rows.into(),
                revenue: Money(revenue),
                orders: orders as u64,
                measures: [recency, orders, revenue],
            }
        };
        let mut tallies = tallies.iter().map(tally).listed();
        for measure in measures.apart() {
            let sums = classes::tallies(&self.0, [measures.column(measure)], Stand::COUNT);
            tallies
                .iter_mut()
                .zip(sums)
                .for_each(|(tally, sum)| tally.measures[measure as usize] = sum.sums[0]);
        }
        tallies
    }
}
