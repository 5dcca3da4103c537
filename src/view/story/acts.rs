//! The lists of customers to do something about.

use super::ground::{Ground, amount};
use super::{Sentence, fill};
use crate::analysis::cycle::Due;
use crate::analysis::lifecycle::Stage;
use crate::analysis::rfm::{CustomerGroup, Octant};
use crate::money::Money;
use crate::view::Text;
use crate::view::format::count;
use crate::view::rfm::groups;

/// Customers who can be written to, and the panel that tells who they are.
pub(super) struct Act {
    group: CustomerGroup,
    panel: &'static str,
}

/// Who is the nearest to the next order stands first.
pub(super) const ACTS: [Act; 5] = [
    Act { group: CustomerGroup::Due(Due::Now), panel: "due" },
    Act { group: CustomerGroup::Due(Due::Overdue), panel: "due" },
    Act { group: CustomerGroup::Octant(Octant::AtRiskRegulars), panel: "rfm_segments" },
    Act { group: CustomerGroup::Stage(Stage::New), panel: "lifecycle" },
    Act { group: CustomerGroup::Stage(Stage::Dormant), panel: "lifecycle" },
];

const WORDS: Text = Text { zh: "{0} {1} 位：{2}", en: "{0}, {1}: {2}" };
const WEIGHS: Text =
    Text { zh: "每人再买一单，共约 {0}。", en: "One more order of each: about {0}." };

impl Act {
    /// What to do and what one more order of each would bring; nothing where nobody is in the group.
    pub(super) fn tell(&self, ground: &Ground) -> Option<Sentence> {
        let (customers, orders, revenue) = members(ground, self.group)?;
        // Octants are of how recent customers are among each other.
        let is_vague = ground.is_short() && matches!(self.group, CustomerGroup::Octant(_));
        if customers == 0 || is_vague {
            return None;
        }
        let weight = one_order_each(customers, orders, revenue);
        let text = |text: Text| text.get(ground.lang).to_string();
        let values = [text(groups::name(self.group)), count(customers), text(groups::advice(self.group))];
        let weighs = if weight > Money::ZERO {
            fill(WEIGHS.get(ground.lang), &[ground.about(weight)])
        } else {
            String::new()
        };
        let id = groups::name(self.group).en.to_ascii_lowercase().replace([' ', '-'], "_");
        let words = fill(WORDS.get(ground.lang), &values);
        let mut sentence = ground.sentence(id, self.panel, words, [weighs, String::new()])?;
        sentence.list = ground.list(self.group);
        Some(sentence)
    }
}

/// One more order of each customer of a group, at the group's average.
pub(super) fn one_order_each(customers: u64, orders: u64, revenue: Money) -> Money {
    amount(&[revenue.0.into(), customers.into()], orders.into())
}

/// Customers, orders and revenue of a group, as its panel tells them.
pub(super) fn members(ground: &Ground, group: CustomerGroup) -> Option<(u64, u64, Money)> {
    let results = ground.results();
    match group {
        CustomerGroup::Due(due) => {
            let row = results.cycle.as_ref()?.due.iter().find(|row| row.due == due)?;
            Some((row.customers.part, row.orders, row.revenue))
        }
        CustomerGroup::Stage(stage) => {
            let row = results.lifecycle.as_ref()?.stages.iter().find(|row| row.stage == stage)?;
            Some((row.customers.part, row.orders, row.revenue))
        }
        _ => {
            let row = results.rfm.as_ref()?.octants.iter().find(|row| row.group == group)?;
            Some((row.customers.part, row.orders, row.revenue))
        }
    }
}
