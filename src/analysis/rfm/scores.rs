//! Scores of 1 to 5 on each measure, and the grid of R against F.
//!
//! The score is 1 + floor(5 × share of customers strictly worse). With n customers it is at least s exactly when
//! ceil(n (s − 1) / 5) of them are worse, that is when the value is strictly better than the one at that rank from the
//! worst. Those four ranks are the cuts: found without sorting, and without a fraction. Who ordered on the as-of day has
//! at least 4 in recency: none of them is wavering or gone, however many they are.

use huitou_columns::ranked::Ranking;
use serde::{Deserialize, Serialize};

use super::cuts::AWAY;
use super::groups::Tally;
use super::stands::Stand;
use super::{CustomerGroup, GroupRow, MEASURES, Measure, PackageSegment, RfmSettings, Scoring, Segment};
use crate::analysis::Share;
use crate::list::Listed;
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
    /// The segments of the R package `rfm` in the order of [`PackageSegment::ALL`], where scores are made as it does;
    /// else empty.
    pub package: Vec<GroupRow>,
}

/// The scores on one measure.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[cfg_attr(test, derive(ts_rs::TS), ts(export_to = "huitou.d.ts"))]
pub struct ScoreAxis {
    /// Which one.
    pub measure: Measure,
    /// Four values that the scores 2, 3, 4 and 5 are strictly better than: days, orders or minor units.
    pub cuts: Vec<i64>,
    /// Where scores are quantiles plus one: those four values as they are, in days, purchases or minor units; the scores
    /// 2 to 5 are at least as good (R: better). Else empty.
    pub thresholds: Vec<f64>,
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
    /// Five times the thresholds that quantiles plus one give.
    fifths: Option<[i64; 4]>,
}

impl ScoreCuts {
    /// What the settings say for a measure, of which one is `unit` minor units; `None` without values.
    pub(super) fn by(
        settings: &RfmSettings,
        values: &Ranking,
        measure: Measure,
        unit: i64,
    ) -> Option<ScoreCuts> {
        match settings.limits[measure as usize] {
            _ if values.is_empty() => None,
            Some(limits) => Some(ScoreCuts::at_limits(measure, limits)),
            None if settings.scoring == Scoring::QuantilePlusOne => {
                ScoreCuts::at_quantiles(measure, values, if measure == Measure::Monetary { unit } else { 1 })
            }
            None => ScoreCuts::of(measure, values),
        }
    }

    /// To be as good as a limit is to be strictly better than the next worse whole number.
    fn at_limits(measure: Measure, mut limits: [i64; 4]) -> ScoreCuts {
        limits.sort_unstable();
        if measure == Measure::Recency {
            limits.reverse();
        }
        let worse = |limit: i64| {
            if measure == Measure::Recency { limit.saturating_add(1) } else { limit.saturating_sub(1) }
        };
        ScoreCuts { measure, values: limits.map(worse), fifths: None }
    }

    /// The quantiles of type 7 at each fifth, plus one. They are whole fifths, so nothing is rounded; a value is compared
    /// with the next whole number.
    fn at_quantiles(measure: Measure, values: &Ranking, unit: i64) -> Option<ScoreCuts> {
        let last = values.len().checked_sub(1)?;
        let rank = |fifths: usize| [last * fifths / 5, (last * fifths).div_ceil(5)];
        let ranked = values.ranked(&[1, 2, 3, 4].map(rank).concat())?;
        let quantile = |fifths: usize| {
            let (rest, ends) = ((last * fifths % 5) as i64, ranked.get(2 * fifths - 2..2 * fifths)?);
            Some(ends[0] * (5 - rest) + ends[1] * rest + 5 * unit)
        };
        let mut fifths = [quantile(1)?, quantile(2)?, quantile(3)?, quantile(4)?];
        if measure == Measure::Recency {
            fifths.reverse();
        }
        let next = |fifths: i64| -(-fifths).div_euclid(5);
        let worse = |fifths| if measure == Measure::Recency { next(fifths) } else { next(fifths) - 1 };
        Some(ScoreCuts { measure, values: fifths.map(worse), fifths: Some(fifths) })
    }

    /// `None` without values.
    fn of(measure: Measure, values: &Ranking) -> Option<ScoreCuts> {
        let rank = |fifths: usize| {
            let worse = (values.len() * fifths).div_ceil(5);
            // From the worst: the highest of recency, the lowest of the others.
            if measure == Measure::Recency { values.len() - worse } else { worse.saturating_sub(1) }
        };
        let mut cuts: [i64; 4] = values.ranked(&[1, 2, 3, 4].map(rank))?.try_into().ok()?;
        if measure == Measure::Recency {
            cuts[..3].iter_mut().for_each(|cut| *cut = AWAY.max(*cut));
        }
        Some(ScoreCuts { measure, values: cuts, fifths: None })
    }

    /// The score of a value, from 1 to 5, less 1.
    pub(super) fn step(&self, value: i64) -> usize {
        let is_better =
            |cut: &&i64| if self.measure == Measure::Recency { value < **cut } else { value > **cut };
        self.values.iter().filter(is_better).count()
    }

    /// Values from which on another score begins.
    pub(super) fn edges(&self) -> [i64; 4] {
        if self.measure == Measure::Recency {
            self.values
        } else {
            self.values.map(|cut| cut.saturating_add(1))
        }
    }

    fn axis(&self, stands: &[Tally]) -> ScoreAxis {
        let step = |stand: Stand| stand.steps()[self.measure as usize];
        let customers = Tally::joined(stands, 5, &step).iter().map(|tally| tally.customers).listed();
        let thresholds = self.fifths.iter().flatten().map(|fifths| *fifths as f64 / 5.0).listed();
        ScoreAxis { measure: self.measure, cuts: self.values.to_vec(), thresholds, customers }
    }
}

/// What the report says of them, by sums over the customers of each [`Stand`].
pub(super) fn scores(
    (all, total): (u64, Money),
    cuts: &[ScoreCuts; MEASURES.len()],
    stands: &[Tally],
    scoring: Scoring,
) -> Scores {
    let tallies = Tally::joined(stands, 25, &Stand::cell);
    let package = Tally::joined(stands, PackageSegment::ALL.len(), &Stand::package);
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
    let of_package = PackageSegment::ALL.iter().zip(&package).filter(|_| scoring == Scoring::QuantilePlusOne);
    Scores {
        package: of_package
            .map(|(segment, tally)| tally.row(CustomerGroup::Package(*segment), all, total))
            .listed(),
        axes: cuts.iter().map(|cuts| cuts.axis(stands)).listed(),
        cells: tallies.iter().enumerate().map(cell).collect(),
        segments: Segment::ALL.map(segment).into(),
    }
}

#[cfg(test)]
mod tests {
    use huitou_columns::numbers::Numbers;

    use super::*;

    #[test]
    fn limits_are_as_good_as_they_say() {
        let steps = |measure| {
            let cuts = ScoreCuts::at_limits(measure, [30, 10, 40, 20]);
            [9, 10, 11, 20, 30, 40, 41].map(|value| cuts.step(value))
        };
        assert_eq!(steps(Measure::Recency), [4, 4, 3, 3, 2, 1, 0]);
        assert_eq!(steps(Measure::Frequency), [0, 1, 1, 2, 3, 4, 4]);
    }

    #[test]
    fn quantiles_plus_one_by_hand() {
        // Of 1, 2, 4, 8 the quantiles lie at ranks 0.6, 1.2, 1.8, 2.4: 1.6, 2.4, 3.6, 5.6; plus one.
        let values: Numbers = [8, 1, 4, 2].into_iter().collect();
        let values = values.ranking();
        let cuts = ScoreCuts::at_quantiles(Measure::Frequency, &values, 1).unwrap();
        assert_eq!(cuts.fifths, Some([13, 17, 23, 33]));
        assert_eq!([1, 2, 3, 4, 5, 6, 7].map(|value| cuts.step(value)), [0, 0, 1, 2, 3, 3, 4]);
        let cuts = ScoreCuts::at_quantiles(Measure::Recency, &values, 1).unwrap();
        assert_eq!([1, 2, 3, 4, 5, 6, 7].map(|value| cuts.step(value)), [4, 4, 3, 2, 1, 1, 0]);
    }

    #[test]
    fn a_score_is_the_share_of_those_who_are_worse() {
        let columns: [&[i64]; 5] =
            [&[7], &[1, 1, 1], &[1, 1, 1, 1, 2, 3, 3, 9], &[5, 4, 3, 2, 1], &[-4, 0, 0, 9]];
        for values in columns {
            // Days are never below 0, and those of 0 have a rule of their own.
            for measure in
                MEASURES.into_iter().filter(|measure| *measure != Measure::Recency || values[0] > 0)
            {
                let column: Numbers = values.iter().copied().collect();
                let cuts = ScoreCuts::of(measure, &column.ranking()).unwrap();
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
        assert_eq!(ScoreCuts::of(Measure::Monetary, &Numbers::default().ranking()), None);
    }

    #[test]
    fn who_ordered_on_the_as_of_day_scores_at_least_4_in_recency() {
        // 1 + floor(5 x share who are worse) alone is 1, 3 and 5.
        for (values, score) in [(&[0, 0][..], 4), (&[0, 0, 0, 7, 9], 4), (&[0, 1, 2, 3, 4], 5)] {
            let values: Numbers = values.iter().copied().collect();
            let cuts = ScoreCuts::of(Measure::Recency, &values.ranking()).unwrap();
            assert_eq!(cuts.step(0) + 1, score);
        }
        let values: Numbers = [0, 0, 0, 7, 9].into_iter().collect();
        let cuts = |measure| ScoreCuts::of(measure, &values.ranking()).unwrap();
        assert_eq!([1, 7, 9].map(|days| cuts(Measure::Recency).step(days)), [2, 1, 0]);
        assert_eq!(cuts(Measure::Monetary).step(0), 0);
    }
}
