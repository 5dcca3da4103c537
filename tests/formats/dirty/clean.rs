//! Clean order files, and what they add up to.

use std::collections::BTreeSet;

use crate::chance::Chance;

/// A clean file: what the dirt is put on.
#[derive(Clone)]
pub struct Clean {
    pub names: Vec<String>,
    /// The names in the other language.
    pub translated: Vec<String>,
    pub rows: Vec<Row>,
    /// The column of the amount, and one with free text.
    pub amount: usize,
    pub text: usize,
    pub is_chinese: bool,
}

/// A row and what it means.
#[derive(Clone)]
pub struct Row {
    pub cells: Vec<String>,
    /// Rows with the same number are one order.
    pub order: usize,
    pub customer: usize,
    pub cents: i64,
    pub is_valid: bool,
}

/// Orders, customers, revenue in cents.
pub type Sums = (usize, usize, i64);

/// What rows add up to.
pub fn sums<'a>(rows: impl Iterator<Item = &'a Row>) -> Sums {
    let (mut orders, mut customers, mut cents) = (BTreeSet::new(), BTreeSet::new(), 0);
    for row in rows.filter(|row| row.is_valid) {
        orders.insert(row.order);
        customers.insert(row.customer);
        cents += row.cents;
    }
    (orders.len(), customers.len(), cents)
}

/// How many shapes there are.
pub const SHAPES: usize = 5;

/// A clean file of one of the shapes: order rows in Chinese and English, rows of items, rows without order ids.
pub fn clean(shape: usize, chance: &mut Chance) -> Clean {
    let (names, translated): (&[&str], &[&str]) = match shape {
        0 => (
            &["订单编号", "买家会员名", "订单创建时间", "实付金额", "订单状态", "商品标题", "备注"],
            &["Order ID", "Username", "Created At", "Amount Paid", "Order Status", "Item", "Note"],
        ),
        1 => (
            &["Order ID", "Email", "Order Date", "Total", "Order Status", "Product", "Note"],
            &["订单编号", "邮箱", "下单时间", "总价", "订单状态", "商品", "备注"],
        ),
        2 => (
            &["Order ID", "Order Date", "Customer ID", "Product", "Quantity", "Item Total"],
            &["订单编号", "下单时间", "客户ID", "商品", "数量", "小计"],
        ),
        3 => (&["日期", "会员编号", "消费金额", "门店"], &["Date", "Member ID", "Amount", "Branch"]),
        _ => (&["Date", "Customer ID", "Amount", "Note"], &["日期", "客户ID", "金额", "备注"]),
    };
    let count = if chance.once_in(12) { 100 + chance.below(200) } else { 30 + chance.below(30) };
    let spans_lines = chance.once_in(2);
    let mut rows: Vec<Row> = Vec::new();
    while rows.len() < count {
        let (order, customer) = (rows.len(), chance.below(count / 2));
        let lines = if shape == 2 { 1 + chance.below(3) } else { 1 };
        let day = 1 + chance.below(365);
        rows.extend((0..lines).map(|_| row(shape, order, customer, day, spans_lines, chance)));
    }
    let strings = |names: &[&str]| names.iter().map(ToString::to_string).collect();
    let (amount, text) = [(3, 5), (3, 5), (5, 3), (2, 3), (2, 3)][shape.min(4)];
    Clean {
        names: strings(names),
        translated: strings(translated),
        rows,
        amount,
        text,
        is_chinese: matches!(shape, 0 | 3),
    }
}

fn row(
    shape: usize,
    order: usize,
    customer: usize,
    day: usize,
    spans_lines: bool,
    chance: &mut Chance,
) -> Row {
    let cents = 100 + chance.below(200_000) as i64;
    let is_cancelled = shape < 2 && chance.once_in(12);
    let date = format!("2024-{:02}-{:02}", 1 + day % 12, 1 + day % 28);
    let moment = format!("{date} {:02}:{:02}:07", day % 24, day % 60);
    let id = format!("{}", 7_000_000 + order * 37);
    let amount = format!("{}.{:02}", cents / 100, cents % 100);
    let status = match (shape, is_cancelled) {
        (0, false) => "交易成功",
        (0, true) => "交易关闭",
        (_, false) => "paid",
        (_, true) => "cancelled",
    };
    let text = text(shape, chance);
    let cells = match shape {
        0 => vec![
            id,
            format!("买家{customer}"),
            moment,
            amount,
            status.into(),
            text,
            note(spans_lines, chance),
        ],
        1 => {
            vec![
                id,
                format!("p{customer}@example.com"),
                date,
                amount,
                status.into(),
                text,
                note(spans_lines, chance),
            ]
        }
        2 => vec![id, moment, format!("C{customer}"), text, format!("{}", 1 + cents % 3), amount],
        3 => vec![date, format!("M{customer:05}"), amount, text],
        _ => vec![date, format!("{}", 5000 + customer), amount, text],
    };
    Row { cells, order, customer, cents, is_valid: !is_cancelled }
}

fn text(shape: usize, chance: &mut Chance) -> String {
    let words: &[&str] = if matches!(shape, 0 | 3) {
        &["【新款】茶杯，白色", "帽子 大号", "灯;黄铜", "茶|绿,散装", "北京路店", "8\"平底锅"]
    } else {
        &[
            "Vintage Lamp, brass",
            "Sheet \"Queen\" Set",
            "Mug; blue",
            "O'Brien tea",
            "27\" screen",
            "Cap|red",
            "Print",
        ]
    };
    chance.pick(words).to_string()
}

fn note(spans_lines: bool, chance: &mut Chance) -> String {
    let last = if spans_lines { "two\nlines, of it" } else { "two, of it" };
    chance.pick(&["", "", "", "ok", "gift, please wrap", last]).to_string()
}
