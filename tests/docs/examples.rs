//! The worked examples of docs/metrics.md and its twin: their orders are read, and the numbers that come out have to
//! stand in their words.

use huitou::analysis::repurchase_rates::RateKind;
use huitou::analysis::retention::RetentionMode;
use huitou::analysis::rfm::{CustomerGroup, Octant};
use huitou::analysis::{CountBy, Settings};
use huitou::order::OutcomeBy;
use huitou::time::Day;

use super::blocks;
use super::example::{Example, as_of, money, of, section};

#[test]
fn overview() {
    for example in Example::both(["Overview", "概览"], 0) {
        let found = example.results(&Settings::default()).overview.unwrap();
        let (orders, customers, repeat) = (found.orders, found.customers, of(&found.repeat_customers));
        let (revenue, average) = (money(found.revenue.0), money(found.average_order.unwrap().0));
        example.says(
            &format!("Orders {orders}, customers {customers}, revenue {revenue}, average order {average}, repeat customers {repeat}"),
            &format!("订单 {orders} 单，客户 {customers} 人，销售额 {revenue} 元，客单价 {average} 元，回头客占比 {repeat}"),
        );
        let (first, second) = (&found.series[0], &found.series[1]);
        let (new, then, existing) = (first.new_customers, second.new_customers, second.existing_customers);
        example.says(
            &format!("January: {new} new. February: {then} new (Bob), {existing} existing (Ann)"),
            &format!("1 月：新客 {new} 人。2 月：新客 {then} 人（小白），老客 {existing} 人（小安）"),
        );
    }
}

#[test]
fn retention() {
    for example in Example::both(["Retention", "留存"], 0) {
        let with = |retention| {
            let settings = Settings { retention, ..Settings::default() };
            example.results(&settings).retention.unwrap()
        };
        let found = with(RetentionMode::Period);
        let january = &found.cohorts[0];
        let (one, two) = (of(&january.cells[0].retained), of(&january.cells[1].retained));
        assert!(january.cells[0].complete && !january.cells[1].complete && found.curve.len() == 1);
        let (size, curve) = (january.size, of(&found.curve[0].retained));
        example.says(
            &format!("January has size {size}, month 1 is {one}, month 2 is {two} and unfinished. The curve has one point: {curve} at month 1"),
            &format!("1 月群 {size} 人，第 1 个月 {one}，第 2 个月 {two}（未结束）。曲线只有一个点：第 1 个月 {curve}"),
        );
        let cells = |mode| {
            let found = with(mode);
            [0, 1].map(|at: usize| of(&found.cohorts[0].cells[at].retained))
        };
        let ([a, b], [c, d]) = (cells(RetentionMode::OnOrAfter), cells(RetentionMode::Cumulative));
        example.says(
            &format!("\"Or later\": {a}, {b}. \"By the period's end\": {c}, {d}."),
            &format!("“当期或更晚”：{a}、{b}。“截至当期”：{c}、{d}。"),
        );
    }
}

#[test]
fn second_order() {
    for example in Example::both(["Second order", "第二单"], 0) {
        let found = example.results(&as_of(2024, 1, 31)).second_order.unwrap();
        let first = &found.order_days[0];
        let within = &first.within[0];
        let (one_in, plain) = (1.0 / within.chance.unwrap(), of(&first.plain(within)));
        let half = first.median_days.unwrap();
        example.says(
            &format!("the chance within {} days is 1/{one_in}. The plain share is {plain}", within.days),
            &format!("{} 天内的概率是 1/{one_in}。目前已回来的是 {plain}", within.days),
        );
        example.says(&format!("Half are back within {half} days"), &format!("一半在 {half} 天内回来"));
    }
}

#[test]
fn repurchase() {
    for example in Example::both(["Repurchase", "复购"], 0) {
        let by = |count_by| {
            let settings = Settings { count_by, ..Settings::default() };
            example.results(&settings).repurchase.unwrap()
        };
        let (orders, days) = (by(CountBy::Orders), by(CountBy::Days));
        for (found, english, chinese) in [
            (&orders, "By orders: rate {}, January", "按订单：复购率 {}，1 月"),
            (
                &days,
                "By days: rate {} (Ann has two days), January",
                "按下单日：复购率 {}（小安有两个下单日），1 月",
            ),
        ] {
            let (rate, january) = (of(&found.rate), of(&found.periods[0].rate));
            let with = |words: &str| format!("{} {january}", words.replace("{}", &rate));
            example.says(&with(english), &with(chinese));
            let counts: Vec<u32> = found
                .distribution
                .iter()
                .filter(|row| row.customers.part == 1)
                .map(|row| row.purchases)
                .collect();
            let [few, many] = counts[..] else { panic!("{counts:?}") };
            example.says(
                &format!("distribution one customer with {few} and one with {many}"),
                &format!("分布为 {few} 次 1 人、{many} 次 1 人"),
            );
        }
        let share = format!("{}/{}", orders.repeat_orders, orders.customer_orders);
        assert_eq!(orders.repeat_order_share, days.repeat_order_share);
        example.says(
            &format!("Repeat-order share: {share} either way"),
            &format!("复购订单占比两种方式都是 {share}"),
        );
        let step = |at: usize| orders.funnel[at].customers.part;
        let next = [0, 1, 2].map(|at: usize| of(&orders.funnel[at].next));
        let (second, third) = (orders.funnel[1].median_days.unwrap(), orders.funnel[2].median_days.unwrap());
        example.says(
            &format!("Funnel by orders: {}, {}, {}, {} …; X-order rates {}; {second} days to the second order, {third} to the third", step(0), step(1), step(2), step(3), next.join(", ")),
            &format!("漏斗按订单：{}、{}、{}、{} …；X 单复购率 {}；到第二单 {second} 天，到第三单 {third} 天", step(0), step(1), step(2), step(3), next.join("、")),
        );
        let to_second = days.funnel[1].median_days.unwrap();
        example.says(
            &format!("{to_second} days to the second order day"),
            &format!("到第二个下单日 {to_second} 天"),
        );
    }
}

#[test]
fn new_returning_reactivated() {
    for example in Example::both(["New, returning, reactivated", "新客、连续与唤回"], 0) {
        let found = example.results(&Settings::default()).activity.unwrap();
        let [january, february, march, april] = &found.periods[..] else { panic!("four months") };
        let (new, back, next) = (january.new, february.returning, of(&february.next));
        let (woken, none, two, from) =
            (march.reactivated, of(&march.next), of(&march.two), of(&march.two_from));
        let last = april.reactivated;
        example.says(
            &format!("January: {new} new. February: {back} returning; next period {next}. March: {woken} reactivated (Bob); next period {none}; two periods, base both, {two} (Bob), base January {from}. April: {last} reactivated (Ann)"),
            &format!("1 月：新客 {new}。2 月：连续 {back}；次月 {next}。3 月：唤回 {woken}（小白）；次月 {none}；次两月以前两月为基数 {two}（小白），以 1 月为基数 {from}。4 月：唤回 {last}（小安）"),
        );
    }
}

#[test]
fn which_repurchase_rate() {
    for example in Example::both(["Which repurchase rate?", "哪个“复购率”？"], 0) {
        let results = example.results(&as_of(2024, 2, 29));
        let rates = results.repurchase_rates.unwrap().rates;
        let rate = |kind| rates.iter().find(|rate| rate.kind == kind).unwrap();
        let counts = |kind| of(rate(kind).customers.as_ref().unwrap());
        let (window, month) = (counts(RateKind::Window), counts(RateKind::Within30));
        let (next, inside) = (counts(RateKind::NextMonth), counts(RateKind::InsideMonth));
        assert_eq!(rate(RateKind::NextQuarter).share, None);
        assert_eq!(
            rate(RateKind::RepeatOrders).share,
            results.repurchase.as_ref().unwrap().repeat_order_share
        );
        let repeats = results.repurchase.unwrap();
        let repeats = format!("{}/{}", repeats.repeat_orders, repeats.customer_orders);
        example.says(
            &format!("Whole window {window}, within 30 days {month}, next month {next}, inside one month (February) {inside}, repeat orders {repeats}, next quarter undefined"),
            &format!("窗口 {window}，30 天内 {month}，次月 {next}，月内（2 月）{inside}，复购订单 {repeats}，次季度无定义"),
        );
    }
}

#[test]
fn refunds_and_cancellations() {
    for example in Example::both(["Refunds and cancellations", "退款与取消"], 0) {
        let found = example.results(&Settings::default()).refunds.unwrap();
        let (lost, back, given_back) =
            (of(&found.lost), of(&found.came_back), money(found.all.given_back.unwrap().0));
        // Channels of so few orders are one row.
        let [buyer] = found.groups.as_slice() else { panic!("{:?}", found.groups) };
        assert_eq!(buyer.by, OutcomeBy::Buyer);
        let repeat = of(&buyer.rows[1].came_back.comparison.first);
        let months: Vec<String> = found.months.iter().map(|month| of(&month.came_back)).collect();
        example.says(
            &format!(
                "Of all {} orders {lost} was cancelled or never paid, and of the others {back} were refunded",
                found.all.orders
            ),
            &format!("全部 {} 单里 {lost} 被取消或未付款，其余 {back} 有退款", found.all.orders),
        );
        example.says(&format!("Given back {given_back}"), &format!("退款金额 {given_back}"));
        example.says(
            &format!(
                "January {}, February {}; repeat purchases (Ann's second) {repeat}",
                months[0], months[1]
            ),
            &format!("1 月 {}，2 月 {}；再次购买（ann 的第二单）{repeat}", months[0], months[1]),
        );
    }
}

#[test]
fn filters() {
    for (name, heading, group) in
        [("docs/metrics.md", "Filters", "lapsed spenders"), ("docs/metrics.zh.md", "筛选", "重要挽留")]
    {
        let text = section(name, heading);
        let example =
            Example { words: text.clone(), file: blocks(&text, "csv")[0].to_string(), is_english: true };
        let rows: Vec<&str> = text.lines().filter(|line| line.starts_with('|')).collect();
        let rows = &rows[rows.len() - 4..];
        assert!(rows[3].contains(group), "{name}");
        for (row, settings) in rows.iter().zip([
            Settings { channel: Some("app".into()), ..Settings::default() },
            Settings { from: Day::from_ymd(2024, 2, 1), ..Settings::default() },
            Settings { first_channel: Some("app".into()), ..Settings::default() },
            Settings { segment: Some(CustomerGroup::Octant(Octant::LapsedSpenders)), ..Settings::default() },
        ]) {
            let found = example.results(&settings);
            let overview = found.overview.unwrap();
            let months = overview
                .series
                .iter()
                .map(|month| format!("{}/{}", month.new_customers, month.existing_customers));
            let cells: Vec<&str> = row.split('|').map(str::trim).collect();
            let number = |at: usize| cells[at].split([' ', '（']).next().unwrap().to_string();
            assert_eq!(number(2), overview.orders.to_string(), "{row}");
            assert_eq!(
                number(3).trim_end_matches(|c: char| !c.is_ascii_digit()),
                overview.customers.to_string(),
                "{row}"
            );
            assert_eq!(number(4), money(overview.revenue.0), "{row}");
            assert_eq!(number(5), overview.repeat_orders.to_string(), "{row}");
            assert_eq!(number(6), of(&found.repurchase.unwrap().rate), "{row}");
            months.for_each(|month| assert!(cells[7].contains(&month), "{row}: {month}"));
        }
    }
}
