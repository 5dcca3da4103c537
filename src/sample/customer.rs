//! One customer's life: when they come, what they buy, and when they stop.

use super::calendar::Calendar;
use super::chance::Chance;
use super::goods::{CATEGORIES, CHANNELS, PRODUCTS, REGION_WEIGHTS};
use crate::time::{Day, Moment};

/// How often an order begins in each hour, from midnight.
const HOURS: [u64; 24] =
    [22, 12, 7, 4, 3, 5, 12, 22, 34, 46, 54, 52, 50, 48, 46, 46, 47, 46, 48, 58, 70, 76, 66, 44];
/// One, two or three pieces.
const QUANTITIES: [u64; 3] = [72, 21, 7];
/// Guests draw from a sequence of their own, so that they don't depend on how many customers there are.
const GUEST_STREAM: u64 = 1 << 40;

/// One order of the sample, in minor units.
pub struct Order {
    pub moment: Moment,
    /// `None` for a guest.
    pub customer: Option<u32>,
    pub status: Status,
    /// What was paid, before anything was paid back.
    pub paid: u64,
    pub refund: u64,
    pub discount: u64,
    pub channel: usize,
    pub region: usize,
    pub product: usize,
    pub quantity: u64,
}

/// What has become of an order by the last day.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Status {
    Unpaid,
    Paid,
    Shipped,
    Done,
    Cancelled,
    Refunded,
}

/// What stays the same over a customer's orders.
struct Customer {
    id: Option<u32>,
    channel: usize,
    region: usize,
    favourite: usize,
    /// Chance that another order follows this one, in per mille.
    faith: u64,
}

/// All orders of the customer `id`, in time.
pub fn life(calendar: &Calendar, seed: u64, id: u32) -> Vec<Order> {
    let mut chance = Chance::new(seed, u64::from(id));
    let mut day = calendar.any_day(&mut chance);
    let customer = Customer::arriving(Some(id), calendar.discount(day), &mut chance);
    let mut orders = vec![customer.order(calendar, day, customer.channel, &mut chance)];
    while chance.happens(customer.faith) {
        let last = orders.last().map_or(0, |order| PRODUCTS[order.product].category);
        let gap_days = chance.log_normal(CATEGORIES[last].cycle_days);
        let Some(next) = calendar.later_day(day, gap_days, &mut chance) else { break };
        let channel = customer.later_channel(&mut chance);
        orders.push(customer.order(calendar, next, channel, &mut chance));
        day = next;
    }
    orders
}

/// The only order of the guest `id`.
pub fn guest(calendar: &Calendar, seed: u64, id: u32) -> Order {
    let mut chance = Chance::new(seed, GUEST_STREAM + u64::from(id));
    let day = calendar.any_day(&mut chance);
    let guest = Customer::arriving(None, 0, &mut chance);
    guest.order(calendar, day, guest.channel, &mut chance)
}

impl Customer {
    /// Somebody who first buys while `campaign_discount` (per mille) is taken off.
    fn arriving(id: Option<u32>, campaign_discount: u64, chance: &mut Chance) -> Customer {
        let channel = chance.pick(&CHANNELS.each_ref().map(|channel| channel.first_weight));
        Customer {
            id,
            channel,
            region: chance.pick(&REGION_WEIGHTS),
            favourite: chance.pick(&CATEGORIES.each_ref().map(|category| category.weight)),
            faith: faith(channel, campaign_discount, chance),
        }
    }

    fn later_channel(&self, chance: &mut Chance) -> usize {
        if chance.happens(550) {
            return self.channel;
        }
        chance.pick(&CHANNELS.each_ref().map(|channel| channel.later_weight))
    }

    fn order(&self, calendar: &Calendar, day: Day, channel: usize, chance: &mut Chance) -> Order {
        let product = self.product(chance);
        let quantity = 1 + chance.pick(&QUANTITIES) as u64;
        let price = PRODUCTS[product].price * quantity;
        let discount = price * (calendar.discount(day) + coupon(chance)) / 1000;
        let status = status(calendar.days_left(day), chance);
        let paid = if matches!(status, Status::Unpaid | Status::Cancelled) { 0 } else { price - discount };
        Order {
            moment: moment(day, chance),
            customer: self.id,
            status,
            paid,
            refund: refund(status, paid, chance),
            discount,
            channel,
            region: self.region,
            product,
            quantity,
        }
    }

    fn product(&self, chance: &mut Chance) -> usize {
        let category = match chance.happens(720) {
            true => self.favourite,
            false => chance.pick(&CATEGORIES.each_ref().map(|category| category.weight)),
        };
        chance.pick(&PRODUCTS.each_ref().map(|p| if p.category == category { p.weight } else { 0 }))
    }
}

/// How faithful customers are differs widely, as in real shops: for a usual one it is uniform, those
/// whom a campaign brought have the worse of two tries.
fn faith(channel: usize, campaign_discount: u64, chance: &mut Chance) -> u64 {
    let channel = &CHANNELS[channel];
    let best = (0..channel.tries).map(|_| chance.below(1000)).max().unwrap_or(0);
    let drawn = if campaign_discount >= 150 { best.min(chance.below(1000)) } else { best };
    drawn.saturating_add_signed(channel.bonus).min(920)
}

/// A coupon that somebody has now and then, in per mille.
fn coupon(chance: &mut Chance) -> u64 {
    if chance.happens(140) { 30 + 10 * chance.below(8) } else { 0 }
}

fn status(days_left: i32, chance: &mut Chance) -> Status {
    let drawn = chance.below(1000);
    match days_left {
        0 if drawn < 120 => Status::Unpaid,
        0..=1 => Status::Paid,
        2..=6 => Status::Shipped,
        _ if drawn < 35 => Status::Cancelled,
        _ if drawn < 60 => Status::Refunded,
        _ => Status::Done,
    }
}

/// Paid back in full, in part now and then, else not at all.
fn refund(status: Status, paid: u64, chance: &mut Chance) -> u64 {
    match status {
        Status::Refunded => paid,
        Status::Done if chance.happens(15) => paid * (100 + chance.below(300)) / 1000,
        _ => 0,
    }
}

fn moment(day: Day, chance: &mut Chance) -> Moment {
    let hour = chance.pick(&HOURS) as u64;
    day.start().plus_seconds((hour * 3600 + chance.below(3600)) as i64)
}
