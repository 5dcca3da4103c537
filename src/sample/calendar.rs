//! How much is bought on each day: growth, seasons of the week and the year, campaigns.

use super::{Language, chance::Chance};
use crate::time::Day;

/// Monday to Sunday, in per mille of an average day.
const WEEKDAYS: [u64; 7] = [960, 930, 920, 940, 1020, 1130, 1100];
/// January to December, in per mille of an average day.
const MONTHS: [u64; 12] = [1020, 880, 970, 950, 980, 1000, 930, 940, 1010, 1050, 1120, 1150];
/// Demand on the last day over that on the first, in per mille.
const GROWTH: u64 = 1_700;

/// Days on which people buy otherwise than usual.
struct Campaign {
    first: (i32, u32, u32),
    days: i32,
    /// In per mille of what the day would be without it.
    demand: u64,
    /// What is taken off every price, in per mille; a holiday without a sale has none.
    discount: u64,
}

const fn campaign(first: (i32, u32, u32), days: i32, demand: u64, discount: u64) -> Campaign {
    Campaign { first, days, demand, discount }
}

/// Women's Day, 6.18, Double 11 and Double 12; hardly a parcel moves at the Spring Festival.
const CHINESE: [Campaign; 12] = [
    campaign((2024, 2, 8), 10, 350, 0),
    campaign((2024, 3, 8), 1, 2_500, 100),
    campaign((2024, 6, 16), 2, 2_200, 150),
    campaign((2024, 6, 18), 1, 6_500, 200),
    campaign((2024, 11, 11), 1, 11_000, 250),
    campaign((2024, 12, 12), 1, 3_000, 150),
    campaign((2025, 1, 27), 9, 350, 0),
    campaign((2025, 3, 8), 1, 2_500, 100),
    campaign((2025, 6, 16), 2, 2_200, 150),
    campaign((2025, 6, 18), 1, 6_500, 200),
    campaign((2025, 11, 11), 1, 11_000, 250),
    campaign((2025, 12, 12), 1, 3_000, 150),
];

/// Valentine's Day, a summer sale, Black Friday to Cyber Monday; Christmas Day itself is quiet.
const ENGLISH: [Campaign; 12] = [
    campaign((2024, 2, 9), 3, 1_800, 100),
    campaign((2024, 7, 16), 2, 4_000, 200),
    campaign((2024, 11, 29), 1, 11_000, 250),
    campaign((2024, 11, 30), 2, 3_500, 200),
    campaign((2024, 12, 2), 1, 6_000, 200),
    campaign((2024, 12, 25), 1, 400, 0),
    campaign((2025, 2, 7), 3, 1_800, 100),
    campaign((2025, 7, 15), 2, 4_000, 200),
    campaign((2025, 11, 28), 1, 11_000, 250),
    campaign((2025, 11, 29), 2, 3_500, 200),
    campaign((2025, 12, 1), 1, 6_000, 200),
    campaign((2025, 12, 25), 1, 400, 0),
];

/// 2024-01-01 as days since 1970-01-01.
const FIRST_DAY: Day = Day(19_723);
/// 2024, a leap year, and 2025.
const DAYS: i32 = 366 + 365;

/// The two years of the shop.
pub struct Calendar {
    /// Demand of all days before this one; one more entry than days.
    demand_before: Vec<u64>,
    /// In per mille, 0 on usual days.
    discounts: Vec<u64>,
}

impl Calendar {
    /// The years as the customers of one language live them.
    pub fn new(language: Language) -> Calendar {
        let campaigns = match language {
            Language::Chinese => &CHINESE,
            Language::English => &ENGLISH,
        };
        let mut calendar = Calendar { demand_before: vec![0], discounts: Vec::new() };
        let mut sum = 0;
        for index in 0..DAYS {
            let day = FIRST_DAY.plus(index);
            let campaign = campaigns.iter().find(|campaign| campaign.covers(day));
            sum += usual_demand(index, day) * campaign.map_or(1000, |campaign| campaign.demand) / 1000;
            calendar.demand_before.push(sum);
            calendar.discounts.push(campaign.map_or(0, |campaign| campaign.discount));
        }
        calendar
    }

    /// A day of all, as often as there is demand on it.
    pub fn any_day(&self, chance: &mut Chance) -> Day {
        self.day_between(FIRST_DAY, FIRST_DAY.plus(DAYS - 1), chance)
    }

    /// A day from `first` to `last`, both within the years, as often as there is demand on it.
    fn day_between(&self, first: Day, last: Day, chance: &mut Chance) -> Day {
        let from = self.demand_before[index_of(first)];
        let to = self.demand_before[index_of(last) + 1];
        let drawn = from + chance.below(to - from);
        let after = self.demand_before.partition_point(|before| *before <= drawn);
        FIRST_DAY.plus(after as i32 - 1)
    }

    /// A day about `gap_days` after `day`, drawn to weekends and campaigns near it; `None` beyond the last.
    pub fn later_day(&self, day: Day, gap_days: u64, chance: &mut Chance) -> Option<Day> {
        let last = FIRST_DAY.plus(DAYS - 1);
        let aim = day.plus(i32::try_from(gap_days).unwrap_or(DAYS));
        let reach = (gap_days / 6).clamp(1, 5) as i32;
        let (from, to) = (aim.plus(-reach).max(day.plus(1)), aim.plus(reach));
        (to <= last).then(|| self.day_between(from, to, chance))
    }

    /// What a campaign takes off on this day, in per mille.
    pub fn discount(&self, day: Day) -> u64 {
        self.discounts[index_of(day)]
    }

    /// Whole days from `day` to the last one.
    pub fn days_left(&self, day: Day) -> i32 {
        DAYS - 1 - day.days_since(FIRST_DAY)
    }
}

impl Campaign {
    fn covers(&self, day: Day) -> bool {
        let (year, month, first) = self.first;
        Day::from_ymd(year, month, first).is_some_and(|first| (0..self.days).contains(&day.days_since(first)))
    }
}

fn usual_demand(index: i32, day: Day) -> u64 {
    let growth = 1000 + (GROWTH - 1000) * u64::from(index.unsigned_abs()) / u64::from(DAYS.unsigned_abs());
    let month = day.ymd().1 as usize - 1;
    growth * WEEKDAYS[day.weekday() as usize] * MONTHS[month] / 1_000_000
}

fn index_of(day: Day) -> usize {
    day.days_since(FIRST_DAY).clamp(0, DAYS - 1) as usize
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_years_begin_and_end_as_said() {
        assert_eq!(FIRST_DAY.to_string(), "2024-01-01");
        assert_eq!(FIRST_DAY.plus(DAYS - 1).to_string(), "2025-12-31");
    }

    #[test]
    fn a_repeat_comes_after_its_order_and_never_after_the_years() {
        let (calendar, mut chance) = (Calendar::new(Language::Chinese), Chance::new(1, 1));
        for start in 0..DAYS {
            let day = FIRST_DAY.plus(start);
            for gap in [0, 1, 7, 40] {
                if let Some(later) = calendar.later_day(day, gap, &mut chance) {
                    assert!(later > day && calendar.days_left(later) >= 0, "{day} + {gap} = {later}");
                }
            }
        }
    }
}
