//! What rules look at.

use crate::analysis::Share;
use crate::analysis::overview::Overview;
use crate::money::Money;
use crate::report::{Report, Results};
use crate::view::format;
use crate::view::settings::{ControlOption, group_option};
use crate::view::{Lang, Panel};

use super::Sentence;
use crate::analysis::rfm::CustomerGroup;

/// Days of a year.
const YEAR: i128 = 365;

/// The report, and the panels that were made of it.
pub(super) struct Ground<'a> {
    pub(super) report: &'a Report,
    pub(super) overview: &'a Overview,
    pub(super) parts: &'a [Vec<Panel>],
    pub(super) lang: Lang,
}

impl Ground<'_> {
    pub(super) fn results(&self) -> &Results {
        &self.report.results
    }

    /// What customers who are known have paid in the window.
    pub(super) fn revenue(&self) -> Money {
        self.overview.revenue - self.overview.anonymous_revenue
    }

    /// Days of the window; one where there is none.
    pub(super) fn days(&self) -> i32 {
        self.overview.window.map_or(1, |window| window.days())
    }

    /// Whether the window tells nothing of a year, nor of who no longer comes.
    pub(super) fn is_short(&self) -> bool {
        self.overview.window.is_some_and(|window| window.is_short())
    }

    /// A product of the window, at its pace over a year, over a divisor; nothing where it is a loss or too large, or the
    /// window short.
    pub(super) fn a_year(&self, factors: &[i128], over: i128) -> Money {
        if self.is_short() {
            return Money::ZERO;
        }
        let days = i128::from(self.days()).checked_mul(over);
        days.map_or(Money::ZERO, |over| amount(&[factors, &[YEAR]].concat(), over))
    }

    pub(super) fn average_order(&self) -> i128 {
        self.overview.average_order.unwrap_or_default().0.into()
    }

    /// Money to two digits: what is known of it is no finer.
    pub(super) fn about(&self, amount: Money) -> String {
        let mut unit = 1;
        while amount.0 / unit >= 100 {
            unit *= 10;
        }
        let rounded = (amount.0 + unit / 2) / unit * unit;
        format::money_compact(Money(rounded), &self.report.results.currency, self.lang)
    }

    /// The interval of a share, and that it is of few.
    pub(super) fn sure(&self, share: &Share) -> String {
        format::sureness(share, self.lang) + crate::view::small_suffix(share.is_small(), self.lang)
    }

    /// A share with all that is known of it.
    pub(super) fn rate_and_sureness(&self, share: &Share) -> String {
        let (rate, sure) = (format::rate(share), self.sure(share));
        match self.lang {
            Lang::Zh => format!("{rate}，{sure}"),
            Lang::En => format!("{rate} ({sure})"),
        }
    }

    fn panel(&self, id: &str) -> Option<&Panel> {
        self.parts.iter().flatten().find(|panel| panel.id == id)
    }

    /// What a panel found.
    pub(super) fn finding(&self, panel: &str) -> Option<String> {
        Some(self.panel(panel)?.finding.clone())
    }

    /// A sentence that leads to a panel, where there is that panel.
    pub(super) fn sentence(
        &self,
        id: String,
        panel: &str,
        words: String,
        details: [String; 2],
    ) -> Option<Sentence> {
        let panel = self.panel(panel)?;
        let [mut detail, more] = details;
        if self.lang == Lang::En && !detail.is_empty() && !more.is_empty() {
            detail.push(' ');
        }
        Some(Sentence {
            id,
            words,
            detail: detail + &more,
            panel: panel.id.clone(),
            panel_title: panel.title.clone(),
            list: None,
        })
    }

    /// A group that can be saved: not one of a report that was given to others, since it has no customers.
    pub(super) fn list(&self, group: CustomerGroup) -> Option<ControlOption> {
        self.report.least_group.is_none().then(|| group_option(group, self.lang))
    }
}

/// A product over a divisor; nothing where it is a loss or too large.
pub(super) fn amount(factors: &[i128], over: i128) -> Money {
    let product = factors.iter().try_fold(1_i128, |product, factor| product.checked_mul(*factor));
    product.and_then(|product| Money::ratio(product, over)).unwrap_or_default().max(Money::ZERO)
}
