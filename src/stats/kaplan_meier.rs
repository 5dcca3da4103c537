//! How long something takes, where not everybody has been watched long enough to see it.
//!
//! **Definition.** Kaplan and Meier's product-limit estimate: S(t) is the product of 1 − d/n over all times up to t, d
//! of the n who are still watched and waiting just before that time ending their wait at it. The variance is
//! Greenwood's, S² Σ d / (n (n − d)). The interval is the complementary log-log one,
//! S to the power exp(± z √(Σ d / (n (n − d))) / ln S).
//!
//! **Choices.** Times are whole numbers. Who ends a wait at a time comes before who stops being watched at it. There is
//! no interval where S is 0 or 1. S is undefined after the last time at which anybody was watched, except where it is
//! 0: nobody is left to wait for. Between two times at which somebody stops being watched the product is one division,
//! so that without censoring S is the plain share, exactly.
//!
//! **Sources.** E. L. Kaplan and P. Meier (1958), JASA 53, 457-481; J. D. Kalbfleisch and R. L. Prentice (1980), The
//! Statistical Analysis of Failure Time Data, for the interval; values checked against lifelines.

use super::wilson::{Interval, Z_95};

/// How often each wait of 0, 1, 2, … took place. Memory grows with the longest, not with their number.
#[derive(Clone, Debug, Default)]
pub struct Waits {
    ended: Vec<u32>,
    open: Vec<u32>,
}

/// The estimate at every time.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Curve {
    /// At 0, 1, 2, … up to the last time at which anybody was watched; empty without waits.
    points: Vec<Point>,
}

/// The estimate at one time.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Point {
    /// Who was watched and waiting just before.
    pub at_risk: u64,
    /// The share who still wait, 0..=1.
    pub waiting: f64,
    /// Greenwood's Σ d / (n (n − d)).
    greenwood: f64,
}

/// A share that is a half up to rounding is a half.
const ROUNDING: f64 = 1e-12;

impl Waits {
    /// From how often each wait ended, and how often it was still open.
    pub fn of(ended: Vec<u32>, open: Vec<u32>) -> Waits {
        Waits { ended, open }
    }

    /// A wait that ended at this time, or of which no more is known than that it lasted so long.
    pub fn add(&mut self, time: u32, has_ended: bool) {
        let counts = if has_ended { &mut self.ended } else { &mut self.open };
        let at = time as usize;
        if at >= counts.len() {
            counts.resize(at + 1, 0);
        }
        counts[at] += 1;
    }

    /// How many waits there are.
    pub fn total(&self) -> u64 {
        self.ended_until(u32::MAX) + sum(&self.open)
    }

    /// How many have ended at this time or before.
    pub fn ended_until(&self, time: u32) -> u64 {
        let end = (time as usize).saturating_add(1).min(self.ended.len());
        sum(self.ended.get(..end).unwrap_or_default())
    }

    /// How many times there are to look at, from 0.
    pub(super) fn len(&self) -> usize {
        self.ended.len().max(self.open.len())
    }

    /// How many end at a time, and how many stop being watched.
    pub(super) fn at(&self, time: usize) -> [u64; 2] {
        [&self.ended, &self.open].map(|counts| counts.get(time).map_or(0, |count| u64::from(*count)))
    }

    /// The estimate.
    ///
    /// ```
    /// use huitou::stats::kaplan_meier::Waits;
    /// let mut waits = Waits::default();
    /// for (time, has_ended) in [(2, true), (3, false), (5, true), (5, false)] {
    ///     waits.add(time, has_ended);
    /// }
    /// let curve = waits.curve();
    /// // Three of four wait on after 2; of the two who are watched at 5 one waits on: 3/4 x 1/2.
    /// assert_eq!(curve.at(4).unwrap().waiting, 0.75);
    /// assert_eq!(curve.at(5).unwrap().waiting, 0.375);
    /// assert_eq!((curve.at(6), curve.median()), (None, Some(5)));
    /// ```
    pub fn curve(&self) -> Curve {
        let mut points = Vec::with_capacity(self.len());
        let (mut at_risk, mut greenwood) = (self.total(), 0.0);
        // The estimate and the number at risk where the stretch without censoring began.
        let (mut base, mut start) = (1.0, at_risk);
        for time in 0..self.len() {
            let ([ended, open], before) = (self.at(time), at_risk);
            at_risk -= ended;
            if ended > 0 && at_risk > 0 {
                greenwood += ended as f64 / (before as f64 * at_risk as f64);
            }
            let waiting = if start == 0 { base } else { base * (at_risk as f64 / start as f64) };
            points.push(Point { at_risk: before, waiting, greenwood });
            if open > 0 {
                at_risk -= open;
                (base, start) = (waiting, at_risk);
            }
        }
        Curve { points }
    }
}

impl Curve {
    /// The estimate at a time; `None` where it is undefined.
    pub fn at(&self, time: u32) -> Option<Point> {
        let last = self.points.last().filter(|last| last.waiting == 0.0);
        self.points.get(time as usize).or(last).copied()
    }

    /// The last time at which anybody was watched; `None` without waits.
    pub fn last(&self) -> Option<u32> {
        self.points.len().checked_sub(1).map(|last| last as u32)
    }

    /// The first time at which half or fewer still wait; `None` where it is not reached.
    pub fn median(&self) -> Option<u32> {
        self.first_at(0.5)
    }

    /// The first time by which half of those who are seen to end their wait have ended it: the median, where it is
    /// reached; `None` where nobody ends a wait.
    pub fn median_of_ending(&self) -> Option<u32> {
        let last = self.points.last()?.waiting;
        self.median().or_else(|| if last < 1.0 { self.first_at((1.0 + last) / 2.0) } else { None })
    }

    fn first_at(&self, share: f64) -> Option<u32> {
        let is_reached = |point: &Point| point.waiting <= share + ROUNDING;
        self.points.iter().position(is_reached).map(|time| time as u32)
    }
}

impl Point {
    /// The share who no longer wait, 0..=1.
    pub fn ended(&self) -> f64 {
        1.0 - self.waiting
    }

    /// The 95 % interval of [`ended`](Point::ended).
    pub fn interval(&self) -> Option<Interval> {
        if self.waiting <= 0.0 || self.waiting >= 1.0 {
            return None;
        }
        let log = libm::log(self.waiting);
        let half = Z_95 * self.greenwood.sqrt() / log;
        let end = |sign: f64| 1.0 - libm::exp(log * libm::exp(sign * half));
        Some(Interval { low: end(1.0), high: end(-1.0) })
    }
}

fn sum(counts: &[u32]) -> u64 {
    counts.iter().map(|count| u64::from(*count)).sum()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn waits(all: &[(u32, bool)]) -> Waits {
        let mut waits = Waits::default();
        all.iter().for_each(|(time, has_ended)| waits.add(*time, *has_ended));
        waits
    }

    #[test]
    fn without_censoring_it_is_the_plain_share() {
        let curve = waits(&[(1, true), (1, true), (4, true), (9, true), (9, true), (30, true)]).curve();
        let ended = [0, 1, 4, 8, 9, 30, 400].map(|time| curve.at(time).unwrap().ended() * 6.0);
        for (found, expected) in ended.into_iter().zip([0.0, 2.0, 3.0, 3.0, 5.0, 6.0, 6.0]) {
            assert!((found - expected).abs() < 1e-12);
        }
        assert_eq!((curve.median(), curve.median_of_ending()), (Some(4), Some(4)));
        assert!(curve.at(0).unwrap().interval().is_none() && curve.at(30).unwrap().interval().is_none());
    }

    #[test]
    fn where_half_is_not_reached_half_of_what_is() {
        // 4/5 wait after 3, 3/5 after 7 and for good: half of the two fifths who end have ended at 3.
        let curve = waits(&[(3, true), (7, true), (20, false), (20, false), (20, false)]).curve();
        assert_eq!((curve.median(), curve.median_of_ending()), (None, Some(3)));
        let nobody = waits(&[(0, false), (5, false)]).curve();
        assert_eq!(
            (nobody.median_of_ending(), nobody.at(5).map(|p| p.waiting), nobody.at(6)),
            (None, Some(1.0), None)
        );
        assert_eq!(Waits::default().curve().median_of_ending(), None);
    }
}
