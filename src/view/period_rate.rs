//! A share of the customers of one period, as a point of a curve over periods.

use super::figure::Point;
use super::format::{self, count, plural};
use super::{Lang, campaigns};
use crate::analysis::Share;
use crate::time::Period;

/// The point at a step; `None` where the share is undefined.
pub(super) fn point(step: usize, period: Period, complete: bool, share: &Share, lang: Lang) -> Option<Point> {
    let (name, rate) = (format::period(period, lang), format::rate(share));
    let sure = format::sureness(share, lang);
    let people = match lang {
        Lang::Zh => format!("{} / {} 位客户", count(share.part), count(share.whole)),
        Lang::En => format!("{} of {}", count(share.part), plural(share.whole, "customer", "customers")),
    };
    let small = super::small_suffix(share.is_small(), lang);
    let unfinished = super::unfinished_suffix(!complete, lang);
    Some(Point {
        step: step as u32,
        value: share.rate()?,
        band: share.interval.map(|ends| [ends.low, ends.high]),
        unfinished: !complete,
        tip: format!(
            "{name}{}{rate}\n{sure}\n{people}{small}{unfinished}{}",
            super::colon(lang),
            campaigns::line(period, lang)
        ),
    })
}
