//! Where high ends and low begins, decided in whole numbers.
//!
//! A mean or a median is a fraction, the values are integers. "Strictly more than the fraction" is therefore
//! the same as "at least the next integer above it", and "strictly fewer" the same as "below the next integer
//! at or above it". That integer, the boundary, is found by exact division, so no rounding of a float ever
//! moves a customer.

use huitou_columns::ranked::Ranking;

use super::{Cuts, Measure};
use crate::analysis::Split;
use crate::stats::median;

/// In fewer days nobody has stayed away: who ordered on the as-of day is recent, however many others did.
pub(super) const AWAY: i64 = 1;

/// The divide of one measure.
#[derive(Clone, Copy, Debug, PartialEq)]
pub(super) struct Cut {
    pub(super) measure: Measure,
    /// The mean or the median, for people.
    pub(super) value: f64,
    /// Values below it lie on one side, the others on the other.
    pub(super) boundary: i64,
}

impl Cut {
    /// Divides the values of a measure at a limit that is given, which is high itself, else at the split; `None` without
    /// values.
    pub(super) fn at(measure: Measure, values: &Ranking, split: Split, given: Option<i64>) -> Option<Cut> {
        let cut = Cut::of(measure, values, split)?;
        let Some(limit) = given else { return Some(cut) };
        let boundary = if measure == Measure::Recency { limit.saturating_add(1) } else { limit };
        Some(Cut { value: limit as f64, boundary, ..cut })
    }

    /// Divides the values of a measure; `None` without values.
    fn of(measure: Measure, values: &Ranking, split: Split) -> Option<Cut> {
        let (numerator, denominator) = match split {
            Split::Mean => (i128::from(values.sum()), values.len() as i128),
            Split::Median => (median::doubled(values)?, 2),
        };
        if denominator == 0 {
            return None;
        }
        let floor = numerator.div_euclid(denominator);
        let is_whole = numerator.rem_euclid(denominator) == 0;
        let boundary = match measure {
            Measure::Recency => (floor + i128::from(!is_whole)).max(AWAY.into()),
            _ => floor + 1,
        };
        let value = numerator as f64 / denominator as f64;
        Some(Cut { measure, value, boundary: i64::try_from(boundary).ok()? })
    }

    /// Whether a value is high: strictly fewer days, or strictly more orders or money, than the cut.
    pub(super) fn is_high(&self, value: i64) -> bool {
        (value < self.boundary) == (self.measure == Measure::Recency)
    }
}

/// The cuts of the three measures.
#[derive(Clone, Copy, Debug, PartialEq)]
pub(super) struct CutSet {
    pub(super) recency: Cut,
    pub(super) frequency: Cut,
    pub(super) monetary: Cut,
}

impl CutSet {
    /// The cut of one measure.
    pub(super) fn get(&self, measure: Measure) -> &Cut {
        match measure {
            Measure::Recency => &self.recency,
            Measure::Frequency => &self.frequency,
            Measure::Monetary => &self.monetary,
        }
    }

    /// What the report says of them.
    pub(super) fn values(&self) -> Cuts {
        Cuts {
            recency_days: self.recency.value,
            frequency: self.frequency.value,
            monetary_minor: self.monetary.value,
        }
    }
}

#[cfg(test)]
mod tests {
    use huitou_columns::numbers::Numbers;

    use super::*;

    fn cut(measure: Measure, values: &[i64], split: Split) -> Option<Cut> {
        Cut::of(measure, &values.iter().copied().collect::<Numbers>().ranking(), split)
    }

    #[test]
    fn a_customer_exactly_on_the_cut_is_low() {
        for measure in [Measure::Recency, Measure::Frequency, Measure::Monetary] {
            for split in [Split::Mean, Split::Median] {
                let cut = cut(measure, &[1, 2, 3], split).unwrap();
                assert_eq!(cut.value, 2.0);
                assert!(!cut.is_high(2), "{measure:?} {split:?}");
                assert_eq!(cut.is_high(1), measure == Measure::Recency);
                assert_eq!(cut.is_high(3), measure != Measure::Recency);
            }
        }
    }

    #[test]
    fn who_ordered_on_the_as_of_day_is_recent_however_many_did() {
        for values in [&[0][..], &[0, 0, 0], &[0, 0, 0, 9]] {
            for split in [Split::Mean, Split::Median] {
                let cut = cut(Measure::Recency, values, split).unwrap();
                assert!(cut.is_high(0) && !cut.is_high(9), "{values:?} {split:?}");
            }
        }
        // Where nobody did, all may be on the cut.
        assert!(!cut(Measure::Recency, &[2, 2], Split::Mean).unwrap().is_high(2));
        assert!(!cut(Measure::Monetary, &[0, 0], Split::Mean).unwrap().is_high(0));
    }

    #[test]
    fn a_limit_that_is_given_is_high_itself() {
        for measure in [Measure::Recency, Measure::Frequency, Measure::Monetary] {
            let values: Numbers = [1, 2, 3].into_iter().collect();
            let values = values.ranking();
            let cut = Cut::at(measure, &values, Split::Mean, Some(2)).unwrap();
            assert_eq!((cut.value, cut.is_high(2)), (2.0, true));
            assert_eq!(
                (cut.is_high(1), cut.is_high(3)),
                if measure == Measure::Recency { (true, false) } else { (false, true) }
            );
            assert_eq!(Cut::at(measure, &values, Split::Mean, None), Cut::of(measure, &values, Split::Mean));
            assert_eq!(Cut::at(measure, &Numbers::default().ranking(), Split::Mean, Some(2)), None);
        }
    }

    #[test]
    fn fractions_fall_between_integers() {
        // Mean 4/3, median 1.5 of (1, 2), mean -3/2.
        assert!(cut(Measure::Frequency, &[1, 1, 2], Split::Mean).unwrap().is_high(2));
        assert!(cut(Measure::Recency, &[1, 2], Split::Median).unwrap().is_high(1));
        let negative = cut(Measure::Monetary, &[-2, -1], Split::Mean).unwrap();
        assert!(negative.is_high(-1) && !negative.is_high(-2));
        assert_eq!(cut(Measure::Monetary, &[], Split::Mean), None);
    }

    #[test]
    fn sums_beyond_what_a_float_holds_do_not_round() {
        // The mean is 2^52 + 1/3; as a float it is 2^52, where a rounded comparison would put 2^52 on it.
        let large = 1 << 52;
        let cut = cut(Measure::Recency, &[large, large, large + 1], Split::Mean).unwrap();
        assert!(cut.is_high(large) && !cut.is_high(large + 1));
    }
}
