//! The rules, each turned by itself.

use super::Rules;
use crate::analysis::retention::DoubtfulCohorts;
use crate::analysis::{CountBy, Settings};
use crate::intake::ledger::{Ledger, Note, Reason};
use crate::intake::{Credits, KeyChoice, LayoutChoice};
use crate::list::Listed;
use crate::report::Report;
use crate::time::{Day, Period, PeriodKind};
use crate::view::Text;

/// Turns one rule and says what it is then; `None` where it does not arise.
type Turn = fn(&mut Rules, &Ledger, Option<Day>) -> Option<Text>;

const TURNS: [Turn; 11] = [
    refunded,
    cancelled,
    unpaid,
    credits,
    merged,
    first_key_alone,
    without_first_key,
    layout,
    count_by,
    month_before,
    doubtful,
];

/// The rules in force with one thing turned, each with what it says; empty where the report has no ledger.
pub(super) fn turned(report: &Report, force: &Rules) -> Vec<(Rules, Text)> {
    let Some(ledger) = &report.provenance else { return Vec::new() };
    let end = month_before_end(report, &force.settings);
    let turn = |turn: &Turn| {
        let mut rules = force.clone();
        let name = turn(&mut rules, ledger, end)?;
        Some((rules, name))
    };
    TURNS.iter().filter_map(turn).listed()
}

fn refunded(rules: &mut Rules, _: &Ledger, _: Option<Day>) -> Option<Text> {
    rules.choices.keep_refunded ^= true;
    Some(if rules.choices.keep_refunded {
        Text { zh: "全额退款的订单也算，金额记 0", en: "Orders refunded in full count, at 0" }
    } else {
        Text { zh: "全额退款的订单不算", en: "Orders refunded in full do not count" }
    })
}

/// Where orders were set aside for it, or are kept.
fn cancelled(rules: &mut Rules, ledger: &Ledger, _: Option<Day>) -> Option<Text> {
    let keeps = &mut rules.choices.keep_cancelled;
    *keeps = can_keep(*keeps, ledger, Reason::Cancelled)?;
    Some(if *keeps {
        Text { zh: "已取消或关闭的订单也算", en: "Orders cancelled or closed count" }
    } else {
        Text { zh: "已取消或关闭的订单不算", en: "Orders cancelled or closed do not count" }
    })
}

/// The same.
fn unpaid(rules: &mut Rules, ledger: &Ledger, _: Option<Day>) -> Option<Text> {
    let keeps = &mut rules.choices.keep_unpaid;
    *keeps = can_keep(*keeps, ledger, Reason::Unpaid)?;
    Some(if *keeps {
        Text { zh: "未付款的订单也算", en: "Orders never paid count" }
    } else {
        Text { zh: "未付款的订单不算", en: "Orders never paid do not count" }
    })
}

/// What keeping becomes; `None` where there is nothing to be kept.
fn can_keep(keeps: bool, ledger: &Ledger, reason: Reason) -> Option<bool> {
    let is_there = ledger.set_aside.iter().any(|aside| aside.reason == reason && aside.rows > 0);
    (keeps || is_there).then_some(!keeps)
}

/// Where customers were found by a key that is not the surest.
fn first_key_alone(rules: &mut Rules, ledger: &Ledger, _: Option<Day>) -> Option<Text> {
    let falls_back = ledger.keys.iter().skip(1).any(|key| key.orders > 0);
    match rules.choices.keys {
        KeyChoice::Surest if falls_back => {
            rules.choices.keys = KeyChoice::FirstAlone;
            Some(Text {
                zh: "客户只按“{0}”辨认，没有的算匿名",
                en: "Customers by “{0}” alone: orders without it are anonymous",
            })
        }
        KeyChoice::FirstAlone => {
            rules.choices.keys = KeyChoice::Surest;
            Some(Text {
                zh: "没有“{0}”的订单按其他列辨认客户",
                en: "Orders without “{0}” have their customer by another column",
            })
        }
        _ => None,
    }
}

/// Where there is another key.
fn without_first_key(rules: &mut Rules, ledger: &Ledger, _: Option<Day>) -> Option<Text> {
    match rules.choices.keys {
        KeyChoice::Surest if ledger.keys.len() > 1 => {
            rules.choices.keys = KeyChoice::WithoutFirst;
            Some(Text {
                zh: "辨认客户不用“{0}”，先看“{1}”", en: "Customers without “{0}”: by “{1}” first"
            })
        }
        KeyChoice::WithoutFirst => {
            rules.choices.keys = KeyChoice::Surest;
            Some(Text {
                zh: "辨认客户也用比“{0}”更可靠的列",
                en: "Customers by a surer column than “{0}” too",
            })
        }
        _ => None,
    }
}

fn credits(rules: &mut Rules, _: &Ledger, _: Option<Day>) -> Option<Text> {
    let credits = &mut rules.choices.credits;
    *credits = if *credits == Credits::Reduce { Credits::AsOrders } else { Credits::Reduce };
    Some(if *credits == Credits::AsOrders {
        Text {
            zh: "没写明订单的退款单独成单，金额为负",
            en: "Credits that name no order are orders of their own",
        }
    } else {
        Text {
            zh: "没写明订单的退款冲减更早的订单", en: "Credits that name no order reduce an earlier one"
        }
    })
}

fn merged(rules: &mut Rules, _: &Ledger, _: Option<Day>) -> Option<Text> {
    let merges = !rules.choices.merge_keys.unwrap_or(true);
    rules.choices.merge_keys = Some(merges);
    Some(if merges {
        Text {
            zh: "总在一起出现的不同标识合并为一位客户",
            en: "Keys that always stand together are one customer's",
        }
    } else {
        Text {
            zh: "不同标识不合并，各算一位客户", en: "Keys are not merged: each is a customer"
        }
    })
}

/// Where orders have several rows.
fn layout(rules: &mut Rules, ledger: &Ledger, _: Option<Day>) -> Option<Text> {
    let is_added = ledger.notes.iter().find_map(|note| match note {
        Note::RowsAdded { .. } => Some(true),
        Note::TotalsOnOneRow { .. } | Note::RepeatedTotals { .. } | Note::SummaryRows { .. } => Some(false),
        _ => None,
    })?;
    rules.choices.layout = Some(if is_added { LayoutChoice::FirstRow } else { LayoutChoice::Parts });
    Some(if is_added {
        Text { zh: "订单金额只取第一行", en: "An order's amount is that of its first row" }
    } else {
        Text { zh: "订单金额是各行之和", en: "An order's amount is the sum of its rows" }
    })
}

fn count_by(rules: &mut Rules, _: &Ledger, _: Option<Day>) -> Option<Text> {
    let by = &mut rules.settings.count_by;
    *by = if *by == CountBy::Orders { CountBy::Days } else { CountBy::Orders };
    Some(if *by == CountBy::Days {
        Text {
            zh: "按购买日计次：同一天的几单算一次",
            en: "Counted by days: orders of one day are one purchase",
        }
    } else {
        Text { zh: "按订单计次", en: "Counted by orders" }
    })
}

fn month_before(rules: &mut Rules, _: &Ledger, end: Option<Day>) -> Option<Text> {
    rules.settings.as_of = Some(end?);
    Some(Text { zh: "截止到上一个月底（{day}）", en: "As of the end of the month before ({day})" })
}

fn doubtful(rules: &mut Rules, _: &Ledger, _: Option<Day>) -> Option<Text> {
    let doubtful = &mut rules.settings.doubtful_cohorts;
    let keeps = *doubtful == DoubtfulCohorts::LeaveOut;
    *doubtful = if keeps { DoubtfulCohorts::Keep } else { DoubtfulCohorts::LeaveOut };
    Some(if keeps {
        Text {
            zh: "文件开始前可能买过的同期群也计入留存",
            en: "Cohorts that may be older than the file count in retention",
        }
    } else {
        Text {
            zh: "文件开始前可能买过的同期群不计入留存",
            en: "Cohorts that may be older than the file stay out of retention",
        }
    })
}

/// The last day of the month before that of the as-of day, where there are orders by then.
fn month_before_end(report: &Report, settings: &Settings) -> Option<Day> {
    let span = report.results.span?;
    let as_of = settings.as_of.unwrap_or(span.as_of);
    let end = Period::of(as_of, PeriodKind::Month).plus(-1).last_day();
    (end >= settings.from.unwrap_or(span.first_day).max(span.first_day)).then_some(end)
}
