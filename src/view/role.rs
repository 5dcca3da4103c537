//! What a column can be taken for, in words: see `intake::role`.

use super::Text;

/// Every role by its name, in the order in which they are offered.
pub const ALL: &[(&str, Text)] = &[
    ("order_id", Text { zh: "订单号", en: "order id" }),
    ("line_id", Text { zh: "子订单号", en: "line id" }),
    ("account", Text { zh: "客户账号", en: "customer account" }),
    ("email", Text { zh: "客户邮箱", en: "customer e-mail" }),
    ("phone", Text { zh: "客户手机号", en: "customer phone" }),
    ("name_and_address", Text { zh: "客户姓名（连同地址）", en: "customer name with address" }),
    ("name", Text { zh: "客户姓名", en: "customer name" }),
    ("date", Text { zh: "下单时间", en: "order date" }),
    ("paid_at", Text { zh: "付款时间", en: "paid at" }),
    ("time", Text { zh: "时刻", en: "time of day" }),
    ("amount", Text { zh: "订单金额", en: "order amount" }),
    ("line_amount", Text { zh: "行金额", en: "line amount" }),
    ("unit_price", Text { zh: "单价", en: "unit price" }),
    ("quantity", Text { zh: "数量", en: "quantity" }),
    ("status", Text { zh: "订单状态", en: "status" }),
    ("payment_status", Text { zh: "付款状态", en: "payment status" }),
    ("after_sales", Text { zh: "售后状态", en: "after-sales status" }),
    ("fulfilment", Text { zh: "发货状态", en: "fulfilment status" }),
    ("cancelled_at", Text { zh: "取消时间", en: "cancelled at" }),
    ("refund", Text { zh: "退款金额", en: "refund" }),
    ("discount", Text { zh: "优惠金额", en: "discount" }),
    ("currency", Text { zh: "货币", en: "currency" }),
    ("product", Text { zh: "商品", en: "product" }),
    ("category", Text { zh: "类目", en: "category" }),
    ("channel", Text { zh: "渠道", en: "channel" }),
    ("region", Text { zh: "地区", en: "region" }),
    ("attribute", Text { zh: "自选分组（按它比较首单）", en: "own attribute, to compare first orders by" }),
    ("payment_method", Text { zh: "付款方式", en: "payment method" }),
    ("gross", Text { zh: "应付总额", en: "amount before refunds" }),
    ("adjusted_amount", Text { zh: "退款后的金额", en: "amount after refunds" }),
    ("time_zone", Text { zh: "时区", en: "time zone" }),
    ("refund_of", Text { zh: "退款所属的订单", en: "order that was refunded" }),
    ("added", Text { zh: "计入行金额", en: "added to the line amount" }),
    ("taken_off", Text { zh: "从行金额中扣除", en: "taken off the line amount" }),
];

/// The words of a role's name; `None` for a name that this version does not know.
pub fn words(role: &str) -> Option<Text> {
    ALL.iter().find(|(name, _)| *name == role).map(|(_, words)| *words)
}
