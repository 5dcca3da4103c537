//! Who buys only at a discount, and whether one leads to the next.

use super::{Shop, of_so_many};
use crate::analysis::associations::{DiscountGroup, DiscountRow, Discounts};
use crate::list::Listed;
use crate::view::figure::{Bar, Bars, Caption};
use crate::view::format::{self, count, plural};
use crate::view::table::{Cell, Column, Table};
use crate::view::{self, Group, Lang, Panel, Text, comparison};

const TITLE: Text = Text { zh: "对折扣的依赖", en: "Discount dependence" };
const HOW: [Text; 2] = [
    Text {
        zh: "有至少两单的客户，按这些订单里有折扣的多少分三组：从不、有时、总是。只有一单的客户无所谓“有时”，所以另列。\
             有订单没写明有无折扣的客户不算在内。受筛选影响，只算计入的订单。",
        en: "Customers with two orders or more, by how many of these had a discount: none, some, all. Who has one order cannot \
             be “sometimes” and is told apart. Customers of whom an order does not say are left out. Orders are those that \
             count under the filters.",
    },
    Text {
        zh: "“第二单原价”：首单有折扣的客户里第二单无折扣的占比，与首单原价的客户比，差附 Newcombe 95% 区间。这是相关，不是因果。",
        en: "“Second order at full price”: of customers whose first order was discounted the share whose second was not, \
             against that of customers whose first order was at full price; the difference with Newcombe's 95% interval. An \
             association, no cause.",
    },
];

/// `None` where the files don't tell discounts, or there are no customers.
pub(super) fn panel(shop: &Shop) -> Option<Panel> {
    let discounts = shop.found.discounts.as_ref()?;
    let lang = shop.lang;
    let customers = customers(discounts);
    if customers + discounts.once_at_full_price + discounts.once_discounted == 0 {
        return None;
    }
    let mut panel = Panel::new("discount_dependence", Group::Why, TITLE, lang);
    panel.how = view::paragraphs(&HOW, lang);
    panel.finding = finding(discounts, lang);
    panel.notes = vec![note(shop, discounts)];
    if customers > 0 {
        let title = Text {
            zh: "至少两单的客户，按有折扣的订单多少",
            en: "Customers with two orders or more, by how many were discounted",
        };
        let caption = Caption {
            title: title.get(lang).into(),
            subtitle: panel.notes[0].clone(),
            description: panel.finding.clone(),
        };
        let labels = discounts.groups.iter().map(|row| name(row.group).get(lang).to_string()).listed();
        let most = discounts.groups.iter().map(|row| row.customers.part).max().unwrap_or(0);
        let bars = discounts.groups.iter().map(|row| bar(shop, row)).listed();
        panel.figures = vec![Bars::plain(caption, "", labels, format::number_axis(most as f64, lang), bars)];
        panel.table = Some(table(shop, discounts));
    }
    Some(panel)
}

fn customers(discounts: &Discounts) -> u64 {
    discounts.groups.iter().map(|row| row.customers.part).sum()
}

fn name(group: DiscountGroup) -> Text {
    match group {
        DiscountGroup::Never => Text { zh: "从不", en: "never" },
        DiscountGroup::Sometimes => Text { zh: "有时", en: "sometimes" },
        DiscountGroup::Always => Text { zh: "总是", en: "always" },
    }
}

fn finding(discounts: &Discounts, lang: Lang) -> String {
    let of = |at: usize| {
        discounts.groups.get(at).map_or_else(format::undefined, |row| format::rate(&row.customers))
    };
    let customers = customers(discounts);
    let once = match lang {
        Lang::Zh => format!(
            "只有一单的客户里，{} 位有折扣，{} 位无折扣。",
            count(discounts.once_discounted),
            count(discounts.once_at_full_price)
        ),
        Lang::En => format!(
            "Of customers with one order {} had a discount and {} had none.",
            count(discounts.once_discounted),
            count(discounts.once_at_full_price)
        ),
    };
    let second = &discounts.second_at_full_price;
    let next = match lang {
        _ if second.difference.is_none() => String::new(),
        Lang::Zh => {
            let [own, rest] = of_so_many(second, lang);
            format!("首单有折扣的，第二单{own}是原价；首单原价的{rest}。{}", comparison::words(second, lang))
        }
        Lang::En => {
            let [own, rest] = of_so_many(second, lang);
            format!(
                " After a discounted first order {own} second orders were at full price, after one at full price {rest}. {}",
                comparison::words(second, lang)
            )
        }
    };
    match lang {
        _ if customers == 0 => once,
        Lang::Zh => format!(
            "至少买过两次的 {} 位客户里，总是有折扣才买的占 {}，有时的占 {}，从不的占 {}。{next}",
            count(customers),
            of(2),
            of(1),
            of(0)
        ),
        Lang::En => format!(
            "Of {} with two orders or more {} bought at a discount always, {} sometimes, {} never.{next}",
            plural(customers, "customer", "customers"),
            of(2),
            of(1),
            of(0)
        ),
    }
}

fn note(shop: &Shop, discounts: &Discounts) -> String {
    let window = view::window_words(shop.report, shop.lang);
    let (n, yes, no) = (customers(discounts), discounts.once_discounted, discounts.once_at_full_price);
    match shop.lang {
        Lang::Zh => format!(
            "n = {} 位至少两单的客户；另有一单客户 {} 位（有折扣 {}，无折扣 {}）。{window}",
            count(n),
            count(yes + no),
            count(yes),
            count(no)
        ),
        Lang::En => format!(
            "n = {} with two orders or more; {} with one ({} discounted, {} at full price). {window}",
            plural(n, "customer", "customers"),
            count(yes + no),
            count(yes),
            count(no)
        ),
    }
}

fn bar(shop: &Shop, row: &DiscountRow) -> Bar {
    let (lang, currency) = (shop.lang, &shop.report.results.currency);
    let share = format::rate(&row.customers);
    let sure = format::sureness(&row.customers, lang);
    let money = format::money(row.revenue, currency);
    let tip = match lang {
        Lang::Zh => format!(
            "{}：{} 位客户（{share}）\n{sure}\n{} 单，{money}",
            name(row.group).zh,
            count(row.customers.part),
            count(row.orders)
        ),
        Lang::En => format!(
            "{}: {} ({share})\n{sure}\n{}, {money}",
            name(row.group).en,
            plural(row.customers.part, "customer", "customers"),
            plural(row.orders, "order", "orders")
        ),
    };
    Bar { values: vec![row.customers.part as f64], label: count(row.customers.part), unfinished: false, tip }
}

fn table(shop: &Shop, discounts: &Discounts) -> Table {
    let (lang, currency) = (shop.lang, &shop.report.results.currency);
    let column = Column::in_language(lang);
    let rows = discounts.groups.iter().map(|row| {
        let per_order = crate::money::Money::ratio(row.revenue.0.into(), row.orders.into());
        vec![
            Cell::text(name(row.group).get(lang)),
            Cell::count(row.customers.part),
            Cell::share(&row.customers),
            Cell::text(row.customers.interval.map_or_else(format::undefined, format::interval)),
            Cell::count(row.orders),
            Cell::money(row.revenue, currency),
            per_order.map_or_else(|| Cell::text(format::undefined()), |amount| Cell::money(amount, currency)),
        ]
    });
    let columns = vec![
        column("有折扣", "At a discount", false),
        column("客户", "Customers", true),
        column("占比", "Share", true),
        column("95% 区间", "95% interval", false),
        column("订单", "Orders", true),
        column("金额", "Revenue", true),
        column("单均", "Per order", true),
    ];
    Table { caption: TITLE.get(lang).into(), columns, rows: rows.listed(), ..Table::default() }
}
