//! Scores of 1 to 5 on each measure, and the grid of R against F.
//!
//! The score is 1 + floor(5 × share of customers strictly worse). With n customers it is at least s exactly when
//! ceil(n (s − 1) / 5) of them are worse, that is when the value is strictly better than the one at that rank from the
//! worst. Those four ranks are the cuts: found without sorting, and without a fraction.

use serde::{Deserialize, Serialize};

use super::groups::Tally;
use super::measures::Measures;
use super::{CustomerGroup, GroupRow, MEASURES, Measure, Segment};
use crate::analysis::Share;
use crate::money::Money;

/// Everybody scored from 1 (worst) to 5 (best) on R, F and M.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[cfg_attr(test, derive(ts_rs::TS), ts(export_to = "huitou.d.ts"))]
pub struct Scores {
    /// R, F and M.
    pub axes: Vec<ScoreAxis>,
    /// R x F, 25 cells: R from 5 down to 1, in each F from 1 to 5.
    pub cells: Vec<ScoreCell>,
    /// The named segments on R x F, in the order of [`Segment::ALL`].
    pub segments: Vec<GroupRow>,
}

/// The scores on one measure.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[cfg_attr(test, derive(ts_rs::TS), ts(export_to = "huitou.d.ts"))]
pub struct ScoreAxis {
    /// Which one.
    pub measure: Measure,
    /// Four values that the scores 2, 3, 4 and 5 are strictly better than: days, orders or minor units.
    pub cuts: Vec<i64>,
    /// How many customers have the score 1, 2, 3, 4 and 5. Equal values have the same score, the lowest of their tie,
    /// so a score may have no members.
    pub customers: Vec<u64>,
}

/// The customers with one R score and one F score.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[cfg_attr(test, derive(ts_rs::TS), ts(export_to = "huitou.d.ts"))]
pub struct ScoreCell {
    /// The R score, 1..=5.
    pub recency: u8,
    /// The F score, 1..=5.
    pub frequency: u8,
    /// The named segment that it belongs to.
    pub segment: Segment,
    /// How many customers, of all.
    pub customers: Share,
    /// Their net amount.
    pub revenue: Money,
    /// `revenue` over that of all customers; `None` where the latter is not positive.
    pub revenue_share: Option<f64>,
}

/// The four values to be better than on one measure.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct ScoreCuts {
    measure: Measure,
    values: [i64; 4],
}

impl ScoreCuts {
    /// `None` without values.
    pub(super) fn of(measures: &Measures, measure: Measure) -> Option<ScoreCuts> {
        let values = measures.column(measure);
        let cut = |fifths: usize| {
            let worse = (values.len() * fifths).div_ceil(5);
            // From the worst: the highest of recency, the lowest of the others.
            values.ranked(if measure == Measure::Recency {
                values.len() - worse
            } else {
                worse.checked_sub(1)?
            })
        };
        Some(ScoreCuts { measure, values: [cut(1)?, cut(2)?, cut(3)?, cut(4)?] })
    }

    /// The score of a value, from 1 to 5, less 1.
    fn step(&self, value: i64) -> usize {
        let is_better =
            |cut: &&i64| if self.measure == Measure::Recency { value < **cut } else { value > **cut };
        self.values.iter().filter(is_better).count()
    }

    fn axis(&self, measures: &Measures) -> ScoreAxis {
        let mut customers = vec![0; 5];
        for value in measures.column(self.measure).iter() {
            customers[self.step(value)] += 1;
        }
        ScoreAxis { measure: self.measure, cuts: self.values.to_vec(), customers }
    }
}

/// The R x F cell of each customer: a position in [`Scores::cells`].
pub(super) fn cell_of(
    measures: &Measures,
    [r, f, _]: &[ScoreCuts; MEASURES.len()],
    customer: usize,
) -> usize {
    (4 - r.step(measures.get(Measure::Recency, customer))) * 5
        + f.step(measures.get(Measure::Frequency, customer))
}

/// What the report says of them.
pub(super) fn scores(measures: &Measures, cuts: &[ScoreCuts; MEASURES.len()]) -> Scores {
    let mut tallies = [Tally::default(); 25];
    for customer in 0..measures.len() {
        tallies[cell_of(measures, cuts, customer)].add(measures, customer);
    }
    let (all, total) = (measures.len() as u64, measures.revenue());
    let cell = |(at, tally): (usize, &Tally)| ScoreCell {
        recency: 5 - (at / 5) as u8,
        frequency: (at % 5) as u8 + 1,
        segment: Segment::of_cell(at),
        customers: Share::of(tally.customers, all),
        revenue: tally.revenue,
        revenue_share: tally.revenue.share_of(total),
    };
    let segment = |segment: Segment| {
        let mut sum = Tally::default();
        tallies
            .iter()
            .enumerate()
            .filter(|(at, _)| Segment::of_cell(*at) == segment)
            .for_each(|(_, t)| sum.join(t));
        sum.row(CustomerGroup::Segment(segment), all, total)
    };
    Scores {
        axes: cuts.iter().map(|cuts| cuts.axis(measures)).collect(),
        cells: tallies.iter().enumerate().map(cell).collect(),
        segments: Segment::ALL.map(segment).into(),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_score_is_the_share_of_those_who_are_worse() {
        let columns: [&[i64]; 5] =
            [&[7], &[1, 1, 1], &[1, 1, 1, 1, 2, 3, 3, 9], &[5, 4, 3, 2, 1], &[-4, 0, 0, 9]];
        for values in columns {
            for measure in MEASURES {
                let mut measures = Measures::default();
                let column = values.iter().copied().collect();
                match measure {
                    Measure::Recency => measures.recency = column,
                    Measure::Frequency => measures.frequency = column,
                    Measure::Monetary => measures.monetary = column,
                }
                let cuts = ScoreCuts::of(&measures, measure).unwrap();
                for value in values {
                    let is_worse =
                        |other: &&i64| (measure == Measure::Recency) == (*other > value) && *other != value;
                    let worse = values.iter().filter(is_worse).count();
                    assert_eq!(
                        cuts.step(*value),
                        5 * worse / values.len(),
                        "{measure:?} {value} of {values:?}"
                    );
                }
            }
        }
        assert_eq!(ScoreCuts::of(&Measures::default(), Measure::Monetary), None);
    }
}
