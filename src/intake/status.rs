//! What a status word means for an order.

use super::identity::half_width;

/// The meaning of an order's status.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Status {
    /// Not paid: no valid order, unless it is paid on delivery.
    Unpaid,
    /// Not paid yet, as every order of a shop that is paid on delivery.
    Pending,
    /// Paid, sent or done.
    Valid,
    /// Cancelled or closed.
    Cancelled,
    /// Refunded in full.
    Refunded,
    /// No table knows the word.
    Unknown,
}

impl Status {
    /// What the statuses of an order and of its payment say together: whether it was cancelled either of them,
    /// and else whether it is paid that of the payment.
    pub fn with_payment(self, payment: Status) -> Status {
        use Status::{Cancelled, Refunded, Unknown};
        match (self, payment) {
            (Refunded, _) | (_, Refunded) => Refunded,
            (Cancelled, _) | (_, Cancelled) => Cancelled,
            (order, Unknown) => order,
            // Kept, and told.
            (Unknown, Status::Valid) => Unknown,
            (_, payment) => payment,
        }
    }
}

const UNPAID: &[&str] = &[
    "等待买家付款",
    "待付款",
    "待支付",
    "未付款",
    "未支付",
    "等待付款",
    "failed",
    "unpaid",
    "pendingpayment",
    "awaitingpayment",
    "onhold",
    "created",
    "checkoutdraft",
    "paymentpending",
    "declined",
    "invoiced",
];
const VALID: &[&str] = &[
    "买家已付款,等待卖家发货",
    "买家已付款",
    "已付款",
    "已支付",
    "待发货",
    "等待出库",
    "待配货",
    "待出库",
    "等待卖家发货",
    "卖家已发货,等待买家确认",
    "卖家已发货",
    "已发货,待收货",
    "已发货",
    "未发货",
    "待签收",
    "等待确认收货",
    "待收货",
    "交易成功",
    "交易完成",
    "已完成",
    "完成",
    "已收货",
    "已签收",
    "部分退款",
    "部分发货",
    "paid",
    "authorized",
    "processing",
    "shipped",
    "fulfilled",
    "unfulfilled",
    "partial",
    "partiallyfulfilled",
    "completed",
    "complete",
    "delivered",
    "partiallyrefunded",
    "partiallypaid",
    "approved",
    "succeeded",
    "success",
    "captured",
    "unshipped",
    "shipping",
    "closedwon",
    "open",
];
const CANCELLED: &[&str] = &[
    "交易关闭",
    "已取消",
    "已关闭",
    "取消",
    "关闭",
    "交易取消",
    "cancelled",
    "canceled",
    "voided",
    "expired",
    "void",
    "closed",
    "unavailable",
    "abandoned",
];
const REFUNDED: &[&str] = &[
    "退款成功",
    "售后完成",
    "全额退款",
    "已退款",
    "退款完成",
    "refunded",
    "fullyrefunded",
    "returned",
    "chargedback",
];

/// The meaning of a decoded status cell.
pub(super) fn of(text: &str) -> Status {
    let word = folded(text);
    if word.starts_with("(删除)") {
        return Status::Cancelled;
    }
    let word = word.strip_prefix("(锁定)").unwrap_or(&word);
    let known = |words: &[&str]| words.contains(&word);
    if known(REFUNDED) || word.ends_with("退款成功") {
        Status::Refunded
    } else if known(CANCELLED) {
        Status::Cancelled
    } else if word == "pending" {
        Status::Pending
    } else if known(UNPAID) {
        Status::Unpaid
    } else if known(VALID) {
        Status::Valid
    } else {
        Status::Unknown
    }
}

/// Whether a fulfilment word says that goods went out.
pub(super) fn is_sent(text: &str) -> bool {
    const SENT: [&str; 8] =
        ["fulfilled", "shipped", "delivered", "partial", "已发货", "已签收", "已收货", "partiallyfulfilled"];
    SENT.contains(&folded(text).as_str())
}

/// Whether a payment method means cash on delivery.
pub(super) fn is_on_delivery(text: &str) -> bool {
    let word = folded(text);
    word == "cod" || word.contains("cashondelivery") || word.contains("(cod)") || word.contains("货到付款")
}

/// Lower case, half width, without blanks, `_` and `-`.
fn folded(text: &str) -> String {
    let kept = text.chars().map(half_width).filter(|c| !c.is_whitespace() && !matches!(c, '_' | '-'));
    kept.map(|c| c.to_ascii_lowercase()).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn words_mean_the_same_in_every_spelling() {
        let cases = [
            ("买家已付款，等待卖家发货", Status::Valid),
            ("买家已付款,等待卖家发货", Status::Valid),
            ("(删除)等待出库", Status::Cancelled),
            ("(锁定)等待出库", Status::Valid),
            ("（删除）等待出库", Status::Cancelled),
            ("partially_refunded", Status::Valid),
            ("Refunded", Status::Refunded),
            ("已发货，退款成功", Status::Refunded),
            ("on-hold", Status::Unpaid),
            ("CANCELED", Status::Cancelled),
            ("something else", Status::Unknown),
        ];
        for (text, expected) in cases {
            assert_eq!(of(text), expected, "{text}");
        }
        assert!(is_on_delivery("Cash on Delivery (COD)"));
    }
}
